using System.Collections.Immutable;
using Simulator.Hardware.Composition;

namespace Simulator.Hardware;

/// <content>Blocks that are held for one client for a while.</content>
public sealed partial class Pod
{
    private ImmutableDictionary<string, Reservation> _reservations = ImmutableDictionary<string, Reservation>.Empty.WithComparers(StringComparer.Ordinal);
    private readonly Dictionary<string, ITimer> _reservationEnds = new(StringComparer.Ordinal);
    private int _lastReservation;

    /// <summary>Reservations that have not ended, oldest first.</summary>
    public IEnumerable<Reservation> Reservations => _reservations.Values.Where(IsAlive).OrderBy(r => r.Made).ThenBy(r => r.Id.Length).ThenBy(r => r.Id, StringComparer.Ordinal);

    /// <summary>The reservation that holds a block now.</summary>
    public Reservation? ReservationOf(string blockId)
    {
        var reservations = _reservations;
        if (reservations.IsEmpty)
        {
            return null;
        }

        foreach (var reservation in reservations.Values)
        {
            if (reservation.BlockIds.Contains(blockId) && IsAlive(reservation))
            {
                return reservation;
            }
        }

        return null;
    }

    // Whatever the clock says: what is over is so for everybody when it is forgotten.
    private bool IsKept(string blockId) => _reservations is { IsEmpty: false } made && made.Values.Any(r => r.BlockIds.Contains(blockId));

    /// <summary>Whether a block, or a share of it, is held by others than that reservation: who wants all of the block cannot have it then.</summary>
    internal bool IsReservedBesides(string blockId, string? reservationId) => ReservationsBesides(blockId, reservationId).Any();

    /// <summary>Others that together hold what is left of a block which can be shared, so that no share is to be had; the first of them.</summary>
    /// <param name="held">Who has it then.</param>
    internal Reservation? ReservationOfLastShare(string blockId, Held held, string? reservationId)
    {
        var others = ReservationsBesides(blockId, reservationId).ToList();
        var most = held.IsFree ? RoomOf(blockId) : held.Most;
        return others.Count > 0 && most - held.Holders.Length - others.Sum(r => r.SharesOf(blockId)) <= 0 ? others[0] : null;
    }

    /// <summary>Reservations, other than that one, which hold a block or a share of it.</summary>
    internal IEnumerable<Reservation> ReservationsBesides(string blockId, string? reservationId) =>
        _reservations is { IsEmpty: false } all ? all.Values.Where(r => r.Id != reservationId && r.BlockIds.Contains(blockId) && IsAlive(r)) : [];

    public Reservation? FindReservation(string id) => _reservations.TryGetValue(id, out var found) && IsAlive(found) ? found : null;

    /// <summary>Ends a reservation before its time. False when it is over.</summary>
    public bool EndReservation(string id)
    {
        using (Act())
        {
            var wasAlive = FindReservation(id) is not null;
            Forget_NeedsLock(id, "is over");
            return wasAlive;
        }
    }

    private bool IsAlive(Reservation reservation) => reservation.Ends is not { } ends || _clock.GetUtcNow() < ends;

    private Reservation Reserve_NeedsLock(IReadOnlyList<PlannedStep> steps, string? client, TimeSpan? duration)
    {
        var now = _clock.GetUtcNow();
        List<string> blockIds = [.. steps.SelectMany(s => s.BlockIds).Distinct(StringComparer.Ordinal)];
        var made = new Reservation($"r-{++_lastReservation}", client, blockIds, now, duration is { } time ? now + time : null)
        {
            Shares = blockIds.Where(id => RoomOf(id) > 1).ToDictionary(id => id, id => MostOf(id, steps), StringComparer.Ordinal),
        };
        _reservations = _reservations.Add(made.Id, made);
        Touch_NeedsLock(blockIds);
        Changed?.Invoke(new HardwareChange("reservation", made.Id, "Made", $"Reservation {made.Id} holds {string.Join(", ", blockIds)}."));
        TellReserved_NeedsLock(made, $"is reserved by {made.Id}");
        if (duration is { } wait)
        {
            _reservationEnds[made.Id] = _clock.CreateTimer(_ => RunOut(made.Id), state: null, wait, Timeout.InfiniteTimeSpan);
        }

        return made;
    }

    // So many systems of a manifest have the block at once, and a block made of it has all of it; one share is held also of what is only given back, in case that
    // must be undone.
    private int MostOf(string blockId, IReadOnlyList<PlannedStep> steps)
    {
        var (now, most) = (0, 1);
        foreach (var step in steps.Where(s => s.BlockIds.Contains(blockId)))
        {
            now += step.Step switch
            {
                ManifestStep.Decompose => -1,
                ManifestStep.ComposeBlock => RoomOf(blockId),
                _ => 1,
            };
            most = Math.Max(most, now);
        }

        return most;
    }

    private void RunOut(string id)
    {
        using (Act())
        {
            Forget_NeedsLock(id, "has run out");
        }
    }

    // Those whose timer is about to tell.
    private void ForgetOverdue_NeedsLock()
    {
        foreach (var over in _reservations.Values.Where(r => !IsAlive(r)))
        {
            Forget_NeedsLock(over.Id, "has run out");
        }
    }

    private void Forget_NeedsLock(string id, string how)
    {
        if (_reservationEnds.Remove(id, out var timer))
        {
            timer.Dispose();
        }

        if (_reservations.TryGetValue(id, out var over))
        {
            _reservations = _reservations.Remove(id);
            Touch_NeedsLock(over.BlockIds);
            Changed?.Invoke(new HardwareChange("reservation", id, "Ended", $"Reservation {id} {how}."));
            TellReserved_NeedsLock(over, $"is no longer reserved by {id}");
        }
    }
}
