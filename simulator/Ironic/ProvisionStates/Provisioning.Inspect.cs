using System.Globalization;
using System.Text.Json.Nodes;
using Simulator.Work;
using Event = Simulator.Ironic.ProvisionEvent;

namespace Simulator.Ironic;

/// <content>Inspection, by the BMC or by an agent on the machine: fills in properties and creates ports for enabled network cards.</content>
internal sealed partial class Provisioning
{
    private IronicError? StartInspect(IronicNode node, ProvisionRequest request)
    {
        var uuid = node.Uuid;
        var taken = Take(
            node,
            request,
            n => n.Interfaces.GetValueOrDefault("inspect") == "no-inspect" || (IsByAgent(n) && !ramdisk.AreUsedOn(n))
                ? IronicErrors.Unsupported(n.Driver, "inspect")
                : conductor.RefuseBadDriverInfo(n),
            n => n with { InspectionStartedAt = conductor.World.Clock.GetUtcNow(), InspectionFinishedAt = null });
        if (taken.Error is null)
        {
            conductor.Start(
                "ironic-inspect",
                uuid,
                $"Inspect node {node.Name ?? uuid}",
                [
                    .. IsByAgent(node) ? ByAgent(node) : [ReadMachine(uuid, "read-machine", found => Learn(uuid, found))],
                    Finish(uuid, Event.Done, n => n with { InspectionFinishedAt = conductor.World.Clock.GetUtcNow() }),
                ],
                reason => Fail(uuid, $"Failed to inspect hardware. Reason: {reason}"));
        }

        return taken.Error;
    }

    /// <summary>As 22.1 does it. The BMC tells the addresses first, or the agent would not be recognised.</summary>
    private IReadOnlyList<WorkStep> ByAgent(IronicNode node) =>
    [
        ReadMachine(node.Uuid, "find-ports", found => AddPorts(node.Uuid, found.EnabledMacs)),
        .. ramdisk.BootToInspect(node),
        .. power.To(node.Uuid, PowerState.Off),
    ];

    private static bool IsByAgent(IronicNode node) => node.Interfaces.GetValueOrDefault("inspect") == "agent";

    private WorkStep ReadMachine(string uuid, string name, Action<Inspection> take) => conductor.Steps.Of(
        name, TimeSpan.Zero, uuid, call => conductor.Hardware.Of(call.Node).InspectAsync(call), found =>
        {
            take(found);
            return StepResult.Done;
        });

    /// <summary>Notes what a BMC or an agent has found.</summary>
    public void Learn(string uuid, Inspection found)
    {
        conductor.Change(uuid, n => n with { Properties = Learn(n.Properties, found) });
        AddPorts(uuid, found.EnabledMacs);
    }

    private void AddPorts(string uuid, IReadOnlyList<string> macs)
    {
        foreach (var mac in macs)
        {
            // A MAC that has a port already, here or elsewhere, is left as it is.
            var port = new IronicPort
            {
                Uuid = conductor.World.Seed.Uuid($"ironic/port/{uuid}/{mac}").ToString(), Address = mac, NodeUuid = uuid,
            };
            if (conductor.Ports.Add(port).Error is null)
            {
                conductor.World.Journal.Record("ironic", uuid, "port", $"Inspection found the network card {mac}.");
            }
        }
    }

    private static JsonObject Learn(JsonObject properties, Inspection found)
    {
        var learned = properties;
        foreach (var (name, number) in new[] { ("cpus", found.Cpus), ("memory_mb", found.MemoryMiB), ("local_gb", found.LocalGiB) })
        {
            learned = number is { } known ? learned.With(name, known.ToString(CultureInfo.InvariantCulture)) : learned;
        }

        learned = found.CpuArchitecture is { } architecture ? learned.With("cpu_arch", architecture) : learned;
        return found.BootMode is { } mode ? learned.With("capabilities", WithBootMode(Json.Text(properties["capabilities"]), mode)) : learned;
    }

    private static string WithBootMode(string? capabilities, string mode) => string.Join(
        ',',
        (capabilities ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Where(c => !c.StartsWith("boot_mode:", StringComparison.Ordinal))
            .Append($"boot_mode:{mode}"));
}
