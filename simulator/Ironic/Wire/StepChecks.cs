using System.Text.Json;
using System.Text.Json.Nodes;

namespace Simulator.Ironic;

/// <summary>What a list of clean, deploy or service steps must look like.</summary>
internal static class StepChecks
{
    private static readonly string[] DeployInterfaces = ["bios", "deploy", "firmware", "management", "power", "raid", "vendor"];

    /// <summary>Of a deploy template or a runbook: each with <c>interface</c>, <c>step</c>, <c>args</c> and <c>priority</c> (<c>order</c>), none twice.</summary>
    public static string? DeployList(JsonNode? value) => List(value, "priority");

    public static string? RunbookList(JsonNode? value) => List(value, "order");

    /// <summary>Of a request to clean or deploy: <c>args</c> and <c>priority</c> may be left out.</summary>
    public static IEnumerable<string> InRequest(string member, JsonNode? value) => value is not JsonArray { Count: > 0 } steps
        ? [$"\"{member}\" must be a list of at least one step."]
        : steps.SelectMany((s, i) => Problems(s, needed: [], $"\"{member}\"[{i}]"));

    private static string? List(JsonNode? value, string number)
    {
        if (value is not JsonArray { Count: > 0 } steps)
        {
            return "a list of at least one step is needed";
        }

        var problems = steps.SelectMany((s, i) => Problems(s, ["args", number], $"[{i}]")).ToList();
        problems.AddRange(steps.OfType<JsonObject>()
            .GroupBy(s => (Json.Text(s["interface"]), Json.Text(s["step"])))
            .Where(g => number == "priority" && g.Count() > 1)
            .Select(g => $"the step {g.Key.Item1}.{g.Key.Item2} is there twice"));
        return problems.Count == 0 ? null : string.Join("; ", problems);
    }

    private static IEnumerable<string> Problems(JsonNode? step, string[] needed, string where)
    {
        if (step is not JsonObject members)
        {
            return [$"{where} must be an object with \"interface\" and \"step\""];
        }

        return
        [
            .. DeployInterfaces.Contains(Json.Text(members["interface"])) ? [] : new[] { $"{where}: \"interface\" must be one of {string.Join(", ", DeployInterfaces)}" },
            .. Json.Text(members["step"]) is { Length: > 0 } ? [] : new[] { $"{where}: \"step\" must be text" },
            .. needed.Where(n => members[n] is null).Select(n => $"{where}: \"{n}\" is required"),
            .. members["args"] is null or JsonObject ? [] : new[] { $"{where}: \"args\" must be an object" },
            .. new[] { "priority", "order" }.Where(n => members[n] is { } number && !IsWhole(number)).Select(n => $"{where}: \"{n}\" must be a whole number from 0 on"),
            .. members.Select(m => m.Key).Except(["interface", "step", "args", "priority", "order", "execute_on_child_nodes", "limit_child_node_execution"])
                .Select(k => $"{where}: \"{k}\" is not known"),
        ];
    }

    private static bool IsWhole(JsonNode value) => value.GetValueKind() == JsonValueKind.Number && value.AsValue().TryGetValue<int>(out var number) && number >= 0;
}
