using System.Text.Json;

namespace ValenceCore.Drivers.Redfish;

/// <summary>Reads many resources with few requests: members inside their collection where the service can expand (DSP0266 7.3.1), else a few at a time.</summary>
internal sealed class ResourceReader(RedfishConnection connection)
{
    /// <summary>How many members are read at the same time.</summary>
    private const int Width = 8;

    /// <summary>The members of a collection over all its pages, in its order; those that are gone meanwhile are left out.</summary>
    /// <param name="levels">With more than one, what the members link may stand in them, too.</param>
    public async Task<IReadOnlyList<JsonElement?>> CollectionAsync(string path, string stage, CancellationToken cancellation, int levels = 1)
    {
        if (CanExpand(await connection.KnownRootAsync(stage, cancellation)))
        {
            var members = await connection.PagesAsync($"{path}?$expand=.($levels={levels})", stage, cancellation);

            // Some services say that they expand and answer links all the same.
            if (members.All(IsWhole))
            {
                return members;
            }
        }

        return await AllAsync(await connection.MembersAsync(path, stage, cancellation), stage, cancellation);
    }

    /// <summary>The members of a collection that a service may link and not have: then none.</summary>
    public async Task<IReadOnlyList<JsonElement?>> PartsAsync(string? path, string stage, CancellationToken cancellation, int levels = 1)
    {
        try
        {
            return path is null ? [] : await CollectionAsync(path, stage, cancellation, levels);
        }
        catch (DriverException exception) when (exception.Kind == DriverFault.Missing)
        {
            return [];
        }
    }

    /// <summary>What stands in the place of each link: the resource itself where it was expanded, else it is read.</summary>
    public async Task<IReadOnlyList<JsonElement?>> LinkedAsync(IReadOnlyList<JsonElement?> links, string stage, CancellationToken cancellation)
    {
        var apart = await AllAsync([.. links.Where(link => !IsWhole(link)).Select(link => link.Id()).OfType<string>().Distinct()], stage, cancellation);
        return [.. links.Where(IsWhole).Concat(apart).DistinctBy(resource => resource.Id())];
    }

    /// <summary>Reads resources a few at a time, in the order of their paths; those that are gone meanwhile are left out.</summary>
    public async Task<IReadOnlyList<JsonElement?>> AllAsync(IReadOnlyList<string> paths, string stage, CancellationToken cancellation)
    {
        var resources = new JsonElement?[paths.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, paths.Count),
            new ParallelOptions { MaxDegreeOfParallelism = Width, CancellationToken = cancellation },
            async (position, token) => resources[position] = await connection.FindAsync(paths[position], stage, token));
        return [.. resources.Where(resource => resource is not null)];
    }

    private static bool IsWhole(JsonElement? resource) => resource.Text("@odata.type") is not null || resource.Text("Id") is not null;

    private static bool CanExpand(JsonElement? root)
    {
        var query = root.Child("ProtocolFeaturesSupported").Child("ExpandQuery");
        return query.Child("NoLinks") is { ValueKind: JsonValueKind.True } && query.Child("Levels") is { ValueKind: JsonValueKind.True };
    }
}
