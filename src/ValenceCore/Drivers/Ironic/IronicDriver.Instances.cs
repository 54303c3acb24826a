using System.Text.Json.Nodes;
using ValenceCore.Instances;
using ValenceCore.Registration;

namespace ValenceCore.Drivers.Ironic;

/// <content>Instances: whose a node is, what is deployed on it, how it is switched (ironic-api 4, 5, 7).</content>
internal sealed partial class IronicDriver
{
    private const string Take = "take";
    private const string DeployStage = "deploy";
    private const string Networks = "networks";
    private const string Power = "power";
    private const string Console = "console";

    private static readonly Passage Deploy = new(
        "active", "active", ["deploying", "wait call-back"], "deploy failed", "Ironic cannot deploy the instance", "deploy");

    private static readonly Passage Rebuild = new(
        "rebuild", "active", ["deploying", "wait call-back"], "deploy failed", "Ironic cannot rebuild the instance", "rebuild");

    /// <summary>States in which a deployment is under way or done.</summary>
    private static readonly HashSet<string> Deployed = ["deploying", "wait call-back", "active"];

    public async Task TakeAsync(string ironicUuid, string instanceUuid, CancellationToken cancellation)
    {
        async Task<bool> IsOursAsync() => (await NeedNodeAsync(ironicUuid, Take, cancellation)).Text("instance_uuid") == instanceUuid;
        if (await IsOursAsync())
        {
            return;
        }

        var reply = await ChangeAsync(HttpMethod.Patch, $"/v1/nodes/{ironicUuid}", Added("/instance_uuid", instanceUuid), Take, IsOursAsync, cancellation);
        Check(Take, reply);
    }

    public async Task<string?> LeaveAsync(string ironicUuid, string instanceUuid, CancellationToken cancellation)
    {
        if ((await FindNodeAsync(ironicUuid, Take, cancellation)).Text("instance_uuid") != instanceUuid)
        {
            return null;
        }

        var patch = new JsonArray(
            new JsonObject { ["op"] = "remove", ["path"] = "/instance_uuid" }, new JsonObject { ["op"] = "add", ["path"] = "/instance_info", ["value"] = new JsonObject() });
        var reply = await ChangeAsync(
            HttpMethod.Patch, $"/v1/nodes/{ironicUuid}", patch, Take,
            async () => (await FindNodeAsync(ironicUuid, Take, cancellation)).Text("instance_uuid") != instanceUuid, cancellation);
        Check(Take, reply);
        return "the Ironic node is nobody's";
    }

    public async Task AttachAsync(string ironicUuid, string vif, CancellationToken cancellation)
    {
        async Task<bool> IsAttachedAsync() => (await VifsAsync(ironicUuid, cancellation)).Contains(vif);
        Task<IronicReply?> AskAsync() =>
            ChangeAsync(HttpMethod.Post, $"/v1/nodes/{ironicUuid}/vifs", new JsonObject { ["id"] = vif }, Networks, IsAttachedAsync, cancellation);
        IronicReply? reply;
        try
        {
            reply = await AskAsync();
        }
        catch (DriverException lost) when (lost.Kind is DriverFault.Silent)
        {
            // A network interface that keeps no list, as noop, tells nobody whether it was done; nothing is lost by asking again.
            reply = await AskAsync();
        }

        if (reply?.Status != 409 || !await IsAttachedAsync())
        {
            Check(Networks, reply);
        }
    }

    public async Task DetachAsync(string ironicUuid, string vif, CancellationToken cancellation)
    {
        if (!(await VifsAsync(ironicUuid, cancellation)).Contains(vif))
        {
            return;
        }

        var reply = await ChangeAsync(
            HttpMethod.Delete, $"/v1/nodes/{ironicUuid}/vifs/{Uri.EscapeDataString(vif)}", null, Networks,
            async () => !(await VifsAsync(ironicUuid, cancellation)).Contains(vif), cancellation);
        if (reply is { Status: not 404 })
        {
            Check(Networks, reply);
        }
    }

