using System.Runtime.CompilerServices;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>
/// A system as it was shown last, with all that it was made from: as long as that is the same, so is what is shown, and its many links
/// need not be made again. It is kept as an object; the JSON is written for each answer.
/// </summary>
internal sealed record ShownSystem(SystemState State, BootProgress Boot, string? BiosVersion, object? Attached, Health AttachedHealth, ComputerSystemJson Json)
{
    // Goes with the pod that the systems belong to.
    private static readonly ConditionalWeakTable<ComputerSystem, ShownSystem> Last = [];

    public static ComputerSystemJson Of(Pod pod, ComputerSystem system)
    {
        // Read before the resource is made: what changes meanwhile is seen by the next who asks.
        var state = system.State;
        var boot = pod.BootProgressOf(state);
        var bios = pod.FirmwareOf(FirmwareKind.Bios, system.Id).Version;
        var (attached, health) = (pod.AttachmentOf(system), pod.HealthOfAttached(system));
        if (Last.TryGetValue(system, out var last)
            && ReferenceEquals(last.State, state) && last.Boot == boot && last.BiosVersion == bios && ReferenceEquals(last.Attached, attached) && last.AttachedHealth == health)
        {
            return last.Json;
        }

        var json = ComputerSystemJson.Of(pod, system);
        Last.AddOrUpdate(system, new ShownSystem(state, boot, bios, attached, health, json));
        return json;
    }
}
