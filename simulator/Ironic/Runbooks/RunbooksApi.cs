using System.Text.Json.Nodes;

namespace Simulator.Ironic;

/// <summary>Steps of cleaning or servicing under a name that nodes with the trait of that name may run (1.92).</summary>
internal sealed record IronicRunbook : StoredResource, INamed
{
    public string? Name { get; init; }

    /// <summary>Objects of <c>interface</c>, <c>step</c>, <c>args</c>, <c>order</c>.</summary>
    public JsonArray Steps { get; init; } = [];

    public bool DisableRamdisk { get; init; }

    public bool IsPublic { get; init; }

    public string? Owner { get; init; }

    public JsonObject Extra { get; init; } = [];
}

/// <summary>The collection <c>/v1/runbooks</c>.</summary>
internal static class RunbooksApi
{
    private const int Since = 92;

    private static readonly FieldTable<IronicRunbook> Table = new("runbook",
    [
        Fields.Uuid<IronicRunbook>(Since),
        Fields.Text<IronicRunbook>("name", Since, r => r.Name, (r, v) => r with { Name = v }) with
        {
            IsMandatory = true, IsShort = true,
            Check = v => Checks.RequiredText(v) ?? (Checks.IsTrait(Json.Text(v)!) ? null : $"'{v}' is not a trait: a standard one, or CUSTOM_ followed by A-Z, 0-9 and _"),
        },
        new("steps", Since, (r, _) => r.Steps.DeepClone())
        {
            Set = (r, v) => r with { Steps = v!.AsArray() }, Check = StepChecks.RunbookList, IsMandatory = true,
        },
        Fields.Flag<IronicRunbook>("disable_ramdisk", Since, r => r.DisableRamdisk, (r, v) => r with { DisableRamdisk = v }),
        Fields.Flag<IronicRunbook>("public", Since, r => r.IsPublic, (r, v) => r with { IsPublic = v }),
        Fields.Text<IronicRunbook>("owner", Since, r => r.Owner, (r, v) => r with { Owner = v }),
        Fields.Document<IronicRunbook>("extra", Since, r => r.Extra, (r, v) => r with { Extra = v }),
        .. Fields.Times<IronicRunbook>(Since),
        Fields.Links<IronicRunbook>(Since, "runbooks"),
    ]);

    public static void MapRunbooks(this WebApplication app, Conductor conductor) => app.MapCollection(
        "runbooks",
        new CollectionApi<IronicRunbook>(conductor.Settings, conductor.Runbooks, new("Runbook", "runbooks", Table), new IronicRunbook()),
        Since);
}