    public async Task DeployAsync(string ironicUuid, string instanceUuid, DeployWish wish, CancellationToken cancellation)
    {
        var node = await OwnNodeAsync(ironicUuid, instanceUuid, cancellation);
        if (!Deployed.Contains(node.Text("provision_state") ?? ""))
        {
            await PrepareAsync(ironicUuid, node, wish, cancellation);
        }

        await PassAsync(ironicUuid, Deploy, options.Value.Deadlines.Deploy, cancellation, WithDrive(wish));
    }

    public async Task RebuildAsync(string ironicUuid, string instanceUuid, DeployWish wish, CancellationToken cancellation)
    {
        var node = await OwnNodeAsync(ironicUuid, instanceUuid, cancellation);
        if (node.Text("provision_state") is not ("deploying" or "wait call-back"))
        {
            await PrepareAsync(ironicUuid, node, wish, cancellation);
        }

        await PassAsync(ironicUuid, Rebuild, options.Value.Deadlines.Deploy, cancellation, WithDrive(wish));
    }

    public async Task<string> UndeployAsync(string ironicUuid, string instanceUuid, CancellationToken cancellation)
    {
        if (await WaitUntilQuietAsync(ironicUuid, cancellation) is not { } node)
        {
            return "Ironic does not have the node any more";
        }

        var state = node.Text("provision_state") ?? "";
        if (node.Text("instance_uuid") is { } other && other != instanceUuid)
        {
            return "the node carries another instance by now";
        }

        if (!Undeployed.Contains(state) && !Used.Contains(state))
        {
            return await LeaveAsync(ironicUuid, instanceUuid, cancellation) ?? $"nothing is deployed, the node is '{state}'";
        }

        try
        {
            await PassAsync(ironicUuid, Undeploy, options.Value.Deadlines.Provide, cancellation);
            return $"undeployed from '{state}'";
        }
        catch (DriverException failed) when (failed.Failure.Title == Undeploy.Title)
        {
            // The instance is off the machine; that this is not clean is the affair of whoever has the machine next.
            if (await FindNodeAsync(ironicUuid, Undeploy.Stage, cancellation) is { } left && left.Text("instance_uuid") is null)
            {
                return $"undeployed, but Ironic could not clean the machine: {left.Text("last_error")}";
            }

            throw;
        }
    }

    public async Task PowerAsync(string ironicUuid, string target, string goal, CancellationToken cancellation)
    {
        var due = time.GetUtcNow() + options.Value.Deadlines.Register;
        async Task<bool> HasBegunAsync() => await NeedNodeAsync(ironicUuid, Power, cancellation) is var seen
            && (seen.Text("target_power_state") is not null || (seen.Text("power_state") == goal && !target.Contains("reboot", StringComparison.Ordinal)));
        var reply = await ChangeAsync(
            HttpMethod.Put, $"/v1/nodes/{ironicUuid}/states/power", new JsonObject { ["target"] = target }, Power, HasBegunAsync, cancellation);
        Check(Power, reply);
        while (true)
        {
            var node = await NeedNodeAsync(ironicUuid, Power, cancellation);
            var (state, wanted) = (node.Text("power_state"), node.Text("target_power_state"));
            if (wanted is null && state == goal)
            {
                return;
            }

            if (wanted is null && node.Text("last_error") is { } error)
            {
                throw IronicFailures.New(DriverFault.Refused, 502, "Bad Gateway", "Ironic cannot switch the machine", $"Ironic could not do '{target}' with the node '{ironicUuid}': {error}", Power);
            }

            if (time.GetUtcNow() >= due)
            {
                throw TookTooLong($"The node '{ironicUuid}' did not come to '{goal}' within {options.Value.Deadlines.Register}", state, Power);
            }

            await Task.Delay(options.Value.Ironic.PollInterval, time, cancellation);
        }
    }

