using System.Text.Json;
using System.Text.Json.Nodes;

namespace ValenceCore.Drivers.Redfish;

/// <summary>Intel's composed nodes (redfish-pod 2): allocate, assemble, delete.</summary>
internal sealed class RackScaleNodes(RedfishConnection connection) : IComposeDialect
{
    public async Task<NodePlace> AllocateAsync(NodeWish wish, CancellationToken cancellation)
    {
        var (target, bodies) = await RedfishDriver.BeforeChangeAsync(() => PrepareAsync(wish, cancellation));
        var reply = await AskAsync(target, bodies, cancellation);
        if (reply.Location is { } location)
        {
            return new NodePlace(RedfishJson.LastSegment(location), location, wish.Name);
        }

        if (reply.Body.Child("ComposedNodeState") is not null && reply.Body.Id() is { } uri)
        {
            return PlaceOf(reply.Body, uri);
        }

        return await FindMarkedAsync(wish.Marker, cancellation)
            ?? throw RedfishFailures.MissingAttribute(connection.PodName, Stages.Allocate, "Location", "the answer");
    }

    public async Task AssembleAsync(NodePlace node, CancellationToken cancellation)
    {
        var resource = await connection.GetAsync(node.Uri, Stages.Assemble, cancellation);
        if (StateOf(resource, node.Uri) != AssemblyState.Underway || resource.Text("ComposedNodeState") == "Assembling")
        {
            return;
        }

        var target = connection.Need(
            resource.Child("Actions").Child("#ComposedNode.Assemble").Text("target"), "Actions/#ComposedNode.Assemble/target", Stages.Assemble,
            node.Uri);
        await connection.ChangeAsync(HttpMethod.Post, target, [], Stages.Assemble, isLong: true, cancellation);
    }

    public async Task<AssemblyState> ReadAssemblyAsync(NodePlace node, CancellationToken cancellation) =>
        StateOf(await connection.GetAsync(node.Uri, Stages.Assemble, cancellation), node.Uri);

    public async Task<NodePlace?> FindMarkedAsync(string marker, CancellationToken cancellation)
    {
        foreach (var uri in await NodeUrisAsync(cancellation))
        {
            var resource = await connection.FindAsync(uri, Stages.FindNode, cancellation);
            if (resource.Text("Description")?.Contains(marker, StringComparison.Ordinal) == true)
            {
                return PlaceOf(resource, uri);
            }
        }

        return null;
    }

    public async Task<NodePlace?> FindAsync(string index, CancellationToken cancellation)
    {
        // The index is the last segment of the path (valence-api 2.4); the path itself comes from the collection.
        var uri = (await NodeUrisAsync(cancellation)).FirstOrDefault(member => RedfishJson.LastSegment(member) == index);
        return uri is not null && await connection.FindAsync(uri, Stages.FindNode, cancellation) is { } resource ? PlaceOf(resource, uri) : null;
    }

    public Task ReleaseAsync(NodePlace node, CancellationToken cancellation) =>
        connection.ChangeAsync(HttpMethod.Delete, node.Uri, null, Stages.Release, isLong: true, cancellation);

    public Task AttachAsync(NodePlace node, string deviceUri, CancellationToken cancellation) =>
        ConnectAsync(node, deviceUri, "Attach", Stages.Attach, cancellation);

    public Task DetachAsync(NodePlace node, string deviceUri, CancellationToken cancellation) =>
        ConnectAsync(node, deviceUri, "Detach", Stages.Detach, cancellation);

    /// <summary>Path of the collection of composed nodes: top level up to 2.1, in the vendor's container from 2.2 on.</summary>
    public static string? NodesPath(JsonElement? root) => root.Link("Nodes") ?? root.RackScale().Link("Nodes");

    /// <summary><c>…Resource</c> from release 2.3 on, <c>…Endpoint</c> in 2.1 and 2.2, nothing before (redfish-pod 1.1).</summary>
    private async Task ConnectAsync(NodePlace node, string deviceUri, string verb, string stage, CancellationToken cancellation)
    {
        var actions = (await RedfishDriver.BeforeChangeAsync(() => connection.GetAsync(node.Uri, stage, cancellation))).Child("Actions");
        var target = actions.Child($"#ComposedNode.{verb}Resource").Text("target")
            ?? actions.Child($"#ComposedNode.{verb}Endpoint").Text("target")
            ?? throw new DriverException(DriverFault.Refused, Failure.NotImplemented(
                $"The pod manager '{connection.PodName}' offers no action to {stage}; that came with release 2.1 of its interface."));
        var body = new JsonObject { ["Resource"] = new JsonObject { ["@odata.id"] = deviceUri } };
        await connection.ChangeAsync(HttpMethod.Post, target, body, stage, isLong: true, cancellation);
    }

    /// <summary>Asks with one body after the other until the pod has something for it; a refusal has changed nothing, so the next may follow.</summary>
    private async Task<RedfishReply> AskAsync(string target, IReadOnlyList<JsonObject> bodies, CancellationToken cancellation)
    {
        DriverException? first = null;
        foreach (var body in bodies)
        {
            try
            {
                return await connection.ChangeAsync(HttpMethod.Post, target, body, Stages.Allocate, isLong: true, cancellation);
            }
            catch (DriverException exception) when (exception.Kind == DriverFault.Refused && exception.Failure.Status == 409)
            {
                first ??= exception;
            }
        }

        throw first!;
    }

    private async Task<(string Target, IReadOnlyList<JsonObject> Bodies)> PrepareAsync(NodeWish wish, CancellationToken cancellation)
    {
        var root = await connection.RootAsync(Stages.Allocate, cancellation);
        var release = RackScaleRelease.Of(root);
        release.RefuseTheInexpressible(wish.Requirements);
        var nodes = connection.Need(NodesPath(root), "Nodes", Stages.Allocate, "the service root");
        var collection = await connection.GetAsync(nodes, Stages.Allocate, cancellation);
        var target = connection.Need(
            collection.Child("Actions").Child("#ComposedNodeCollection.Allocate").Text("target"),
            "Actions/#ComposedNodeCollection.Allocate/target", Stages.Allocate, nodes);
        return (target, release.HasTotals ? [AllocateRequest.Of(wish)] : AllocateRequest.WithoutTotals(wish));
    }

    private async Task<IReadOnlyList<string>> NodeUrisAsync(CancellationToken cancellation)
    {
        var nodes = connection.Need(
            NodesPath(await connection.RootAsync(Stages.FindNode, cancellation)), "Nodes", Stages.FindNode, "the service root");
        return await connection.MembersAsync(nodes, Stages.FindNode, cancellation);
    }

    private static NodePlace PlaceOf(JsonElement? resource, string uri) => new(RedfishJson.LastSegment(uri), uri, resource.Text("Name"));

    /// <summary>States of redfish-pod 2.7; release 1.2 says PoweredOn and PoweredOff where later ones say Assembled.</summary>
    private AssemblyState StateOf(JsonElement? node, string uri) => node.Text("ComposedNodeState") switch
    {
        "Assembled" or "PoweredOn" or "PoweredOff" => AssemblyState.Stands,
        "Failed" => AssemblyState.Broken,

        // It would never become another.
        null when node.Child("ComposedNodeState") is not null => throw RedfishFailures.Malformed(
            connection.PodName, Stages.Assemble, $"'ComposedNodeState' of {uri} is not a text."),
        _ => AssemblyState.Underway,
    };
}
