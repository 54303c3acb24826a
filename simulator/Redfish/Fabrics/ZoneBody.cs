using System.Text.Json;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>Reads which endpoints a client wants in a zone, and notes every problem.</summary>
internal static class ZoneBody
{
    public const string TypeOfEndpoints = "ZoneOfEndpoints";

    /// <summary>The endpoint of the PCIe fabric that a URI names; null when it names none.</summary>
    public static string? EndpointAt(Pod pod, string uri) =>
        uri.StartsWith(FabricUris.Endpoints + '/', StringComparison.Ordinal) && uri[(FabricUris.Endpoints.Length + 1)..].TrimEnd('/') is var id
        && (pod.Systems.ContainsKey(id) || pod.Devices.ContainsKey(id))
            ? id
            : null;

    /// <summary><c>Links.Endpoints</c>; null when it is not given.</summary>
    /// <param name="present">Ids of the endpoints that are in the zone now.</param>
    public static IReadOnlyList<string>? Endpoints(BodyReader reader, Pod pod, IReadOnlyList<string> present)
    {
        if (reader.Object("Links") is not { } links)
        {
            return null;
        }

        var sent = SentLinks.ReadArray(links, "Endpoints", [.. present.Select(FabricUris.Endpoint)]);
        links.ReadOnly(["InvolvedSwitches"]);
        links.NothingElse();
        return sent is null ? null : [.. sent.Select(l => Find(l.Pointer, l.Uri, reader.Problem, pod)).OfType<string>().Distinct()];
    }

    /// <summary>The endpoint that a link leads to; a problem is noted when that is none.</summary>
    public static string? Read(string pointer, JsonElement item, Action<RedfishMessage> problem, Pod pod)
    {
        if (SentLinks.UriOf(item) is { } uri)
        {
            return Find(pointer, uri, problem, pod);
        }

        problem(RedfishMessages.PropertyValueTypeError(pointer, item.GetRawText(), SentLinks.Form));
        return null;
    }

    private static string? Find(string pointer, string uri, Action<RedfishMessage> problem, Pod pod)
    {
        var found = EndpointAt(pod, uri);
        if (found is null)
        {
            problem(RedfishMessages.LinkedResourceMissing(uri, $"There is no endpoint of the PCIe fabric at {uri}.", pointer));
        }

        return found;
    }
}
