using Simulator.Work;
using Event = Simulator.Ironic.ProvisionEvent;

namespace Simulator.Ironic;

/// <content>Verifying and adopting: is the machine there, and what is its power?</content>
internal sealed partial class Provisioning
{
    private IronicError? StartVerify(IronicNode node, ProvisionRequest request)
    {
        var uuid = node.Uuid;
        var taken = Take(node, request);
        if (taken.Error is null)
        {
            conductor.Start(
                "ironic-verify",
                uuid,
                $"Verify node {node.Name ?? uuid}",
                [ReadPower(uuid, Timings.Verifying), LearnFirmware(uuid), Finish(uuid, Event.Done)],
                reason => Fail(uuid, $"Failed to get power state for node {uuid}. Error: {reason}"));
        }

        return taken.Error;
    }

    private IronicError? StartAdopt(IronicNode node, ProvisionRequest request)
    {
        var uuid = node.Uuid;
        var taken = Take(node, request, conductor.RefuseBadDriverInfo);
        if (taken.Error is null)
        {
            conductor.Start(
                "ironic-adopt",
                uuid,
                $"Adopt node {node.Name ?? uuid}",
                [ReadPower(uuid, TimeSpan.Zero), Finish(uuid, Event.Done)],
                reason => Fail(uuid, $"Error while attempting to adopt node {uuid}: {reason}"));
        }

        return taken.Error;
    }

    /// <summary>What cannot be read is no reason to refuse a machine.</summary>
    private WorkStep LearnFirmware(string uuid) => conductor.Steps.Of(
        "read-firmware",
        TimeSpan.Zero,
        uuid,
        async call =>
        {
            try
            {
                await machines.LearnAsync(call);
            }
            catch (BmcException unread)
            {
                conductor.World.Journal.Record("ironic", uuid, "firmware unread", $"The firmware of node {call.Node.Name ?? uuid} could not be read: {unread.Message}");
            }

            return true;
        },
        _ => StepResult.Done);

    private WorkStep ReadPower(string uuid, TimeSpan duration) => conductor.Steps.Of(
        "read-power",
        duration,
        uuid,
        call => conductor.Hardware.Of(call.Node).Problems(call.Node) is { Count: > 0 } problems
            ? throw new BmcException(string.Join(' ', problems))
            : conductor.Hardware.Of(call.Node).ReadAsync(call),
        reading =>
        {
            conductor.NotePower(uuid, reading.Power, n => n with
            {
                BootMode = reading.BootMode,
                Properties = reading.Vendor is null || n.Properties.ContainsKey("vendor") ? n.Properties : n.Properties.With("vendor", reading.Vendor),
            });
            return StepResult.Done;
        });
}
