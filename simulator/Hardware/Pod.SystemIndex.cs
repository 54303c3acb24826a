using Simulator.Hardware.Composition;

namespace Simulator.Hardware;

/// <content>Which systems are free, without looking at each.</content>
public sealed partial class Pod
{
    /// <summary>Follows each verb (<see cref="Touch_NeedsLock"/>); that it says what is so is part of the law of conservation.</summary>
    internal SystemIndex Index { get; }

    internal SystemPlaces Places => Index.Places;

    /// <summary>What a system is to who asks for anything that is free.</summary>
    internal Availability AvailabilityOf(ComputerSystem system) =>
        !Holdings.IsFree(system.Id) || ZoneOf(system.Id) is not null || IsKept(system.Id) ? Availability.Taken : AvailabilityOf(system.State.Health);

    /// <summary>The systems as they are to who may take other things than one who asks for anything that is free.</summary>
    /// <param name="concerned">Ids of systems that may be something else to who asks, besides those that are marked, reserved or no block.</param>
    internal Candidates CandidatesFor(Func<string, bool> mayTake, IEnumerable<string> concerned) => Index.Candidates(
        concerned.Concat(_marks.Keys).Concat(_reservations.Values.SelectMany(r => r.BlockIds))
            .Where(Systems.ContainsKey).Select(id => Systems[id]).Concat(Systems.Values.Where(s => !s.State.IsBlock)).Distinct()
            .ToDictionary(Places.Of, s => !mayTake(s.Id) ? Availability.Taken : AvailabilityOf(s.State.Health)));

    private static Availability AvailabilityOf(Health health) => health == Health.OK ? Availability.Free : Availability.Unwell;
}
