using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using Simulator.Hardware;
using Simulator.Hardware.Composition;

namespace Simulator.Redfish;

/// <summary>CompositionReservation v1_0_2: blocks that are held for a manifest.</summary>
/// <param name="blockIds">Of its blocks those that there are: some may be made by the manifest.</param>
internal sealed class ReservationJson(Reservation reservation, IReadOnlyList<string> blockIds, ReservedManifest? manifest)
    : Resource(CompositionUris.Reservation(reservation.Id), Type, reservation.Id, $"Reservation {reservation.Id}"), IResource
{
    public static string Type => "#CompositionReservation.v1_0_2.CompositionReservation";

    public DateTimeOffset ReservationTime => reservation.Made;

    public string? Client => reservation.Client;

    public IReadOnlyList<Link> ReservedResourceBlocks => Link.All(blockIds.Select(CompositionUris.Block));

    [JsonPropertyName("ReservedResourceBlocks@odata.count")]
    public int Count => blockIds.Count;

    public ReservedManifest? Manifest => manifest;
}

/// <summary>Manifest v1_1_2 as far as its schema has names for it: the request of a stanza is whatever the client sent.</summary>
internal sealed record ReservedManifest(string? Description, string? Timestamp, string? Expand, IReadOnlyList<ReservedStanza> Stanzas)
{
    public static ReservedManifest Of(JsonElement manifest) => new(
        Text(manifest, "Description"), Text(manifest, "Timestamp"), Text(manifest, "Expand"),
        [.. manifest.GetProperty(nameof(Stanzas)).EnumerateArray().Select(s => new ReservedStanza(Text(s, "StanzaId"), Text(s, "StanzaType")))]);

    private static string? Text(JsonElement value, string name) => value.TryGetProperty(name, out var text) ? text.GetString() : null;
}

internal sealed record ReservedStanza(string? StanzaId, string? StanzaType);

/// <summary>What each reservation was made for.</summary>
internal sealed class ReservedManifests(Pod pod)
{
    private readonly ConcurrentDictionary<string, JsonElement> _manifests = new(StringComparer.Ordinal);

    public JsonElement? Find(string id) => _manifests.TryGetValue(id, out var manifest) ? manifest : null;

    public void Keep(string id, JsonElement manifest)
    {
        foreach (var over in _manifests.Keys.Where(known => pod.FindReservation(known) is null).ToList())
        {
            _manifests.TryRemove(over, out _);
        }

        _manifests[id] = manifest;
    }
}

internal static class ReservationsRoutes
{
    public static RedfishRoutes MapReservations(this RedfishRoutes routes, Pod pod, ReservedManifests manifests) => routes
        .Collection(CompositionUris.Reservations, "CompositionReservation", context => ResourceCollection.Of(
            CompositionUris.Reservations, "Composition Reservation Collection",
            pod.Reservations.Where(r => CompositionClient.Of(context).Sees(r.Client)).Select(r => r.Id)))
        .Resource(
            $"{CompositionUris.Reservations}/{{id}}", ReservationsJsonContext.Default.ReservationJson,
            context => Find(context, pod) is { } found
                ? new ReservationJson(
                    found, [.. found.BlockIds.Where(id => pod.FindBlock(id) is not null)],
                    manifests.Find(found.Id) is { } manifest ? ReservedManifest.Of(manifest) : null)
                : null,
            delete: context => Task.FromResult(pod.EndReservation(RedfishRoutes.Id(context)) ? Results.NoContent() : RedfishErrors.NotFound(context.Request.Path)));

    private static Reservation? Find(HttpContext context, Pod pod) =>
        pod.FindReservation(RedfishRoutes.Id(context)) is { } found && CompositionClient.Of(context).Sees(found.Client) ? found : null;
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ReservationJson))]
internal sealed partial class ReservationsJsonContext : JsonSerializerContext;
