using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ValenceCore.Http;

namespace ValenceCore.Operations;

/// <summary>HTTP of <c>/v1/operations</c>: what is and was under way, and a live stream of it.</summary>
internal sealed class OperationApi(OperationStore store, OperationFeed feed)
{
    public async Task<IResult> ListAsync(HttpContext context) =>
        Replies.Ok([.. (await store.ListAsync(context.RequestAborted)).Select(OperationJson.Of)],
            OperationJsonContext.Default.OperationJsonArray);

    public async Task<IResult> ShowAsync(HttpContext context) =>
        Replies.Of(context, await store.FindAsync(context.Segment("id"), context.RequestAborted),
            operation => Replies.Ok(OperationJson.Of(operation), OperationJsonContext.Default.OperationJson));

    public IResult Events(HttpContext context) =>
        TypedResults.ServerSentEvents(EventsAsync(feed.Watch(context.RequestAborted), context.RequestAborted));

    /// <summary>True when the caller wants a 202 with the operation instead of waiting (RFC 7240).</summary>
    public static bool WantsNoWait(HttpContext context) =>
        context.Request.Headers["Prefer"].Any(value => value?.Contains("respond-async", StringComparison.OrdinalIgnoreCase) == true);

    public static IResult Accepted(HttpContext context, Operation operation) => Replies.Accepted(
        context, $"/v1/operations/{operation.Id}", OperationJson.Of(operation), OperationJsonContext.Default.OperationJson);

    private static async IAsyncEnumerable<SseItem<string>> EventsAsync(
        IAsyncEnumerable<Operation> operations, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // A first word, so that a watcher knows when to begin to act.
        yield return new SseItem<string>("{}", "watching");
        await foreach (var operation in operations.WithCancellation(cancellation))
        {
            yield return new SseItem<string>(
                JsonSerializer.Serialize(OperationJson.Of(operation), OperationJsonContext.Default.OperationJson), "operation");
        }
    }
}

internal static class OperationRoutes
{
    public static IServiceCollection AddOperations(this IServiceCollection services) => services
        .AddSingleton<OperationStore>()
        .AddSingleton<OperationFeed>()
        .AddSingleton<OperationApi>()
        .AddSingleton<OperationRunner>()
        .AddHostedService(provider => provider.GetRequiredService<OperationRunner>());

    public static IEndpointRouteBuilder MapOperations(this IEndpointRouteBuilder app) => app
        .Get<OperationApi>("/v1/operations", (api, context) => api.ListAsync(context))
        .Get<OperationApi>("/v1/operations/events", (api, context) => Task.FromResult(api.Events(context)))
        .Get<OperationApi>("/v1/operations/{id}", (api, context) => api.ShowAsync(context));
}
