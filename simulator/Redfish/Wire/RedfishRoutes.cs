using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Simulator.Redfish;

/// <summary>
/// Maps resources, collections and actions so that all of them keep the same duties (DSP0266): GET with HEAD, <c>Allow</c>
/// on reads and on 405, ETag and <c>If-Match</c>, 404 with the standard body.
/// </summary>
/// <param name="endpoints">Where to map.</param>
/// <param name="kinds">Is told the kind of each resource.</param>
/// <param name="mayRead">Whether the asker may read what lies at a route.</param>
/// <param name="changes">Is told what clients make, change and remove.</param>
internal sealed class RedfishRoutes(
    IEndpointRouteBuilder endpoints, RouteKinds kinds, Func<HttpContext, string, bool> mayRead, ResourceChanges changes)
{
    private readonly ResourceTable _resources = new(mayRead);
    private readonly OneAtATime _conditional = new();

    public RouteKinds Kinds => kinds;

    /// <summary>Of everything that is mapped so far.</summary>
    public SchemaCatalog Schemas { get; } = new();

    /// <summary>Every route with each method that it takes, as requests find them.</summary>
    public IEnumerable<(RoutePattern Pattern, string Method)> Methods => endpoints.DataSources.SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
        .SelectMany(e => e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [], (e, method) => (e.RoutePattern, method));

    /// <summary>A resource as it is now, for the service itself; null when nothing is there.</summary>
    public Representation? Read(string path) => _resources.Read(path);

    /// <param name="path">Route pattern below the host.</param>
    /// <param name="type">How the resource is written.</param>
    /// <param name="get">The resource as it is now; null answers 404.</param>
    /// <param name="patch">Changes it; called only when <c>If-Match</c> holds and the resource exists.</param>
    /// <param name="delete">Removes it; likewise.</param>
    /// <param name="canBeDeleted">Whether <paramref name="delete"/> is for this one; null for all.</param>
    public RedfishRoutes Resource<T>(
        string path,
        JsonTypeInfo<T> type,
        Func<HttpContext, T?> get,
        Func<HttpContext, Task<IResult>>? patch = null,
        Func<HttpContext, Task<IResult>>? delete = null,
        Func<T, bool>? canBeDeleted = null)
        where T : class, IResource
    {
        var kept = "GET, HEAD" + (patch is null ? "" : ", PATCH");
        var allow = kept + (delete is null ? "" : ", DELETE");
        MapRead(path, type, T.Type, get, resource => canBeDeleted?.Invoke(resource) == false ? kept : allow, isCollection: false);
        MapChange(path, HttpMethods.Patch, type, get, patch is null ? null : context => PartialPatch.RunAsync(context, patch));
        MapChange(path, HttpMethods.Delete, type, get, delete, resource => canBeDeleted?.Invoke(resource) == false ? Refuse(HttpMethods.Delete, kept) : null);
        RefuseOthers(path, context => canBeDeleted is not null && get(context) is { } resource && !canBeDeleted(resource) ? kept : allow);
        return this;
    }

    /// <summary>A collection; with <paramref name="post"/> also under <c>…/Members</c>, as the protocol asks.</summary>
    /// <param name="path">Route pattern below the host.</param>
    /// <param name="of">What its members are, for example <c>Chassis</c>.</param>
    /// <param name="get">The collection as it is now; null answers 404.</param>
    /// <param name="post">Adds a member.</param>
    public RedfishRoutes Collection(
        string path, string of, Func<HttpContext, ResourceCollection?> get, Func<HttpContext, Task<IResult>>? post = null)
    {
        var odataType = $"#{of}Collection.{of}Collection";
        return Collection(
            path, WireJson.Default.ResourceCollection, odataType,
            context => get(context) is { } collection ? collection with { ODataType = odataType } : null, post);
    }

    /// <summary>A collection that has more than members, or its members whole.</summary>
    public RedfishRoutes Collection<T>(
        string path, JsonTypeInfo<T> type, Func<HttpContext, T?> get, Func<HttpContext, Task<IResult>>? post = null)
        where T : class, IResource =>
        Collection(path, type, T.Type, get, post);

    private RedfishRoutes Collection<T>(
        string path, JsonTypeInfo<T> type, string odataType, Func<HttpContext, T?> get, Func<HttpContext, Task<IResult>>? post)
        where T : class
    {
        var allow = post is null ? "GET, HEAD" : "GET, HEAD, POST";
        MapRead(path, type, odataType, get, _ => allow, isCollection: true);
        if (post is not null)
        {
            endpoints.MapPost(path, context => AnswerAsync(context, AddAsync));
            endpoints.MapPost($"{path}/Members", context => AnswerAsync(context, AddAsync));
        }

        RefuseOthers(path, allow);
        return this;

        async Task<IResult> AddAsync(HttpContext context)
        {
            var answer = await post(context);
            if (context.Response is { StatusCode: StatusCodes.Status201Created, Headers.Location: { Count: 1 } location })
            {
                changes.Created(location.ToString());
            }

            return answer;
        }
    }

    /// <summary>An action: POST only.</summary>
    public RedfishRoutes Action(string path, Func<HttpContext, Task<IResult>> post)
    {
        endpoints.MapPost(path, context => AnswerAsync(context, post));
        RefuseOthers(path, "POST");
        return this;
    }

    /// <summary>What has an address and is no resource of the tree: a task monitor.</summary>
    /// <param name="path">Route pattern below the host.</param>
    /// <param name="get">What the operation that it watches would have answered.</param>
    /// <param name="delete">Stops the operation.</param>
    public RedfishRoutes Monitor(string path, Func<HttpContext, IResult> get, Func<HttpContext, Task<IResult>> delete)
    {
        const string Allow = "GET, HEAD, DELETE";
        endpoints.MapMethods(path, [HttpMethods.Get, HttpMethods.Head], (HttpContext context) =>
        {
            context.Response.Headers.Allow = Allow;
            return (ContentNegotiation.Refusal(context, "application/json")
                ?? QueryReader.RefusalForDocument(context.Request.Query)
                ?? get(context)).ExecuteAsync(context);
        });
        endpoints.MapDelete(path, context => AnswerAsync(context, delete));
        RefuseOthers(path, Allow);
        return this;
    }

    /// <summary>Text that is not a resource: <c>$metadata</c>, the OData service document.</summary>
    public RedfishRoutes Document(string path, string contentType, byte[] content) => Document(path, contentType, () => content);

    /// <param name="path">Route pattern below the host.</param>
    /// <param name="contentType">Of the answer.</param>
    /// <param name="write">Called once, when everything is mapped.</param>
    public RedfishRoutes Document(string path, string contentType, Func<byte[]> write)
    {
        var content = new Lazy<byte[]>(write);
        endpoints.MapMethods(path, [HttpMethods.Get, HttpMethods.Head], (HttpContext context) =>
        {
            context.Response.Headers.Allow = "GET, HEAD";
            return ContentNegotiation.Refusal(context, contentType)
                ?? QueryReader.RefusalForDocument(context.Request.Query)
                ?? Results.Bytes(content.Value, contentType);
        });
        RefuseOthers(path, "GET, HEAD");
        return this;
    }

    /// <summary>What lies on another machine, or under another path: GET is sent there.</summary>
    /// <param name="path">Route pattern below the host.</param>
    /// <param name="find">Where it is; null answers 404.</param>
    public RedfishRoutes Elsewhere(string path, Func<HttpContext, string?> find)
    {
        endpoints.MapMethods(path, [HttpMethods.Get, HttpMethods.Head], (HttpContext context) =>
        {
            context.Response.Headers.Allow = "GET, HEAD";
            return QueryReader.RefusalForDocument(context.Request.Query)
                ?? (find(context) is { } uri ? Results.Redirect(uri) : RedfishErrors.NotFound(context.Request.Path));
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

    /// <summary>Whether the asker could read a resource at that path.</summary>
    public bool Has(string path, HttpContext asker) => _resources.For(asker)(path) is not null;

    public static string Id(HttpContext context, string name = "id") => (string)context.Request.RouteValues[name]!;

    private void MapRead<T>(string path, JsonTypeInfo<T> type, string odataType, Func<HttpContext, T?> get, Func<T, string> allow, bool isCollection)
        where T : class
    {
        Schemas.Add(odataType);
        kinds.Add(path, odataType);
        var schemaLink = SchemaCatalog.LinkTo(odataType);
        _resources.Add(path, Read);
        endpoints.MapMethods(path, [HttpMethods.Get, HttpMethods.Head], (HttpContext context) =>
        {
            if (ContentNegotiation.Refusal(context, "application/json") is { } refusal)
            {
                return refusal.ExecuteAsync(context);
            }

            if (get(context) is not { } resource)
            {
                return RedfishErrors.NotFound(context.Request.Path).ExecuteAsync(context);
            }

            context.Response.Headers.Allow = allow(resource);
            return context.Request.QueryString.HasValue
                ? QueryAnswer.WriteAsync(context, Representation.Of(resource, type, schemaLink), _resources, isCollection)
                : RedfishWriter.WriteResourceAsync(context, resource, type, schemaLink);
        });

        Representation? Read(HttpContext context) => get(context) is { } resource ? Representation.Of(resource, type, schemaLink) : null;
    }

    private void MapChange<T>(
        string path, string method, JsonTypeInfo<T> type, Func<HttpContext, T?> get, Func<HttpContext, Task<IResult>>? change,
        Func<T, Func<HttpContext, IResult>?>? refuse = null)
        where T : class
    {
        if (change is null)
        {
            return;
        }

        endpoints.MapMethods(path, [method], context => AnswerAsync(context, InTurnAsync));

        Task<IResult> InTurnAsync(HttpContext context) => _conditional.ChangeAsync(context, () => IfItMatchesAsync(context));

        async Task<IResult> IfItMatchesAsync(HttpContext context)
        {
            if (get(context) is not { } resource)
            {
                return RedfishErrors.NotFound(context.Request.Path);
            }

            if (refuse?.Invoke(resource) is { } refusal)
            {
                return refusal(context);
            }

            var before = Representation.Of(resource, type, schemaLink: "").ETag;
            var ifMatch = context.Request.Headers.IfMatch;
            if (ifMatch.Count > 0 && !ETags.Match(ifMatch, before))
            {
                return RedfishErrors.Answer(StatusCodes.Status412PreconditionFailed, [RedfishMessages.PreconditionFailed()]);
            }

            var answer = await change(context);
            if (resource is Resource { ODataId: var uri } && answer is not RedfishErrorResult && context.Response.StatusCode != StatusCodes.Status202Accepted)
            {
                var after = get(context);
                if (after is null)
                {
                    changes.Removed(uri);
                }
                else if (Representation.Of(after, type, schemaLink: "").ETag != before)
                {
                    changes.Changed(uri);
                }
            }

            return answer;
        }
    }

    private static async Task AnswerAsync(HttpContext context, Func<HttpContext, Task<IResult>> handler) =>
        await (ContentNegotiation.Refusal(context, "application/json") ?? await handler(context)).ExecuteAsync(context);

    private void RefuseOthers(string path, string allow) => RefuseOthers(path, _ => allow);

    private void RefuseOthers(string path, Func<HttpContext, string> allow) =>
        endpoints.Map(path, (HttpContext context) =>
        {
            if (!HttpMethods.IsOptions(context.Request.Method))
            {
                return Refuse(context.Request.Method, allow(context))(context);
            }

            context.Response.Headers.Allow = allow(context);
            return Results.NoContent();
        });

    private static Func<HttpContext, IResult> Refuse(string method, string allow) => context =>
    {
        context.Response.Headers.Allow = allow;
        return RedfishErrors.Answer(StatusCodes.Status405MethodNotAllowed, [RedfishMessages.OperationNotAllowed(method, allow)]);
    };
}
