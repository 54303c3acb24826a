using System.Text.Json;
using Simulator.Hardware;
using Simulator.Hardware.Composition;

namespace Simulator.Control;

/// <summary>
/// <c>POST /sim/v1/explain</c>: tries a body of Allocate, one that composes a system or block, or a manifest on paper, by the same code, and tells who dropped out where, what would be chosen, or which request
/// would succeed. Takes nothing.
/// </summary>
internal static class AllocationExplainer
{
    /// <remarks>Queries: <c>profile</c> (that which is served), <c>pod</c> (there is one).</remarks>
    public static async Task<IResult> ExplainAsync(HttpContext context, Pod pod, ControlSettings settings)
    {
        if (context.Request.Query["pod"].ToString() is { Length: > 0 } id && id != pod.Id)
        {
            return ControlProblem.NotFound($"There is no pod {id}.");
        }

        var (document, refusal) = await ControlBody.ReadAsync(context, ControlJson.Default.JsonDocument);
        if (refusal is not null)
        {
            return refusal;
        }

        using var body = document!;
        if (body.RootElement.ValueKind != JsonValueKind.Object)
        {
            return ControlProblem.BadRequest("The body must be an object.");
        }

        var profile = context.Request.Query["profile"].ToString();
        var answer = settings.Explain(body.RootElement, profile.Length > 0 ? profile : null);
        return answer switch
        {
            { Problems.Count: > 0 } => ControlProblem.BadRequest(answer.Problems),
            { Changes.Count: > 0 } => Results.Json(CompositionExplanationJson.Of(answer.Changes), ControlJson.Default.CompositionExplanationJson),
            { Explanation: { } explanation } => Results.Json(ExplanationJson.Of(explanation), ControlJson.Default.ExplanationJson),
            _ => ControlProblem.Answer(StatusCodes.Status409Conflict, "Resources of the request are not there.", answer.Missing),
        };
    }
}

/// <param name="Available">Systems in the pod.</param>
/// <param name="Filters">In their order, up to the one that left nothing.</param>
/// <param name="Choice">What the request would get; null when it would be refused.</param>
/// <param name="Refusal">Why; null when it would not be.</param>
internal sealed record ExplanationJson(int Available, IReadOnlyList<FilterJson> Filters, ExplainedChoice? Choice, RefusalJson? Refusal)
{
    public static ExplanationJson Of(AllocationExplanation explanation) => new(
        explanation.Available, [.. explanation.Steps.Select(s => new FilterJson(s.Filter, s.Left, s.Dropped))], explanation.Choice,
        explanation.Refused is { } refused
            ? new RefusalJson(refused.Reason, refused.Lack, [.. refused.Nearest.Select(n => new NearestJson(n.Item, n.Asked, n.Instead, $"the same {n}"))])
            : null);
}

/// <param name="Left">Ids of the systems that passed.</param>
/// <param name="Dropped">Those that did not, with what they are or have instead.</param>
internal sealed record FilterJson(string Name, IReadOnlyList<string> Left, IReadOnlyList<ExplainedSystem> Dropped);

/// <param name="Nearest">Requests that would succeed, the nearest first.</param>
internal sealed record RefusalJson(string Reason, AllocationLack Lack, IReadOnlyList<NearestJson> Nearest);

/// <param name="Instead">The most that can be had; null when the item must be left out.</param>
internal sealed record NearestJson(string Item, string Asked, string? Instead, string Text);
