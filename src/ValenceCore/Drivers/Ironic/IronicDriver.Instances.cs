using System.Text.Json.Nodes;
using ValenceCore.Instances;
using ValenceCore.Registration;

namespace ValenceCore.Drivers.Ironic;

/// <content>Instances: whose a node is, and what is deployed on it (ironic-api 4, 5).</content>
internal sealed partial class IronicDriver
{
    private const string Take = "take";
    private const string DeployStage = "deploy";

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

    public async Task<IronicNode?> ShowAsync(string ironicUuid, CancellationToken cancellation) =>
        await FindNodeAsync(ironicUuid, "show", cancellation) is JsonObject node ? Read(node) : null;

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
}
