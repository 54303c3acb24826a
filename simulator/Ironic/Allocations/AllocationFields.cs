using System.Text.Json;
using System.Text.Json.Nodes;

namespace Simulator.Ironic;

/// <summary>Every field of an allocation. Name and extra can be changed later, nothing else.</summary>
internal static class AllocationFields
{
    private const int Since = 52;

    public static readonly FieldTable<IronicAllocation> Table = new("allocation",
    [
        Fields.Uuid<IronicAllocation>(Since),
        Fields.Text<IronicAllocation>("name", Since, a => a.Name, (a, v) => a with { Name = v }) with { Check = Checks.Name, IsShort = true },
        new("state", Since, (a, _) => a.State) { IsShort = true, IsSortable = true },
        Fields.Text<IronicAllocation>("resource_class", Since, a => a.ResourceClass, (a, v) => a with { ResourceClass = v }) with
        {
            Check = Checks.Text(80), When = Settable.OnCreate, IsShort = true,
        },
        new("node_uuid", Since, (a, _) => a.NodeUuid) { IsShort = true, IsSortable = true },
        new("node", 58, (a, _) => a.NodeUuid)
        {
            Set = (a, v) => a with { NodeUuid = Json.Text(v) }, Check = Checks.Text(), When = Settable.OnCreate, IsHidden = true,
        },
        new("candidate_nodes", Since, (a, _) => Texts(a.CandidateNodes))
        {
            Set = (a, v) => a with { CandidateNodes = Read(v) }, Check = v => TextsOnly(v), When = Settable.OnCreate,
        },
        new("traits", Since, (a, _) => Texts(a.Traits))
        {
            Set = (a, v) => a with { Traits = Read(v) }, When = Settable.OnCreate,
            Check = v => TextsOnly(v) ?? (Read(v).Where(t => !Checks.IsTrait(t)).ToList() is { Count: > 0 } wrong ? $"not traits: {string.Join(", ", wrong)}" : null),
        },
        Fields.Text<IronicAllocation>("owner", 60, a => a.Owner, (a, v) => a with { Owner = v }) with { When = Settable.OnCreate },
        new("last_error", Since, (a, _) => a.LastError),
        Fields.Document<IronicAllocation>("extra", Since, a => a.Extra, (a, v) => a with { Extra = v }),
        .. Fields.Times<IronicAllocation>(Since),
        Fields.Links<IronicAllocation>(Since, "allocations"),
    ]);

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(t => JsonValue.Create(t))]);

    private static IReadOnlyList<string> Read(JsonNode? value) => [.. (value as JsonArray ?? []).Select(Json.Text).OfType<string>()];

    private static string? TextsOnly(JsonNode? value) => value is null || (value is JsonArray all && all.All(i => i?.GetValueKind() == JsonValueKind.String))
        ? null
        : $"{JsonReply.Text(value)} is not a list of text";
}
