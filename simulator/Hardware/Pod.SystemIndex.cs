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

    private static Availability AvailabilityOf(Health health) => health == Health.OK ? Availability.Free : Availability.Unwell;
}
