using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ValenceCore.Composition;
using ValenceCore.Http;
using ValenceCore.Operations;

namespace ValenceCore.Reconciliation;

/// <summary>HTTP of <c>/v1/discrepancies</c>; additive to valence-api (R-10, 7.4).</summary>
internal static class ReconciliationApi
{
    public static IServiceCollection AddReconciliation(this IServiceCollection services) => services
        .AddSingleton<ReconciliationStore>()
        .AddSingleton<AccountFinder>()
        .AddSingleton<DiscrepancyFinder>()
        .AddSingleton<DiscrepancyResolution>()
        .AddForwardPlan(DiscrepancyResolution.Free, typeof(FreeMarkedStep))
        .AddForwardPlan(DiscrepancyResolution.RemoveFromIronic, typeof(RemoveFromIronicStep))
        .AddForwardPlan(DiscrepancyResolution.RemoveAccount, typeof(RemoveAccountStep));

    public static IEndpointRouteBuilder MapReconciliation(this IEndpointRouteBuilder app) => app
        .Get<DiscrepancyFinder>("/v1/discrepancies", async (finder, context) => Replies.Ok(
            DiscrepanciesJson.Of(await finder.LookAsync(context.RequestAborted)), ReconciliationJsonContext.Default.DiscrepanciesJson))
        .Post<DiscrepancyResolution>("/v1/discrepancies/{id}/{offer}", ResolveAsync);

    private static async Task<IResult> ResolveAsync(DiscrepancyResolution resolution, HttpContext context)
    {
        var nothing = await RequestBody.ReadNothingAsync(context);
        return nothing.Failed(out var bad)
            ? Replies.Failed(context, bad)
            : Replies.Of(
                context, await resolution.ResolveAsync(context.Segment("id"), context.Segment("offer"), context.RequestAborted),
                operation => operation is null ? TypedResults.NoContent() : OperationApi.Accepted(context, operation));
    }
}

internal sealed record DiscrepanciesJson(
    [property: JsonPropertyName("discrepancies")] IReadOnlyList<DiscrepancyJson> Found,
    [property: JsonPropertyName("not_examined")] IReadOnlyList<NotExaminedJson> NotExamined)
{
    public static DiscrepanciesJson Of(Discrepancies seen) => new(
        [.. seen.Found.Select(one => new DiscrepancyJson(one.Detail, one.Id, one.IronicUuid, one.Kind, one.NodeId, one.Offers, one.PodId, one.Place?.Uri))],
        [.. seen.NotExamined.Select(one => new NotExaminedJson(one.Detail, one.Where))]);
}

internal sealed record DiscrepancyJson(
    [property: JsonPropertyName("detail")] string Detail,
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("ironic_uuid")] string? IronicUuid,
    [property: JsonPropertyName("kind")] string Kind,
    [property: JsonPropertyName("node_id")] string? NodeId,
    [property: JsonPropertyName("offers")] IReadOnlyList<string> Offers,
    [property: JsonPropertyName("podm_id")] string? PodId,
    [property: JsonPropertyName("resource_uri")] string? ResourceUri);

internal sealed record NotExaminedJson(
    [property: JsonPropertyName("detail")] string Detail,
    [property: JsonPropertyName("where")] string Where);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DiscrepanciesJson))]
internal sealed partial class ReconciliationJsonContext : JsonSerializerContext;
