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

    /// <summary><c>Links.Endpoints</c>: null in the list takes out, <c>{}</c> keeps what is there (DSP0266, PATCH of arrays).</summary>
    /// <returns>Null when it is not given.</returns>
    public static IReadOnlyList<string>? Endpoints(BodyReader reader, Pod pod, IReadOnlyList<string> present)
    {
        if (reader.Object("Links") is not { } links)
        {
            return null;
        }

        links.ReadOnly(["InvolvedSwitches"]);
        var list = links.Find("Endpoints");
        links.NothingElse();
        if (list is not { } given)
        {
            return null;
        }

        if (given.ValueKind != JsonValueKind.Array)
        {
            reader.Problem(RedfishMessages.PropertyValueTypeError(links.Pointer("Endpoints"), given.GetRawText(), "an array of links"));
            return null;
        }

        var endpoints = new List<string>();
        foreach (var (index, item) in given.EnumerateArray().Index().Where(i => i.Item.ValueKind != JsonValueKind.Null))
        {
            if (Read(links.Pointer($"Endpoints/{index}"), item, reader.Problem, pod, index < present.Count ? present[index] : null) is { } endpoint)
            {
                endpoints.Add(endpoint);
            }
        }

        return [.. endpoints.Distinct()];
    }

    /// <param name="kept">What <c>{}</c> stands for.</param>
    public static string? Read(string pointer, JsonElement item, Action<RedfishMessage> problem, Pod pod, string? kept = null)
    {
        if (item.ValueKind == JsonValueKind.Object && kept is not null && !item.EnumerateObject().Any())
        {
            return kept;
        }

        if (item.ValueKind != JsonValueKind.Object || !item.TryGetProperty("@odata.id", out var uri) || uri.ValueKind != JsonValueKind.String)
        {
            problem(RedfishMessages.PropertyValueTypeError(pointer, item.GetRawText(), "a link, {\"@odata.id\": URI}"));
            return null;
        }

        var found = EndpointAt(pod, uri.GetString()!);
        if (found is null)
        {
            problem(RedfishMessages.LinkedResourceMissing(uri.GetString()!, $"There is no endpoint of the PCIe fabric at {uri.GetString()}.", pointer));
        }

        return found;
    }
}
