using System.Text.Json;
using Simulator.Hardware;
using Simulator.Hardware.Composition;

namespace Simulator.Redfish;

/// <summary>
/// Reads the parameter <c>Manifest</c> of the Compose action (Manifest v1_1_2). What is wrong with the manifest itself is a problem of the
/// action; what is wrong in the request of a stanza is answered in that stanza.
/// </summary>
internal sealed class ManifestReader(Pod pod, CompositionPolicy policy, CompositionClient client, string? reservationId)
{
    private static readonly StanzaType[] Processed =
        [StanzaType.ComposeSystem, StanzaType.DecomposeSystem, StanzaType.ComposeResource, StanzaType.DecomposeResource, StanzaType.RegisterResourceBlock];

    public IReadOnlyList<Stanza> Read(BodyReader manifest)
    {
        manifest.Text("Description");
        manifest.Text("Timestamp");
        manifest.OneOf("Expand", "None", "All", "Relevant");
        var stanzas = manifest.Objects("Stanzas").Select(ReadStanza).OfType<Stanza>().ToList();
        manifest.NothingElse();
        if (manifest.Problems.Count == 0 && stanzas.Count == 0)
        {
            manifest.Problem(MessageRegistries.Composition.Message("EmptyManifest", [], related: [manifest.Pointer("Stanzas")]));
        }

        return stanzas;
    }

    private Stanza? ReadStanza(BodyReader stanza)
    {
        foreach (var needed in new[] { "StanzaId", "StanzaType" }.Where(n => !stanza.Has(n)))
        {
            stanza.Problem(RedfishMessages.PropertyMissing(stanza.Pointer(needed)));
        }

        var (id, type) = (stanza.Text("StanzaId"), stanza.OneOf<StanzaType>("StanzaType"));
        stanza.Text("OEMStanzaType");
        stanza.Find("Response");
        var request = stanza.Object("Request");
        stanza.NothingElse();
        if (request is null && !stanza.Has("Request"))
        {
            stanza.Problem(MessageRegistries.Composition.Message("EmptyManifest", [], $"Stanza {id} has no request.", related: [stanza.Pointer("Request")]));
        }

        return id is null || type is null || request is null ? null : ReadRequest(id, type.Value, stanza.Element, request.Element);
    }

    private Stanza ReadRequest(string id, StanzaType type, JsonElement sent, JsonElement request)
    {
        if (!Processed.Contains(type))
        {
            return Unprocessed(id, type, sent, $"This service processes stanzas of type {string.Join(", ", Processed)} alone.", []);
        }

        if (type == StanzaType.DecomposeSystem)
        {
            return SystemIn(request) is { } system
                ? new Stanza(id, type, sent, new ManifestStep.Decompose(system), System: null, [])
                : Unprocessed(id, type, sent, "The request of stanza " + id + " is no link to a system.", []);
        }

        if (type == StanzaType.DecomposeResource)
        {
            return SentLinks.UriOf(request) is { } uri && CompositionUris.BlockIn(uri) is { } block
                ? new Stanza(id, type, sent, new ManifestStep.DecomposeBlock(block), System: null, [])
                : Unprocessed(id, type, sent, "The request of stanza " + id + " is no link to a resource block.", []);
        }

        var reader = new BodyReader(request, []);
        if (type == StanzaType.ComposeResource)
        {
            return new BlockRequestReader(pod, policy).Read(reader) is { } suppliers
                ? new Stanza(id, type, sent, new ManifestStep.ComposeBlock(suppliers.For(client, reservationId), suppliers.Parts), System: null, []) { PointerTo = suppliers.PointerTo }
                : Unprocessed(id, type, sent, "The request of stanza " + id + " is not a request for a resource block.", reader.Problems);
        }

        if (type == StanzaType.RegisterResourceBlock)
        {
            return RegistrationRequest.Read(reader, pod) is { } registration
                ? new Stanza(id, type, sent, new ManifestStep.Register(registration.Registration), System: null, []) { PointerTo = registration.PointerTo }
                : Unprocessed(id, type, sent, "The request of stanza " + id + " is not a registration of a system.", reader.Problems);
        }

        return new SystemRequestReader(pod, policy).Read(reader) is { } wanted
            ? new Stanza(id, type, sent, new ManifestStep.Compose(wanted.For(client, reservationId), wanted.Parts), wanted, [])
            : Unprocessed(id, type, sent, "The request of stanza " + id + " is not a request for a system.", reader.Problems);
    }

    private static Stanza Unprocessed(string id, StanzaType type, JsonElement sent, string says, IReadOnlyList<RedfishMessage> problems) => new(
        id, type, sent, Step: null, System: null,
        [MessageRegistries.Composition.Message("UnableToProcessStanzaRequest", [type.ToString(), id], says), .. problems]);

    private static string? SystemIn(JsonElement request) =>
        SentLinks.UriOf(request) is { } uri && uri.StartsWith(SystemUris.Systems + "/", StringComparison.Ordinal)
            ? uri[(SystemUris.Systems.Length + 1)..].TrimEnd('/')
            : null;
}
