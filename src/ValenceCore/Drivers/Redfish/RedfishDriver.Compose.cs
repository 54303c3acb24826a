using System.Text.Json;
using System.Text.Json.Nodes;

namespace ValenceCore.Drivers.Redfish;

internal sealed partial class RedfishDriver : IComposeNodes
{
    private const string Allocate = "allocate";
    private const string Assemble = "assemble";
    private const string Release = "release";
    private const string FindNode = "find a composed node";

    public async Task<NodePlace> AllocateAsync(NodeWish wish, CancellationToken cancellation)
    {
        var (target, bodies) = await BeforeChangeAsync(() => PrepareAsync(wish, cancellation));
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
            ?? throw RedfishFailures.MissingAttribute(connection.PodName, Allocate, "Location", "the answer");
    }

    public async Task AssembleAsync(NodePlace node, CancellationToken cancellation)
    {
        var resource = await connection.GetAsync(node.Uri, Assemble, cancellation);
        if (StateOf(resource) != AssemblyState.Underway || resource.Text("ComposedNodeState") == "Assembling")
        {
            return;
        }

        var target = NeedLink(
            resource.Child("Actions").Child("#ComposedNode.Assemble").Text("target"), "Actions/#ComposedNode.Assemble/target", Assemble,
            node.Uri);
        await connection.ChangeAsync(HttpMethod.Post, target, [], Assemble, isLong: true, cancellation);
    }

    public async Task<AssemblyState> ReadAssemblyAsync(NodePlace node, CancellationToken cancellation) =>
        StateOf(await connection.GetAsync(node.Uri, Assemble, cancellation));

    public async Task<NodePlace?> FindMarkedAsync(string marker, CancellationToken cancellation)
    {
        foreach (var uri in await NodeUrisAsync(cancellation))
        {
            var resource = await connection.FindAsync(uri, FindNode, cancellation);
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
        return uri is not null && await connection.FindAsync(uri, FindNode, cancellation) is { } resource ? PlaceOf(resource, uri) : null;
    }

    public async Task ReleaseAsync(NodePlace node, CancellationToken cancellation)
    {
        try
        {
            await connection.ChangeAsync(HttpMethod.Delete, node.Uri, null, Release, isLong: true, cancellation);
        }
        catch (DriverException exception) when (exception.Kind == DriverFault.Missing)
        {
            // Gone already, which is what was wanted.
            return;
        }
        catch (DriverException exception) when (exception.Kind == DriverFault.Silent)
        {
            await WaitUntilGoneAsync(node, exception, cancellation);
        }
    }

    /// <summary>After a lost answer the pod may still be erasing drives: look until the node is gone or the deadline has passed.</summary>
    private async Task WaitUntilGoneAsync(NodePlace node, DriverException lost, CancellationToken cancellation)
    {
        var due = host.Time.GetUtcNow() + host.Timeouts.Release;
        while (await FindQuietlyAsync(node, cancellation))
        {
            if (host.Time.GetUtcNow() >= due)
            {
                throw new DriverException(lost.Kind, lost.Failure, lost);
            }

            await Task.Delay(host.Timeouts.Poll, host.Time, cancellation);
        }
    }

    private async Task<bool> FindQuietlyAsync(NodePlace node, CancellationToken cancellation)
    {
        try
        {
            return await connection.FindAsync(node.Uri, Release, cancellation) is not null;
        }
        catch (DriverException exception) when (exception.Kind is DriverFault.Silent or DriverFault.Unreachable or DriverFault.Broken)
        {
            return true;
        }
    }

    /// <summary>Asks with one body after the other until the pod has something for it; a refusal has changed nothing, so the next may follow.</summary>
    private async Task<RedfishReply> AskAsync(string target, IReadOnlyList<JsonObject> bodies, CancellationToken cancellation)
    {
        DriverException? first = null;
        foreach (var body in bodies)
        {
            try
            {
                return await connection.ChangeAsync(HttpMethod.Post, target, body, Allocate, isLong: true, cancellation);
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
        var root = await connection.RootAsync(Allocate, cancellation);
        var nodes = NeedLink(NodesPath(root), "Nodes", Allocate, "the service root");
        var collection = await connection.GetAsync(nodes, Allocate, cancellation);
        var target = NeedLink(
            collection.Child("Actions").Child("#ComposedNodeCollection.Allocate").Text("target"),
            "Actions/#ComposedNodeCollection.Allocate/target", Allocate, nodes);
        var hasTotals = root.RackScale().Text("ApiVersion")?.StartsWith("1.", StringComparison.Ordinal) != true;
        return (target, hasTotals ? [AllocateRequest.Of(wish)] : AllocateRequest.WithoutTotals(wish));
    }

    /// <summary>What goes wrong before the change is sent means that nothing was made, whatever kind of silence it was.</summary>
    private static async Task<T> BeforeChangeAsync<T>(Func<Task<T>> prepare)
    {
        try
        {
            return await prepare();
        }
        catch (DriverException exception) when (exception.Kind is DriverFault.Silent or DriverFault.Broken or DriverFault.Malformed)
        {
            throw new DriverException(DriverFault.Unreachable, exception.Failure, exception);
        }
    }

    private async Task<IReadOnlyList<string>> NodeUrisAsync(CancellationToken cancellation)
    {
        var nodes = NeedLink(NodesPath(await connection.RootAsync(FindNode, cancellation)), "Nodes", FindNode, "the service root");
        return await connection.MembersAsync(nodes, FindNode, cancellation);
    }

    private static NodePlace PlaceOf(JsonElement? resource, string uri) => new(RedfishJson.LastSegment(uri), uri, resource.Text("Name"));

    /// <summary>States of redfish-pod 2.7; release 1.2 says PoweredOn and PoweredOff where later ones say Assembled.</summary>
    private static AssemblyState StateOf(JsonElement? node) => node.Text("ComposedNodeState") switch
    {
        "Assembled" or "PoweredOn" or "PoweredOff" => AssemblyState.Stands,
        "Failed" => AssemblyState.Broken,
        _ => AssemblyState.Underway,
    };
}
