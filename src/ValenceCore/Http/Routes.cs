using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ValenceCore.Failures;

namespace ValenceCore.Http;

/// <summary>Marks an endpoint as one of ours, for the answer to a wrong method.</summary>
internal sealed record ValenceRoute(string Pattern, IReadOnlyList<string> Methods)
{
    /// <summary>Stands for every url that no route serves.</summary>
    public static readonly ValenceRoute Unknown = new("/{**path}", []);
}

/// <summary>Maps one method of one path to one method of a controller's face. HEAD is GET without the body.</summary>
internal static partial class Routes
{
    private static readonly Func<ILogger, string, IDisposable?> RequestScope = LoggerMessage.DefineScope<string>("request {RequestId}");

    public delegate Task<IResult> Answer<in TController>(TController controller, HttpContext context);

    public static IEndpointRouteBuilder Get<T>(this IEndpointRouteBuilder app, string pattern, Answer<T> answer)
        where T : notnull => app.Add(["GET", "HEAD"], pattern, answer);

    public static IEndpointRouteBuilder Post<T>(this IEndpointRouteBuilder app, string pattern, Answer<T> answer)
        where T : notnull => app.Add(["POST"], pattern, answer);

    /// <summary>A POST that makes something, and makes it once for one idempotency key.</summary>
    public static IEndpointRouteBuilder Make<T>(this IEndpointRouteBuilder app, string pattern, Answer<T> answer)
        where T : notnull => app.Add<T>(["POST"], pattern, (controller, context) =>
            context.RequestServices.GetRequiredService<IAnswerOnce>().AnswerAsync(context, () => answer(controller, context)));

    public static IEndpointRouteBuilder Patch<T>(this IEndpointRouteBuilder app, string pattern, Answer<T> answer)
        where T : notnull => app.Add(["PATCH"], pattern, answer);

    public static IEndpointRouteBuilder Delete<T>(this IEndpointRouteBuilder app, string pattern, Answer<T> answer)
        where T : notnull => app.Add(["DELETE"], pattern, answer);

    /// <summary>The value of a path segment.</summary>
    public static string Segment(this HttpContext context, string name) => (string)context.Request.RouteValues[name]!;

    /// <summary>Passes the gate, runs a handler, and turns whatever that ends with into one reply.</summary>
    public static async Task AnswerAsync(HttpContext context, ValenceRoute route, Func<Task<IResult>> answer)
    {
        using var scope = RequestScope(Logger(context), RequestIds.Of(context));
        var activity = RequestActivity.Name(context, route);
        var gate = context.RequestServices.GetRequiredService<IGate>();
        var result = await CatchAsync(context, () => gate.PassAsync(context, route, () => CatchAsync(context, answer)));
        await result.ExecuteAsync(context);
        activity.End(context.Response);
    }

    private static async Task<IResult> CatchAsync(HttpContext context, Func<Task<IResult>> answer)
    {
        try
        {
            return await answer();
        }
        catch (DriverException exception)
        {
            return Replies.Failed(context, exception.Failure);
        }
        catch (JsonException exception)
        {
            return Replies.Failed(context, Failure.BadRequest($"The request body is not valid JSON: {exception.Message}"));
        }
        catch (BadHttpRequestException exception)
        {
            return Replies.Failed(context, new Failure(exception.StatusCode, "Bad Request", "Bad Request", exception.Message));
        }
        catch (Exception exception) when (!context.RequestAborted.IsCancellationRequested)
        {
            LogBug(Logger(context), exception, context.Request.Method, context.Request.Path, RequestIds.Of(context));
            return Replies.Failed(context, Failure.Bug());
        }
    }

    private static IEndpointRouteBuilder Add<T>(
        this IEndpointRouteBuilder app, string[] methods, string pattern, Answer<T> answer)
        where T : notnull
    {
        // A plain request delegate, so that minimal APIs do not bind the body: a bad body must get our error, not theirs.
        var route = new ValenceRoute(pattern, methods);
        app.MapMethods(pattern, methods, new RequestDelegate(RunAsync)).WithMetadata(route);
        return app;

        Task RunAsync(HttpContext context) =>
            AnswerAsync(context, route, () => answer(context.RequestServices.GetRequiredService<T>(), context));
    }

    private static ILogger Logger(HttpContext context) =>
        context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("ValenceCore.Http");

    [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "{Method} {Path} ended in a bug, request {RequestId}")]
    private static partial void LogBug(ILogger logger, Exception exception, string method, PathString path, string requestId);
}
