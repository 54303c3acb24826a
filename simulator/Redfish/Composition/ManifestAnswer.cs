using System.Text.Json;
using System.Text.Json.Nodes;
using Simulator.Hardware;
using Simulator.Hardware.Composition;

namespace Simulator.Redfish;

/// <summary>The answer of the Compose action: the manifest as it was sent, each stanza with its response. 200 whatever became of it (DSP2050).</summary>
internal sealed class ManifestAnswer(Pod pod, string requestType, JsonElement manifest, IReadOnlyList<Stanza> stanzas)
{
    private bool IsExpanded =>
        manifest.TryGetProperty("Expand", out var expand) && expand.ValueKind == JsonValueKind.String && !expand.ValueEquals("None");

    /// <summary>Of stanzas that nobody can make out; the others were not looked at.</summary>
    public IResult Unreadable() => Answer(stanzas.Select(s => s.Problems.Count > 0 ? Error(s.Problems) : NotCarriedOut(s)), reservationId: null);

    public IResult Planned(ManifestPlan plan) => Answer(
        stanzas.Zip(plan.Steps, (stanza, step) => !step.CanBeDone ? Error(Problems(stanza, step))
            : !plan.CanBeDone ? NotCarriedOut(stanza)
            : Planned(stanza, step) ?? NotCarriedOut(stanza)),
        plan.Reservation?.Id);

    // What would be made, or is to go.
    private JsonObject? Planned(Stanza stanza, PlannedStep step) => step.Step switch
    {
        ManifestStep.Compose => Of(stanza.System!, step.BlockIds),
        ManifestStep.Decompose { SystemId: var id } => pod.FindSystem(id) is { } system ? Of(system) : null,
        ManifestStep.ComposeBlock or ManifestStep.Register => Of(step.Made!),
        ManifestStep.DecomposeBlock { BlockId: var id } => pod.FindBlock(id) is { } block ? Of(block) : null,
        _ => null,
    };

    public IResult Failed(Stanza failed, RedfishMessage failure) =>
        Answer(stanzas.Select(s => s == failed ? Error([failure]) : NotCarriedOut(s)), reservationId: null);

    public IResult Applied(IEnumerable<JsonObject> responses) => Answer(responses, reservationId: null);

    /// <summary>A system as it is: whole when the client asked for that, else what tells it apart.</summary>
    public JsonObject Of(ComputerSystem system)
    {
        if (IsExpanded)
        {
            return JsonNode.Parse(Representation.Of(ShownSystem.Of(pod, system), SystemsJsonContext.Default.ComputerSystemJson, schemaLink: "").Bytes)!.AsObject();
        }

        return Short(SystemUris.Of(system), system.ResourceId, system.ComposedAs?.Name ?? system.Name, pod.BlocksOf(system).Select(b => b.Id));
    }

    /// <summary>A block likewise.</summary>
    public JsonObject Of(ResourceBlock block)
    {
        if (IsExpanded && pod.FindBlock(block.Id) == block)
        {
            return JsonNode.Parse(Representation.Of(ResourceBlockJson.Of(pod, block), ResourceBlocksJsonContext.Default.ResourceBlockJson, schemaLink: "").Bytes)!.AsObject();
        }

        return new JsonObject
        {
            ["@odata.id"] = CompositionUris.Block(block.Id),
            ["@odata.type"] = ResourceBlockJson.Type,
            ["Id"] = block.Id,
            ["Name"] = ResourceBlockJson.NameOf(block),
            ["ResourceBlockType"] = new JsonArray([.. block.Types.Select(t => JsonValue.Create(t.ToString()))]),
            ["Links"] = new JsonObject { [BlockRequest.Suppliers] = LinksTo(block.Suppliers.Select(s => s.Id)) },
        };
    }

    private static JsonObject Of(SystemRequest wanted, IReadOnlyList<string> blockIds)
    {
        var id = BlockRules.SystemIdFor(wanted.Name);
        return Short($"{SystemUris.Systems}/{id}", id, wanted.Name, blockIds);
    }

    private static JsonObject Short(string uri, string id, string name, IEnumerable<string> blockIds) => new()
    {
        ["@odata.id"] = uri,
        ["@odata.type"] = ComputerSystemJson.Type,
        ["Id"] = id,
        ["Name"] = name,
        ["SystemType"] = "Composed",
        ["Links"] = new JsonObject
        {
            ["ResourceBlocks"] = LinksTo(blockIds),
        },
    };

    private static JsonArray LinksTo(IEnumerable<string> blockIds) => new([.. blockIds.Select(b => new JsonObject { ["@odata.id"] = CompositionUris.Block(b) })]);

    private static IReadOnlyList<RedfishMessage> Problems(Stanza stanza, PlannedStep step) => step.Unmatched is { } why
        ? [CompositionMessages.NoMatch(why)]
        : [.. step.Problems.Select(p => CompositionMessages.Of(p, stanza.PointerTo(p.Block)))];

    private static JsonObject NotCarriedOut(Stanza stanza) => Error(
        [RedfishMessages.General($"Stanza {stanza.Id} was not carried out, because another one of the manifest cannot be.", "Mend that one and send the manifest again.")]);

    private static JsonObject Error(IReadOnlyList<RedfishMessage> messages) =>
        JsonSerializer.SerializeToNode(RedfishErrorResult.Body(messages), WireJson.Default.RedfishErrorBody)!.AsObject();

    private IResult Answer(IEnumerable<JsonObject> responses, string? reservationId)
    {
        var answered = JsonObject.Create(manifest)!;
        answered["Stanzas"] = new JsonArray([.. stanzas.Zip(responses, (stanza, response) =>
        {
            var item = JsonObject.Create(stanza.Sent)!;
            item["Response"] = response;
            return item;
        })]);
        var body = new JsonObject { ["RequestFormat"] = "Manifest", ["RequestType"] = requestType, ["Manifest"] = answered };
        if (reservationId is not null)
        {
            body["ReservationId"] = reservationId;
        }

        return new JsonResult(body);
    }

    private sealed class JsonResult(JsonObject body) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => RedfishWriter.WriteAsync(httpContext, body, WireJson.Default.JsonObject);
    }
}
