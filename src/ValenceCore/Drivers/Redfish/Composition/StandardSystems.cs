using System.Text.Json;
using System.Text.Json.Nodes;

namespace ValenceCore.Drivers.Redfish;

/// <summary>
/// Composition by the standard (DSP2050; redfish-pod 3): a node is a computer system made of resource blocks which this driver chooses and names.
/// Named blocks are what every such service takes; described parts are asked for where a service takes nothing else. The mark <c>Reserved</c> of a
/// block is respected, never set: a process that dies would leave it behind, and the service decides a race anyway.
/// </summary>
internal sealed partial class StandardSystems(RedfishConnection connection, ResourceReader reader) : IComposeDialect
{
    /// <summary>So often another choice is made when somebody else was faster with one of the blocks.</summary>
    private const int Attempts = 5;

    public async Task<NodePlace> AllocateAsync(NodeWish wish, CancellationToken cancellation)
    {
        BlockChoice.RefuseTheInexpressible(wish.Requirements);
        var service = await RedfishDriver.BeforeChangeAsync(() => CompositionOffer.ReadAsync(connection, cancellation));
        var name = wish.Name;
        string? id = null;
        for (var attempt = 1; ; attempt++)
        {
            var body = await RedfishDriver.BeforeChangeAsync(() => BodyAsync(service, wish, name, cancellation));
            if (id is not null)
            {
                body["Id"] = id;
            }

            try
            {
                var reply = await connection.ChangeAsync(HttpMethod.Post, service.Systems, body, Stages.Allocate, isLong: true, cancellation);
                return await PlaceOfAsync(reply, wish, cancellation);
            }
            catch (DriverException exception) when (exception.Kind == DriverFault.Refused && attempt < Attempts)
            {
                if (IsNameTaken(exception))
                {
                    name = $"{wish.Name}-{wish.Marker[^8..]}";
                }
                else if (id is null && IsUnexplained(exception))
                {
                    // The first services want the client to choose the Id, and say no more than 400.
                    id = string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-')) + "-" + wish.Marker[^8..];
                }
                else if (!IsRaceLost(exception))
                {
                    throw;
                }
            }
        }
    }

    /// <summary>Nothing to do: the service puts the system together when it answers the request.</summary>
    public Task AssembleAsync(NodePlace node, CancellationToken cancellation) => Task.CompletedTask;

    public async Task<AssemblyState> ReadAssemblyAsync(NodePlace node, CancellationToken cancellation)
    {
        var status = (await connection.GetAsync(node.Uri, Stages.Assemble, cancellation)).Child("Status");
        return status.Text("State") switch
        {
            "Starting" or "Updating" or "Deferring" => AssemblyState.Underway,
            "Absent" or "UnavailableOffline" => AssemblyState.Broken,
            _ => AssemblyState.Stands,
        };
    }

    public async Task<NodePlace?> FindMarkedAsync(string marker, CancellationToken cancellation)
    {
        foreach (var system in await SystemsAsync(cancellation))
        {
            if (MarkedIn(system, marker) && system.Id() is { } uri)
            {
                return PlaceOf(system, uri);
            }
        }

        return null;
    }

    /// <summary>A composed system, or any other one of the service: a node that is taken on may be a machine as it was bought.</summary>
    public async Task<NodePlace?> FindAsync(string index, CancellationToken cancellation)
    {
        var systems = connection.Need(
            (await connection.RootAsync(Stages.FindNode, cancellation)).Link("Systems"), "Systems", Stages.FindNode, "the service root");
        var uri = (await connection.MembersAsync(systems, Stages.FindNode, cancellation))
            .FirstOrDefault(member => RedfishJson.LastSegment(member) == index);
        return uri is not null && await connection.FindAsync(uri, Stages.FindNode, cancellation) is { } resource ? PlaceOf(resource, uri) : null;
    }

    public async Task ReleaseAsync(NodePlace node, CancellationToken cancellation)
    {
        var system = await connection.GetAsync(node.Uri, Stages.Release, cancellation);

        var blocks = system.Child("Links").Links("ResourceBlocks");
        if (system.Text("SystemType") == "Composed" || (system.Text("SystemType") is null && blocks.Count > 0))
        {
            await connection.ChangeAsync(HttpMethod.Delete, node.Uri, null, Stages.Release, isLong: true, cancellation);
            return;
        }

        // A machine as it was bought stays; what was added to it goes back. Its own block comes first.
        foreach (var block in blocks.Skip(1))
        {
            await RemoveAsync(node, await connection.GetAsync(node.Uri, Stages.Release, cancellation), block, Stages.Release, cancellation);
        }
    }

    private async Task<JsonObject> BodyAsync(CompositionOffer service, NodeWish wish, string name, CancellationToken cancellation)
    {
        var body = new JsonObject { ["Name"] = service.TakesDescription ? name : $"{name} {wish.Marker}" };
        if (service.TakesDescription)
        {
            body["Description"] = wish.Description;
        }

        if (!service.TakesNamedBlocks)
        {
            return ConstrainedRequest.AddTo(body, wish.Requirements);
        }

        var blocks = await ResourceBlocks.ReadAsync(reader, service, wish.Requirements, cancellation);
        var chosen = BlockChoice.Of(blocks, wish.Requirements, connection.PodName);
        body["Links"] = new JsonObject { ["ResourceBlocks"] = new JsonArray([.. chosen.Select(block => Link(block.Uri))]) };
        return body;
    }

    private async Task<NodePlace> PlaceOfAsync(RedfishReply reply, NodeWish wish, CancellationToken cancellation)
    {
        if ((reply.Location ?? reply.Body.Id()) is { } uri && uri.Contains("/Systems/", StringComparison.Ordinal))
        {
            return new NodePlace(RedfishJson.LastSegment(uri), uri, wish.Name);
        }

        return await FindMarkedAsync(wish.Marker, cancellation)
            ?? throw RedfishFailures.MissingAttribute(connection.PodName, Stages.Allocate, "Location", "the answer");
    }

    private async Task<IReadOnlyList<JsonElement?>> SystemsAsync(CancellationToken cancellation) =>
        (await connection.RootAsync(Stages.FindNode, cancellation)).Link("Systems") is { } path
            ? await reader.CollectionAsync(path, Stages.FindNode, cancellation)
            : [];

    private static bool MarkedIn(JsonElement? system, string marker) =>
        system.Text("Description")?.Contains(marker, StringComparison.Ordinal) == true
        || system.Text("Name")?.Contains(marker, StringComparison.Ordinal) == true;

    private static JsonObject Link(string uri) => new() { ["@odata.id"] = uri };

    private static NodePlace PlaceOf(JsonElement? resource, string uri) => new(RedfishJson.LastSegment(uri), uri, resource.Text("Name"));

    private static bool IsUnexplained(DriverException exception) =>
        exception.Failure.Status == 400 && string.IsNullOrWhiteSpace(exception.Data["MessageIds"] as string);

    private static bool IsNameTaken(DriverException exception) => Says(exception, "ResourceAlreadyExists");

    /// <summary>One of the blocks went to somebody else between our look and our request; the next look sees that.</summary>
    private static bool IsRaceLost(DriverException exception) =>
        exception.Failure.Status is 409 or 412
        && (Says(exception, "InUse") || Says(exception, "Reserved") || Says(exception, "ResourceBlockChanged"));

    private static bool Says(DriverException exception, string key) =>
        exception.Failure.Code.Contains(key, StringComparison.Ordinal)
        || (exception.Data["MessageIds"] as string)?.Contains(key, StringComparison.Ordinal) == true;
}
