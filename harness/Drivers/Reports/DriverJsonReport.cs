using System.Text.Json;
using System.Text.Json.Nodes;

namespace Harness.Drivers.Reports;

/// <summary>The whole report for programs.</summary>
public static class DriverJsonReport
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static string Write(DriverReport report) => new JsonObject
    {
        ["driver"] = report.Driver,
        ["pod"] = report.Pod.ToString(),
        ["sound"] = report.IsSound,
        ["summary"] = report.Summary(),
        ["kept"] = report.Kept,
        ["broken"] = report.Broken.Count,
        ["notOffered"] = Texts(report.NotOffered),
        ["leftOut"] = Texts(report.LeftOut),
        ["promises"] = new JsonArray([.. report.Judgements.Select(one => new JsonObject
        {
            ["capability"] = one.Promise.Capability,
            ["where"] = one.Promise.Where,
            ["says"] = one.Promise.Says,
            ["verdict"] = one.Verdict.ToString(),
            ["why"] = one.Why,
        })]),
        ["deviations"] = new JsonArray([.. report.Deviations.Select(one => new JsonObject
        {
            ["kind"] = one.Kind,
            ["seen"] = one.Seen,
            ["usual"] = one.Usual,
            ["example"] = one.Example,
            ["times"] = one.Times,
        })]),
    }.ToJsonString(Indented) + "\n";

    private static JsonArray Texts(IEnumerable<string> items) => new([.. items.Select(item => JsonValue.Create(item))]);
}
