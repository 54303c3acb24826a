using System.Text.Json.Serialization;

namespace ValenceCore.Composition;

/// <summary>What would come of a composition; additive to valence-api.</summary>
/// <param name="ChosenPod">The first pod that would compose it: pods are asked in this order.</param>
internal sealed record ExplanationJson(
    [property: JsonPropertyName("chosen_pod")] string? ChosenPod,
    [property: JsonPropertyName("pods")] IReadOnlyList<PodExplanationJson> Pods,
    [property: JsonPropertyName("would_compose")] bool WouldCompose)
{
    public static ExplanationJson Of(IReadOnlyList<PodExplanation> pods)
    {
        var chosen = pods.FirstOrDefault(pod => pod.Explanation.WouldCompose)?.PodId;
        return new ExplanationJson(chosen, [.. pods.Select(PodExplanationJson.Of)], chosen is not null);
    }
}

internal sealed record PodExplanationJson(
    [property: JsonPropertyName("chosen")] string? Chosen,
    [property: JsonPropertyName("filters")] IReadOnlyList<FilterJson> Filters,
    [property: JsonPropertyName("nearest")] string? Nearest,
    [property: JsonPropertyName("podm_id")] string PodId,
    [property: JsonPropertyName("reason")] string Reason,
    [property: JsonPropertyName("source")] string Source,
    [property: JsonPropertyName("would_compose")] bool WouldCompose)
{
    public static PodExplanationJson Of(PodExplanation pod) => new(
        pod.Explanation.Chosen, [.. pod.Explanation.Filters.Select(filter => new FilterJson(filter.Remaining, filter.Requirement))],
        pod.Explanation.Nearest, pod.PodId, pod.Explanation.Reason, pod.Source, pod.Explanation.WouldCompose);
}

internal sealed record FilterJson(
    [property: JsonPropertyName("remaining")] int Remaining,
    [property: JsonPropertyName("requirement")] string Requirement);

[JsonSerializable(typeof(ExplanationJson))]
internal sealed partial class ExplainJsonContext : JsonSerializerContext;
