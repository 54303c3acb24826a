using System.Text.Json.Nodes;

namespace ValenceCore.Drivers.Ironic;

internal sealed partial class IronicDriver
{
    private const string Remove = "unregister";

    /// <summary>States in which Ironic lets a node be deleted as it is (ironic-api 4).</summary>
    private static readonly HashSet<string> Deletable = ["enroll", "manageable", "available", "adopt failed"];

    /// <summary>States that end by themselves.</summary>
    private static readonly HashSet<string> Passing = ["verifying", "cleaning", "inspecting", "adopting", "deleting"];

    /// <summary>States without an instance that Ironic lets go of only in maintenance.</summary>
    private static readonly HashSet<string> Stuck = ["clean failed", "clean wait", "inspect failed", "inspect wait"];

    public async Task<string> RemoveAsync(string ironicUuid, CancellationToken cancellation)
    {
        if (!IsConfigured)
        {
            throw new DriverException(DriverFault.Refused, Failure.NotImplemented(
                $"No Ironic is configured (option 'Ironic.Url'), so the Ironic node '{ironicUuid}' cannot be taken out."));
        }

        var gone = $"the Ironic node {ironicUuid} was gone already";
        if (await WaitUntilQuietAsync(ironicUuid, cancellation) is not { } node)
        {
            return gone;
        }

        var state = node.Text("provision_state");
        if (node.Text("instance_uuid") is { } instance)
        {
            throw Busy(ironicUuid, $"it carries the instance '{instance}'");
        }

        if (state is not null && Stuck.Contains(state))
        {
            var maintenance = await SendPatientlyAsync(
                HttpMethod.Put, $"/v1/nodes/{ironicUuid}/maintenance", new JsonObject { ["reason"] = "unregistered by Valence" }, Remove, cancellation);
            Check(maintenance);
        }
        else if (state is null || !Deletable.Contains(state))
        {
            throw Busy(ironicUuid, $"it is '{state}'");
        }

        var reply = await ChangeAsync(
            HttpMethod.Delete, $"/v1/nodes/{ironicUuid}", null, Remove, async () => await FindNodeAsync(ironicUuid, Remove, cancellation) is null, cancellation);
        if (reply?.Status == 404)
        {
            return gone;
        }

        Check(reply);
        return $"the Ironic node {ironicUuid} was deleted";
    }

    private async Task<JsonNode?> WaitUntilQuietAsync(string ironicUuid, CancellationToken cancellation)
    {
        var due = time.GetUtcNow() + options.Value.Deadlines.Register;
        while (true)
        {
            var node = await FindNodeAsync(ironicUuid, Remove, cancellation);
            var state = node.Text("provision_state");
            if (node is null || state is null || !Passing.Contains(state))
            {
                return node;
            }

            if (time.GetUtcNow() >= due)
            {
                throw TookTooLong($"The Ironic node '{ironicUuid}' did not come to rest within {options.Value.Deadlines.Register}", state, Remove);
            }

            await Task.Delay(options.Value.Ironic.PollInterval, time, cancellation);
        }
    }

    private static DriverException Busy(string ironicUuid, string reason) => IronicFailures.Conflict(
        $"The Ironic node '{ironicUuid}' is in use: {reason}. Hardware that Ironic controls is not given back.", Remove,
        "Undeploy the node in Ironic first.");

    private static void Check(IronicReply? reply)
    {
        if (reply is { IsSuccess: false })
        {
            throw IronicFailures.Refused(Remove, reply);
        }
    }
}
