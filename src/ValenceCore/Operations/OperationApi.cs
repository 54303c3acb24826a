using System.Net.ServerSentEvents;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ValenceCore.Failures;
using ValenceCore.Http;
using ValenceCore.Store;

namespace ValenceCore.Operations;

/// <summary>HTTP of <c>/v1/operations</c>: what is and was under way, and a live stream of it.</summary>
internal sealed class OperationApi(OperationStore store, OperationRunner runner, OperationFeed feed, IHostApplicationLifetime lifetime)
{
    public async Task<IResult> ListAsync(HttpContext context)
    {
        var type = OperationJsonContext.Default.OperationJson;
        var query = CollectionQuery.Read(context, type, OperationStore.FilterNames);
        if (query.Failed(out var bad))
        {
            return Replies.Failed(context, bad);
        }

        var wanted = query.Value;
        var page = await store.ListAsync(
            new PageWish(wanted.Limit, wanted.Marker, wanted.SortKey, wanted.IsDescending, wanted.Filters), context.RequestAborted);
        return page is null
            ? Replies.Failed(context, wanted.NoSuchMarker())
            : Collections.ReadPage(context, wanted, page.Rows.Select(OperationJson.Of), page.HasMore, type, "id");
    }

    public async Task<IResult> ShowAsync(HttpContext context) =>
        Replies.Of(context, await store.FindAsync(context.Segment("id"), context.RequestAborted),
            operation => Replies.One(OperationJson.Of(operation), OperationJsonContext.Default.OperationJson));

    /// <summary>202: it is undone from now on.</summary>
    public Task<IResult> CancelAsync(HttpContext context) => ActAsync(context, runner.CancelAsync);

    /// <summary>202: it goes on with its undoing.</summary>
    public Task<IResult> RetryAsync(HttpContext context) => ActAsync(context, runner.RetryAsync);

    /// <summary>Ends with the watcher or with the host, which would otherwise wait for every watcher.</summary>
    public IResult Events(HttpContext context)
    {
        if (HttpMethods.IsHead(context.Request.Method))
        {
            return TypedResults.Ok();
        }

        var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        context.Response.RegisterForDispose(end);
        return TypedResults.ServerSentEvents(EventsAsync(feed.Watch(end.Token)));
    }

    /// <summary>True when the caller wants a 202 with the operation instead of waiting.</summary>
    public static bool WantsNoWait(HttpContext context) => Preferences.WantNoWait(context.Request);

    public static IResult Accepted(HttpContext context, Operation operation) => Replies.Accepted(
        context, $"/v1/operations/{operation.Id}", OperationJson.Of(operation), OperationJsonContext.Default.OperationJson);

    private static async Task<IResult> ActAsync(HttpContext context, Func<string, CancellationToken, Task<Outcome<Operation>>> act)
    {
        var nothing = await RequestBody.ReadNothingAsync(context);
        return nothing.Failed(out var bad)
            ? Replies.Failed(context, bad)
            : Replies.Of(context, await act(context.Segment("id"), context.RequestAborted), operation => Accepted(context, operation));
    }

    private static async IAsyncEnumerable<SseItem<string>> EventsAsync(
        IAsyncEnumerable<Operation> operations)
    {
        // A first word, so that a watcher knows when to begin to act.
        yield return new SseItem<string>("{}", "watching");
        await foreach (var operation in operations)
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
        .AddSingleton<IFindOperations>(provider => provider.GetRequiredService<OperationStore>())
        .AddSingleton<OperationFeed>()
        .AddSingleton<OperationApi>()
        .AddSingleton<OperationCatalog>()
        .AddSingleton<OperationFactory>()
        .AddSingleton<OperationWatches>()
        .AddSingleton<OperationExecutor>()
        .AddSingleton<IDispatchOperations>(provider => provider.GetRequiredService<Database>().Address.IsInMemory
            ? ActivatorUtilities.CreateInstance<InProcessDispatch>(provider)
            : ActivatorUtilities.CreateInstance<QuartzDispatch>(provider))
        .AddSingleton<IHostedService>(provider => provider.GetRequiredService<IDispatchOperations>())
        .AddHostedService<ReplicaNews>()
        .AddSingleton<OperationRunner>()
        .AddHostedService(provider => provider.GetRequiredService<OperationRunner>());

    public static IEndpointRouteBuilder MapOperations(this IEndpointRouteBuilder app) => app
        .Get<OperationApi>("/v1/operations", (api, context) => api.ListAsync(context))
        .Get<OperationApi>("/v1/operations/events", (api, context) => Task.FromResult(api.Events(context)))
        .Get<OperationApi>("/v1/operations/{id}", (api, context) => api.ShowAsync(context))
        .Post<OperationApi>("/v1/operations/{id}/cancel", (api, context) => api.CancelAsync(context))
        .Post<OperationApi>("/v1/operations/{id}/retry", (api, context) => api.RetryAsync(context));
}
