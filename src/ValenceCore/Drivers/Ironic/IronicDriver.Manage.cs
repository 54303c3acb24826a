using System.Text.Json.Nodes;

namespace ValenceCore.Drivers.Ironic;

internal sealed partial class IronicDriver
{
    private const string Manage = "manage";

    public async Task ManageAsync(string ironicUuid, CancellationToken cancellation)
    {
        var due = time.GetUtcNow() + options.Value.Deadlines.Register;
        var reply = await ChangeAsync(
            HttpMethod.Put, $"/v1/nodes/{ironicUuid}/states/provision", new JsonObject { ["target"] = "manage" }, Manage,
            async () => (await FindNodeAsync(ironicUuid, Manage, cancellation)).Text("provision_state") is "verifying" or "manageable", cancellation);
        if (reply is { IsSuccess: false })
        {
            throw IronicFailures.Refused(Manage, reply);
        }

        while (true)
        {
            var node = await FindNodeAsync(ironicUuid, Manage, cancellation)
                ?? throw IronicFailures.New(
                    DriverFault.Missing, 502, "Bad Gateway", "Ironic Error", $"The Ironic node '{ironicUuid}' vanished.", Manage);
            var state = node.Text("provision_state");
            if (state == "manageable")
            {
                return;
            }

            // Verification has ended without success: back in enroll, with nothing under way, and the reason in last_error.
            if (state == "enroll" && node.Text("target_provision_state") is null && node.Text("last_error") is { } reason)
            {
                throw IronicFailures.New(
                    DriverFault.Refused, 502, "Bad Gateway", "Ironic cannot manage the node",
                    $"Ironic could not take control of the node '{ironicUuid}': {reason}", Manage);
            }

            if (time.GetUtcNow() >= due)
            {
                throw TookTooLong($"Ironic did not bring the node '{ironicUuid}' to 'manageable' within {options.Value.Deadlines.Register}", state, Manage);
            }

            await Task.Delay(options.Value.Ironic.PollInterval, time, cancellation);
        }
    }
}
