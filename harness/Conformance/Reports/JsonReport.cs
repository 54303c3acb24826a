using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Conformance.Checks;

namespace Harness.Conformance.Reports;

/// <summary>The whole report for programs: every finding, not only the first ones.</summary>
public static class JsonReport
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static string Write(ConformanceReport report) => new JsonObject
    {
        ["service"] = report.Address.ToString(),
        ["resources"] = report.Resources,
        ["conformant"] = report.IsConformant,
        ["summary"] = report.Summary(),
        ["checks"] = new JsonArray([.. report.Ledgers.Select(Check)]),
    }.ToJsonString(Indented) + "\n";

    private static JsonObject Check(Ledger ledger) => new()
    {
        ["name"] = ledger.Check.Name,
        ["source"] = ledger.Check.Source,
        ["asks"] = ledger.Check.Asks,
        ["weight"] = ledger.Check.Weight.ToString(),
        ["judged"] = ledger.Judged,
        ["failed"] = ledger.Failed,
        ["notJudged"] = new JsonObject(ledger.Reasons.Select(r => KeyValuePair.Create(r.Key, (JsonNode?)r.Value))),
        ["findings"] = new JsonArray([.. ledger.Findings.Select(Finding)]),
    };

    private static JsonObject Finding(Finding finding) => new()
    {
        ["uri"] = finding.Uri,
        ["pointer"] = finding.Pointer,
        ["found"] = finding.Found,
        ["expected"] = finding.Expected,
    };
}
