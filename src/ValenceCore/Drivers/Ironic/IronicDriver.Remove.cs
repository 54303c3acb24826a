using System.Text.Json.Nodes;

namespace ValenceCore.Drivers.Ironic;

internal sealed partial class IronicDriver
{
    private const string Remove = "unregister";

    /// <summary>States in which Ironic lets a node be deleted as it is (ironic-api 4).</summary>
    private static readonly HashSet<string> Deletable = ["enroll", "manageable", "available", "adopt failed"];

    /// <summary>States that end by themselves.</summary>
    private static readonly HashSet<string> Passing =
        ["verifying", "cleaning", "inspecting", "adopting", "deleting", "deploying", "rescuing", "unrescuing", "servicing"];

    /// <summary>States that wait for a ramdisk which may never come; Ironic gives them up when it is told to.</summary>
    private static readonly HashSet<string> Waiting = ["clean wait", "inspect wait"];

    /// <summary>States without an instance that Ironic lets go of only in maintenance.</summary>
    private static readonly HashSet<string> Stuck = ["clean failed", "clean wait", "inspect failed", "inspect wait", "clean hold"];

    /// <summary>States that a deployment left which came to nothing; undeploying leads out of them and takes nothing from anybody.</summary>
    private static readonly HashSet<string> Undeployed = ["deploy failed", "wait call-back", "error", "deploy hold"];

    /// <summary>States in which somebody uses the machine.</summary>
    private static readonly HashSet<string> Used = ["active", "rescue", "rescue wait", "rescue failed", "unrescue failed", "service failed", "service wait", "service hold"];

    public async Task<string> RemoveAsync(string ironicUuid, bool undeploys, CancellationToken cancellation)
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

        var way = "";
        var state = node.Text("provision_state") ?? "";
        var instance = node.Text("instance_uuid");
        if (!undeploys && (instance is not null || Used.Contains(state)))
        {
            throw Busy(ironicUuid, instance is not null ? $"it carries the instance '{instance}'" : $"it is '{state}'");
        }

        if (Undeployed.Contains(state) || Used.Contains(state))
        {
            await PassAsync(ironicUuid, Undeploy, options.Value.Deadlines.Provide, cancellation);
            (state, way) = ("available", $" after it was undeployed from '{state}'");
        }

        else if (instance is not null)
        {
            // Chosen for an instance that was never deployed.
            Check(Remove, await SendPatientlyAsync(
                HttpMethod.Patch, $"/v1/nodes/{ironicUuid}", new JsonArray(new JsonObject { ["op"] = "remove", ["path"] = "/instance_uuid" }), Remove, cancellation));
        }

        if (Waiting.Contains(state))
        {
            // Refused where the step under way cannot be given up; deleting in maintenance is the way out then, too.
            await SendPatientlyAsync(HttpMethod.Put, $"/v1/nodes/{ironicUuid}/states/provision", new JsonObject { ["target"] = "abort" }, Remove, cancellation);
            way = $" after '{state}' was given up";
        }

        if (Stuck.Contains(state))
        {
            Check(Remove, await SendPatientlyAsync(
                HttpMethod.Put, $"/v1/nodes/{ironicUuid}/maintenance", new JsonObject { ["reason"] = "unregistered by Valence" }, Remove, cancellation));
        }
        else if (!Deletable.Contains(state))
        {
            throw Busy(ironicUuid, $"it is '{state}'");
        }

        var reply = await ChangeAsync(
            HttpMethod.Delete, $"/v1/nodes/{ironicUuid}", null, Remove, async () => await FindNodeAsync(ironicUuid, Remove, cancellation) is null, cancellation);
        if (reply?.Status == 404)
        {
            return gone;
        }

        Check(Remove, reply);
        return $"the Ironic node {ironicUuid} was deleted{way}";
    }

    private async Task<JsonNode?> WaitUntilQuietAsync(string ironicUuid, CancellationToken cancellation)
    {
        var due = time.GetUtcNow() + options.Value.Deadlines.Provide;
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
                throw TookTooLong($"The Ironic node '{ironicUuid}' did not come to rest within {options.Value.Deadlines.Provide}", state, Remove);
            }

            await Task.Delay(options.Value.Ironic.PollInterval, time, cancellation);
        }
    }

    private static DriverException Busy(string ironicUuid, string reason) => IronicFailures.Conflict(
        $"The Ironic node '{ironicUuid}' is in use: {reason}. Hardware that Ironic controls is not given back.", Remove,
        "Undeploy the node in Ironic first, or ask with undeploy=true.");
}
