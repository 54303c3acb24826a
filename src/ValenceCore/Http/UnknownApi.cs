using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;
using ValenceCore.Failures;

namespace ValenceCore.Http;

/// <summary>What no route serves: 404, 405 with Allow, or 501 for the pass-through of valence-api 1.13, while it is off.</summary>
internal static class UnknownApi
{
    private static readonly HashSet<string> PassThrough = new(StringComparer.OrdinalIgnoreCase)
    {
        "Chassis", "Services", "Managers", "Systems", "EventService", "Nodes", "EthernetSwitches",
    };

    public static IEndpointRouteBuilder MapUnknown(this IEndpointRouteBuilder app)
    {
        app.MapFallback(ValenceRoute.Unknown.Pattern, new RequestDelegate(RunAsync));
        return app;

        static Task RunAsync(HttpContext context) =>
            Routes.AnswerAsync(context, ValenceRoute.Unknown, () => Task.FromResult(Answer(context)));
    }

    private static IResult Answer(HttpContext context)
    {
        var allowed = AllowedMethods(context);
        if (allowed.Count > 0)
        {
            context.Response.Headers.Allow = string.Join(", ", allowed);
            return HttpMethods.IsOptions(context.Request.Method)
                ? TypedResults.Ok()
                : Replies.Failed(context, new Failure(
                    405, "Method Not Allowed", "Method Not Allowed",
                    $"{context.Request.Method} is not served on {context.Request.Path}; allowed: {string.Join(", ", allowed)}."));
        }

        var first = context.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        return first is not null && PassThrough.Contains(first)
            ? Replies.Failed(context, Failure.NotImplemented(
                $"The pass-through to a pod manager ({context.Request.Path}) is not served; ask the pod manager itself, or use /v1."))
            : Replies.Failed(context, Failure.NotFound($"Nothing is served at {context.Request.Path}."));
    }

    private static SortedSet<string> AllowedMethods(HttpContext context)
    {
        var routes = context.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints
            .Select(endpoint => endpoint.Metadata.GetMetadata<ValenceRoute>())
            .OfType<ValenceRoute>()
            .Where(route => Matches(route.Pattern, context.Request.Path));
        return new SortedSet<string>(routes.SelectMany(route => route.Methods), StringComparer.Ordinal);
    }

    private static bool Matches(string pattern, PathString path) =>
        new TemplateMatcher(TemplateParser.Parse(pattern), []).TryMatch(path, []);
}
