using System.Collections.Immutable;
using Simulator.Hardware.Composition;

namespace Simulator.Hardware;

/// <content>Blocks that are held for one client for a while.</content>
public sealed partial class Pod
{
    private ImmutableDictionary<string, Reservation> _reservations = ImmutableDictionary<string, Reservation>.Empty.WithComparers(StringComparer.Ordinal);
    private int _lastReservation;

    /// <summary>Reservations that have not ended, oldest first.</summary>
    public IEnumerable<Reservation> Reservations => _reservations.Values.Where(IsAlive).OrderBy(r => r.Made).ThenBy(r => r.Id.Length).ThenBy(r => r.Id, StringComparer.Ordinal);

    /// <summary>The reservation that holds a block now.</summary>
    public Reservation? ReservationOf(string blockId)
    {
        foreach (var reservation in _reservations.Values)
        {
            if (reservation.BlockIds.Contains(blockId) && IsAlive(reservation))
            {
                return reservation;
            }
        }

        return null;
    }

    public Reservation? FindReservation(string id) => _reservations.TryGetValue(id, out var found) && IsAlive(found) ? found : null;

    /// <summary>Ends a reservation before its time. False when it is over.</summary>
    public bool EndReservation(string id)
    {
        lock (_lock)
        {
            var found = FindReservation(id);
            _reservations = _reservations.Remove(id);
            if (found is not null)
            {
                Changed?.Invoke(new HardwareChange("reservation", id, "Ended", $"Reservation {id} is over."));
            }

            return found is not null;
        }
    }

    private bool IsAlive(Reservation reservation) => reservation.Ends is not { } ends || _clock.GetUtcNow() < ends;

    // What has run out is forgotten when the next is made.
    private Reservation Reserve_NeedsLock(IReadOnlyList<string> blockIds, string? client, TimeSpan? duration)
    {
        _reservations = _reservations.RemoveRange(_reservations.Values.Where(r => !IsAlive(r)).Select(r => r.Id));
        var now = _clock.GetUtcNow();
        var made = new Reservation($"r-{++_lastReservation}", client, blockIds, now, duration is { } time ? now + time : null);
        _reservations = _reservations.Add(made.Id, made);
        Changed?.Invoke(new HardwareChange("reservation", made.Id, "Made", $"Reservation {made.Id} holds {string.Join(", ", blockIds)}."));
        return made;
    }
}
