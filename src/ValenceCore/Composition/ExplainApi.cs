using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ValenceCore.Http;

namespace ValenceCore.Composition;

/// <summary>HTTP of <c>/v1/explain</c>: the body of <c>POST /v1/nodes</c> without the composition. Additive to valence-api.</summary>
internal static class ExplainApi
{
    public static IEndpointRouteBuilder MapExplain(this IEndpointRouteBuilder app) => app
        .Post<CompositionExplainer>("/v1/explain", ExplainAsync);

    private static async Task<IResult> ExplainAsync(CompositionExplainer explainer, HttpContext context)
    {
        var request = await RequestBody.ReadAsync(context, ComposeRequest.Parse);
        return request.Failed(out var invalid)
            ? Replies.Failed(context, invalid)
            : Replies.Of(context, await explainer.ExplainAsync(request.Value, context.RequestAborted),
                pods => Replies.Ok(ExplanationJson.Of(pods), ExplainJsonContext.Default.ExplanationJson));
    }
}
