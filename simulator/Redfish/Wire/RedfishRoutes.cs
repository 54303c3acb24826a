using System.Text.Json.Serialization.Metadata;

namespace Simulator.Redfish;

/// <summary>
/// Maps resources, collections and actions so that all of them keep the same duties (DSP0266): GET with HEAD, <c>Allow</c>
/// on reads and on 405, ETag and <c>If-Match</c>, 404 with the standard body.
/// </summary>
internal sealed class RedfishRoutes(IEndpointRouteBuilder endpoints, Func<HttpContext, string, bool> mayRead)
{
    private readonly ResourceTable _resources = new(mayRead);

    /// <param name="path">Route pattern below the host.</param>
    /// <param name="type">How the resource is written.</param>
    /// <param name="get">The resource as it is now; null answers 404.</param>
    /// <param name="patch">Changes it; called only when <c>If-Match</c> holds and the resource exists.</param>
    /// <param name="delete">Removes it; likewise.</param>
    public RedfishRoutes Resource<T>(
        string path,
        JsonTypeInfo<T> type,
        Func<HttpContext, T?> get,
        Func<HttpContext, Task<IResult>>? patch = null,
        Func<HttpContext, Task<IResult>>? delete = null)
        where T : class
    {
        var allow = "GET, HEAD" + (patch is null ? "" : ", PATCH") + (delete is null ? "" : ", DELETE");
        MapRead(path, type, get, allow, isCollection: false);
        MapChange(path, HttpMethods.Patch, type, get, patch);
        MapChange(path, HttpMethods.Delete, type, get, delete);
        RefuseOthers(path, allow);
        return this;
    }

    /// <summary>A collection; with <paramref name="post"/> also under <c>…/Members</c>, as the protocol asks.</summary>
    public RedfishRoutes Collection(
        string path, Func<HttpContext, ResourceCollection?> get, Func<HttpContext, Task<IResult>>? post = null) =>
        Collection(path, WireJson.Default.ResourceCollection, get, post);

    public RedfishRoutes Collection<T>(
        string path, JsonTypeInfo<T> type, Func<HttpContext, T?> get, Func<HttpContext, Task<IResult>>? post = null)
        where T : class
    {
        var allow = post is null ? "GET, HEAD" : "GET, HEAD, POST";
        MapRead(path, type, get, allow, isCollection: true);
        if (post is not null)
        {
            endpoints.MapPost(path, context => AnswerAsync(context, post));
            endpoints.MapPost($"{path}/Members", context => AnswerAsync(context, post));
        }

        RefuseOthers(path, allow);
        return this;
    }

    /// <summary>An action: POST only.</summary>
    public RedfishRoutes Action(string path, Func<HttpContext, Task<IResult>> post)
    {
        endpoints.MapPost(path, context => AnswerAsync(context, post));
        RefuseOthers(path, "POST");
        return this;
    }

    /// <summary>Text that is not a resource: <c>$metadata</c>, the OData service document.</summary>
    public RedfishRoutes Document(string path, string contentType, byte[] content)
    {
        endpoints.MapMethods(path, [HttpMethods.Get, HttpMethods.Head], (HttpContext context) =>
        {
            context.Response.Headers.Allow = "GET, HEAD";
            return ContentNegotiation.Refusal(context, contentType)
                ?? QueryReader.RefusalForDocument(context.Request.Query)
                ?? Results.Bytes(content, contentType);
        });
        RefuseOthers(path, "GET, HEAD");
        return this;
    }

    /// <summary>An answer without end: GET only.</summary>
    public RedfishRoutes Stream(string path, RequestDelegate get)
    {
        endpoints.MapGet(path, get);
        RefuseOthers(path, "GET");
        return this;
    }

    public static string Id(HttpContext context, string name = "id") => (string)context.Request.RouteValues[name]!;

    private void MapRead<T>(string path, JsonTypeInfo<T> type, Func<HttpContext, T?> get, string allow, bool isCollection)
        where T : class
    {
        _resources.Add(path, Read);
        endpoints.MapMethods(path, [HttpMethods.Get, HttpMethods.Head], (HttpContext context) =>
        {
            if (ContentNegotiation.Refusal(context, "application/json") is { } refusal)
            {
                return refusal.ExecuteAsync(context);
            }

            if (Read(context) is not { } resource)
            {
                return RedfishErrors.NotFound(context.Request.Path).ExecuteAsync(context);
            }

            context.Response.Headers.Allow = allow;
            return context.Request.QueryString.HasValue
                ? QueryAnswer.WriteAsync(context, resource, _resources, isCollection)
                : RedfishWriter.WriteResourceAsync(context, resource);
        });

        Representation? Read(HttpContext context) => get(context) is { } resource ? Representation.Of(resource, type) : null;
    }

    private void MapChange<T>(
        string path, string method, JsonTypeInfo<T> type, Func<HttpContext, T?> get, Func<HttpContext, Task<IResult>>? change)
        where T : class
    {
        if (change is null)
        {
            return;
        }

        endpoints.MapMethods(path, [method], context => AnswerAsync(context, IfItMatchesAsync));

        Task<IResult> IfItMatchesAsync(HttpContext context)
        {
            if (get(context) is not { } resource)
            {
                return Task.FromResult(RedfishErrors.NotFound(context.Request.Path));
            }

            var ifMatch = context.Request.Headers.IfMatch;
            return ifMatch.Count > 0 && !ETags.Match(ifMatch, Representation.Of(resource, type).ETag)
                ? Task.FromResult(RedfishErrors.Answer(StatusCodes.Status412PreconditionFailed, [RedfishMessages.PreconditionFailed()]))
                : change(context);
        }
    }

    private static async Task AnswerAsync(HttpContext context, Func<HttpContext, Task<IResult>> handler) =>
        await (ContentNegotiation.Refusal(context, "application/json") ?? await handler(context)).ExecuteAsync(context);

    private void RefuseOthers(string path, string allow) =>
        endpoints.Map(path, (HttpContext context) =>
        {
            context.Response.Headers.Allow = allow;
            return HttpMethods.IsOptions(context.Request.Method)
                ? Results.NoContent()
                : RedfishErrors.Answer(
                    StatusCodes.Status405MethodNotAllowed, [RedfishMessages.OperationNotAllowed(context.Request.Method, allow)]);
        });
}