    public async Task<IronicNode?> ShowAsync(string ironicUuid, CancellationToken cancellation) =>
        await FindNodeAsync(ironicUuid, "show", cancellation) is JsonObject node ? Read(node) : null;

    public async Task<JsonObject> ConsoleAsync(string ironicUuid, CancellationToken cancellation)
    {
        var path = $"/v1/nodes/{ironicUuid}/states/console";
        for (var due = time.GetUtcNow() + options.Value.Deadlines.Register; ;)
        {
            var reply = await SendPatientlyAsync(HttpMethod.Get, path, null, Console, cancellation);
            Check(Console, reply);
            if (reply.Field("console_info") is JsonObject info)
            {
                return (JsonObject)info.DeepClone();
            }

            if (time.GetUtcNow() >= due)
            {
                throw TookTooLong($"The console of the node '{ironicUuid}' did not start within {options.Value.Deadlines.Register}", null, Console);
            }

            if (reply.Field("console_enabled") is not JsonValue value || !value.TryGetValue<bool>(out var isOn) || !isOn)
            {
                Check(Console, await SendPatientlyAsync(HttpMethod.Put, path, new JsonObject { ["enabled"] = true }, Console, cancellation));
            }

            await Task.Delay(options.Value.Ironic.PollInterval, time, cancellation);
        }
    }

    private static JsonArray Added(string path, JsonNode value) => [new JsonObject { ["op"] = "add", ["path"] = path, ["value"] = value }];

    private static JsonObject? WithDrive(DeployWish wish) =>
        wish.ConfigDrive is { } drive ? new JsonObject { ["configdrive"] = drive.DeepClone() } : null;

    private async Task PrepareAsync(string ironicUuid, JsonNode node, DeployWish wish, CancellationToken cancellation)
    {
        var patch = Added("/instance_info", wish.InstanceInfo.DeepClone());
        if (wish.Interface is { } wanted && node.Text("deploy_interface") != wanted)
        {
            patch.Add(new JsonObject { ["op"] = "add", ["path"] = "/deploy_interface", ["value"] = wanted });
        }

        var reply = await ChangeAsync(
            HttpMethod.Patch, $"/v1/nodes/{ironicUuid}", patch, DeployStage,
            async () => JsonNode.DeepEquals((await NeedNodeAsync(ironicUuid, DeployStage, cancellation))["instance_info"], wish.InstanceInfo), cancellation);
        Check(DeployStage, reply);
    }

    private async Task<JsonNode> OwnNodeAsync(string ironicUuid, string instanceUuid, CancellationToken cancellation)
    {
        var node = await NeedNodeAsync(ironicUuid, DeployStage, cancellation);
        return node.Text("instance_uuid") == instanceUuid ? node : throw IronicFailures.Conflict(
            $"The Ironic node '{ironicUuid}' is not this instance's: it carries '{node.Text("instance_uuid") ?? "none"}'.", DeployStage,
            "Somebody else works with this node; look who changes it in Ironic.");
    }

    private async Task<JsonNode> NeedNodeAsync(string ironicUuid, string stage, CancellationToken cancellation) =>
        await FindNodeAsync(ironicUuid, stage, cancellation)
        ?? throw IronicFailures.New(DriverFault.Missing, 502, "Bad Gateway", "Ironic Error", $"Ironic has no node '{ironicUuid}'.", stage);

    private async Task<IReadOnlyList<string>> VifsAsync(string ironicUuid, CancellationToken cancellation)
    {
        var reply = await SendPatientlyAsync(HttpMethod.Get, $"/v1/nodes/{ironicUuid}/vifs", null, Networks, cancellation);
        return reply.Field("vifs") is JsonArray vifs ? [.. vifs.Select(vif => vif.Text("id")).OfType<string>()] : [];
    }
}
