using System.Text.Json;
using Simulator.Hardware;
using Simulator.Hardware.Composition;

namespace Simulator.Redfish;

/// <summary>One stanza of a manifest tried on paper, or the one request that was sent by itself.</summary>
/// <param name="Id">Null for a request by itself.</param>
/// <param name="Type">As it would be a stanza.</param>
internal sealed record ExplainedStanza(string? Id, string Type, StepExplanation Step);

/// <summary>
/// Reads what could be posted to systems, to resource blocks, or as a manifest, by the code that reads it there, and tries it on paper. Asked as
/// the operator of the bench, to whom every block is open.
/// </summary>
internal static class CompositionExplainer
{
    private static readonly CompositionClient Operator = new(Name: null, SeesAll: true);

    /// <summary>Whether a body is of the standard's composition: one of Allocate has lists where this has links and collections.</summary>
    public static bool IsComposition(JsonElement body) =>
        body.TryGetProperty("Links", out _) || IsManifest(body)
        || ConstrainedRequestReader.OfSystems.Any(name => body.TryGetProperty(name, out var parts) && parts.ValueKind == JsonValueKind.Object);

    public static (IReadOnlyList<RedfishMessage> Problems, IReadOnlyList<ExplainedStanza> Stanzas) Explain(Pod pod, CompositionPolicy policy, JsonElement body)
    {
        var problems = new List<RedfishMessage>();
        var stanzas = IsManifest(body) ? ReadManifest(pod, policy, body, problems) : ReadOne(pod, policy, body, problems);
        problems.AddRange(stanzas.SelectMany(s => s.Problems));
        return problems.Count > 0
            ? (problems, [])
            : ([], [.. stanzas.Zip(pod.Explain([.. stanzas.Select(s => s.Step!)]), (s, step) => new ExplainedStanza(IsManifest(body) ? s.Id : null, s.Type.ToString(), step))]);
    }

    // The manifest alone, or the action with all its parameters.
    private static bool IsManifest(JsonElement body) => body.TryGetProperty("Stanzas", out _) || body.TryGetProperty("Manifest", out _);

    private static IReadOnlyList<Stanza> ReadManifest(Pod pod, CompositionPolicy policy, JsonElement body, List<RedfishMessage> problems)
    {
        var inAction = body.TryGetProperty("Manifest", out var inner);
        var manifest = inAction ? inner : body;
        if (manifest.ValueKind != JsonValueKind.Object)
        {
            problems.Add(RedfishMessages.PropertyValueTypeError("#/Manifest", manifest.GetRawText(), "a manifest"));
            return [];
        }

        return new ManifestReader(pod, policy, Operator, reservationId: null).Read(new BodyReader(manifest, problems, inAction ? "#/Manifest" : "#"));
    }

    private static IReadOnlyList<Stanza> ReadOne(Pod pod, CompositionPolicy policy, JsonElement body, List<RedfishMessage> problems)
    {
        var reader = new BodyReader(body, problems);
        var isBlock = body.TryGetProperty("Links", out var links) && links.ValueKind == JsonValueKind.Object && links.TryGetProperty(BlockRequest.Suppliers, out _);
        ManifestStep? step = isBlock
            ? new BlockRequestReader(pod, policy).Read(reader) is { } block ? new ManifestStep.ComposeBlock(block.For(Operator), block.Parts) : null
            : new SystemRequestReader(pod, policy).Read(reader) is { } system ? new ManifestStep.Compose(system.For(Operator), system.Parts) : null;
        return step is null ? [] : [new Stanza("1", isBlock ? StanzaType.ComposeResource : StanzaType.ComposeSystem, body, step, System: null, [])];
    }
}
