using System.Text.Json;

namespace ValenceCore.Drivers.Redfish;

/// <summary>Speaks to a pod manager that offers Intel's composed nodes over Redfish; one file per family of verbs.
/// Resources are found by links from the service root (redfish-pod 1.1), never by a path known beforehand.</summary>
internal sealed partial class RedfishDriver(RedfishConnection connection, DriverHost host)
{
    /// <summary>How many members are read at the same time.</summary>
    private const int Width = 8;

    /// <summary>Path of the collection of composed nodes: top level up to 2.1, in the vendor's container from 2.2 on.</summary>
    private static string? NodesPath(JsonElement? root) => root.Link("Nodes") ?? root.RackScale().Link("Nodes");

    private string NeedLink(string? link, string name, string stage, string resource) =>
        link ?? throw RedfishFailures.MissingAttribute(connection.PodName, stage, name, resource);

    /// <summary>Reads resources a few at a time, in the order of their paths; those that are gone meanwhile are left out.</summary>
    private async Task<IReadOnlyList<JsonElement?>> ReadAllAsync(
        IReadOnlyList<string> paths, string stage, CancellationToken cancellation)
    {
        var resources = new JsonElement?[paths.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, paths.Count),
            new ParallelOptions { MaxDegreeOfParallelism = Width, CancellationToken = cancellation },
            async (position, token) => resources[position] = await connection.FindAsync(paths[position], stage, token));
        return [.. resources.Where(resource => resource is not null)];
    }
}
