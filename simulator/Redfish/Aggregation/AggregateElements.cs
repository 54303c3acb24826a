using System.Text.Json;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>What can be in an aggregate, a system or a chassis, and the systems that it stands for.</summary>
internal sealed class AggregateElements(Pod pod)
{
    /// <summary>The systems behind a URI: itself, or those in a sled, drawer, rack or the pod; null when it is neither system nor chassis.</summary>
    public IReadOnlyList<ComputerSystem>? SystemsOf(string uri)
    {
        if (Below(uri, SystemUris.Systems) is { } system)
        {
            return pod.FindSystem(system) is { } found ? [found] : null;
        }

        return Below(uri, ChassisUris.Chassis) switch
        {
            null => null,
            ChassisUris.PodId => [.. pod.Systems.Values],
            var id when pod.Systems.TryGetValue(id, out var sled) => [sled],
            var id when pod.Drawers.ContainsKey(id) => [.. pod.Systems.Values.Where(s => s.DrawerId == id)],
            var id when pod.Racks.Any(r => r.Id == id) => [.. pod.Systems.Values.Where(s => s.RackId == id)],
            _ => null,
        };
    }

    /// <summary>The URIs in an array of links.</summary>
    /// <param name="array">As it was sent.</param>
    /// <param name="wrongType">Is told an index and what is no link there; null for the array itself.</param>
    /// <param name="missing">Is told an index and a URI that is neither system nor chassis.</param>
    public IReadOnlyList<string> Read(JsonElement array, Action<int?, JsonElement> wrongType, Action<int, string> missing)
    {
        if (array.ValueKind != JsonValueKind.Array)
        {
            wrongType(null, array);
            return [];
        }

        var uris = new List<string>();
        foreach (var (index, item) in array.EnumerateArray().Index())
        {
            if (SentLinks.UriOf(item) is not { } uri)
            {
                wrongType(index, item);
            }
            else if (SystemsOf(uri) is null)
            {
                missing(index, uri);
            }
            else
            {
                uris.Add(uri);
            }
        }

        return uris;
    }

    private static string? Below(string uri, string collection) =>
        uri.StartsWith(collection + "/", StringComparison.Ordinal) && uri[(collection.Length + 1)..] is var id && !id.Contains('/') ? id : null;
}
