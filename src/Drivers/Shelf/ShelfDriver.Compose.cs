using System.Text.Json.Nodes;

namespace Shelf;

internal sealed partial class ShelfDriver : IComposeNodes
{
    private const string Allocate = "allocate";
    private const string Release = "release";

    /// <summary>Takes the smallest system that suffices. Tagging it is the one change that is made, so that it either happened or it did not.</summary>
    public async Task<NodePlace> AllocateAsync(NodeWish wish, CancellationToken cancellation)
    {
        Refuse(Fitting.Unknown(wish.Requirements));
        var free = await BeforeChangeAsync(() => FreeAsync(wish, cancellation));
        foreach (var candidate in free)
        {
            if (await TakeAsync(candidate, wish, cancellation) is { } place)
            {
                return place;
            }

            // Somebody else was faster; the next one will do.
        }

        throw client.Failed(DriverFault.Refused, 409, "Conflict", Allocate, "no free system meets the request; look at the inventory for what is there");
    }

    /// <summary>Nothing to put together; only says so when the system has gone.</summary>
    public Task AssembleAsync(NodePlace node, CancellationToken cancellation) => SystemOfAsync(node, "assemble", cancellation);

    public async Task<AssemblyState> ReadAssemblyAsync(NodePlace node, CancellationToken cancellation)
    {
        await SystemOfAsync(node, "assemble", cancellation);
        return AssemblyState.Stands;
    }

    public async Task<NodePlace?> FindMarkedAsync(string marker, CancellationToken cancellation) =>
        (await SystemsAsync("find a node", cancellation)).FirstOrDefault(system => system.Text("AssetTag") == marker) is { } found
            ? PlaceOf(found, marker)
            : null;

    /// <summary>Systems with a tag are nodes, whoever tagged them. Where systems cannot be tagged, every system may be one.</summary>
    public async Task<NodePlace?> FindAsync(string index, CancellationToken cancellation) =>
        (await SystemsAsync("find a node", cancellation)).FirstOrDefault(system => PlaceOf(system, null).Index == index) is { } found
        && (!CanBeTagged(found) || HasTag(found))
            ? PlaceOf(found, HasTag(found) ? found.Text("AssetTag") : null)
            : null;

    /// <summary>Takes the tag off. Drives are not erased: nothing in the standard's system resource does that for all of them.</summary>
    public async Task ReleaseAsync(NodePlace node, CancellationToken cancellation)
    {
        if (TagIn(node) is null)
        {
            // Never tagged, because its service refuses tags: the core alone knows, and is about to forget.
            return;
        }

        try
        {
            var system = await SystemOfAsync(node, Release, cancellation);
            await client.PatchAsync(node.Uri, new JsonObject { ["AssetTag"] = "" }, system.ETag, Release, cancellation);
        }
        catch (DriverException exception) when (exception.Kind == DriverFault.Missing)
        {
            // Gone, or somebody else's by now: given back, which is what was wanted.
        }
    }

    private async Task<IReadOnlyList<JsonNode>> FreeAsync(NodeWish wish, CancellationToken cancellation)
    {
        var free = (await SystemsAsync(Allocate, cancellation)).Where(system =>
            !HasTag(system) && Fitting.IsUsable(system) && !wish.TakenIndexes.Contains(PlaceOf(system, null).Index)).ToList();
        var sized = new List<(JsonNode System, Parts Parts)>();
        foreach (var system in free)
        {
            sized.Add((system, await PartsOfAsync(system, Allocate, cancellation)));
        }

        return [.. sized.Where(one => Fitting.Suffices(one.Parts, wish.Requirements))
            .OrderBy(one => one.Parts.MemoryMiB).ThenBy(one => one.Parts.Cores).ThenBy(one => one.Parts.Drives.Sum(drive => drive.Bytes))
            .ThenBy(one => one.System.Text("@odata.id"), StringComparer.Ordinal).Select(one => one.System)];
    }

    /// <summary>Tags a free system; null when it was taken meanwhile.</summary>
    private async Task<NodePlace?> TakeAsync(JsonNode candidate, NodeWish wish, CancellationToken cancellation)
    {
        var path = candidate.Text("@odata.id")!;
        var fresh = await BeforeChangeAsync(() => client.GetAsync(path, Allocate, cancellation));
        if (HasTag(fresh.Body))
        {
            return null;
        }

        if (!CanBeTagged(fresh.Body) || !await TagAsync(path, wish.Marker, fresh.ETag, cancellation))
        {
            return await ClaimedAsync(fresh.Body, wish, cancellation);
        }

        // A service without entity tags lets the last writer win, and one may answer 200 and keep nothing: what stands there now decides.
        var now = (await client.GetAsync(path, Allocate, cancellation)).Body;
        return now.Text("AssetTag") == wish.Marker ? PlaceOf(now, wish.Marker) : HasTag(now) ? null : await ClaimedAsync(now, wish, cancellation);
    }

    /// <summary>Where no tag is kept only the core knows what is taken: it names those in TakenIndexes, and has no two nodes in one place.</summary>
    private static async Task<NodePlace?> ClaimedAsync(JsonNode? system, NodeWish wish, CancellationToken cancellation)
    {
        var place = PlaceOf(system, null);
        return await wish.ClaimAsync(place, cancellation) ? place : null;
    }

    /// <summary>False when the service does not let itself be tagged. A race that is lost counts as tagged, by the winner.</summary>
    private async Task<bool> TagAsync(string path, string marker, string? etag, CancellationToken cancellation)
    {
        try
        {
            await client.PatchAsync(path, new JsonObject { ["AssetTag"] = marker }, etag, Allocate, cancellation);
            return true;
        }
        catch (DriverException exception) when (exception.Kind == DriverFault.Refused)
        {
            return exception.Failure.Status is 409 or 412 or 428;
        }
        catch (DriverException exception) when (exception.Failure.Status == 501)
        {
            return false;
        }
    }

    private static bool HasTag(JsonNode? system) => !string.IsNullOrWhiteSpace(system.Text("AssetTag"));

    /// <summary>A property that a service does not support is absent; one without a value is null (DSP0266, Properties).</summary>
    private static bool CanBeTagged(JsonNode? system) => system is JsonObject resource && resource.ContainsKey("AssetTag");

    /// <summary>What goes wrong before the change is sent means that nothing was made, so the core may try another pod.</summary>
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
}
