using System.Text.Json;
using System.Text.Json.Nodes;
using Simulator.Hardware;
using Simulator.Work;

namespace Simulator.Redfish;

/// <summary>Makes the face look like another pod manager: hides what that one had not, and rewrites its answers. Not there for the default profile.</summary>
internal static class ProfilePipeline
{
    /// <summary>Around everything else: errors are answers too.</summary>
    public static void UseProfile(this WebApplication app, RedfishProfile profile, Pod pod, DiscoveryWork discovery)
    {
        if (profile == RedfishProfile.Union)
        {
            return;
        }

        var translation = new ProfileTranslation(profile, pod, discovery);
        app.Use((context, next) => TranslateAsync(context, next, profile, translation));
    }

    /// <summary>Behind the login: who may not come in learns nothing of what there is.</summary>
    public static void UseProfilePaths(this WebApplication app, RedfishProfile profile, Pod pod)
    {
        if (profile == RedfishProfile.Union)
        {
            return;
        }

        var (paths, uris) = (new ProfilePaths(profile), new ProfileUris(profile, pod));
        app.Use(async (context, next) =>
        {
            var request = context.Request;
            if (uris.In(request.Path.Value ?? "/") is not { } path || !paths.Serve(path))
            {
                await RedfishErrors.NotFound(request.Path).ExecuteAsync(context);
                return;
            }

            request.Path = path;
            if (ProfileQuery.Apply(request, profile) is { } refusal)
            {
                await refusal.ExecuteAsync(context);
                return;
            }

            if (profile.Moved.Count > 0 && request.HasJsonContentType())
            {
                await TranslateBodyAsync(request, uris);
            }

            await next(context);
        });
    }

    private static async Task TranslateBodyAsync(HttpRequest request, ProfileUris uris)
    {
        var sent = new MemoryStream();
        await request.Body.CopyToAsync(sent, request.HttpContext.RequestAborted);
        var body = uris.In(sent.ToArray());
        request.Body = new MemoryStream(body);
        if (request.ContentLength is not null)
        {
            request.ContentLength = body.Length;
        }
    }

    private static async Task TranslateAsync(HttpContext context, RequestDelegate next, RedfishProfile profile, ProfileTranslation translation)
    {
        if (context.Request.Path.StartsWithSegments(EventUris.Stream, StringComparison.OrdinalIgnoreCase))
        {
            await next(context);
            return;
        }

        var sent = context.Response.Body;
        using var held = new MemoryStream();
        context.Response.Body = held;
        await next(context);
        context.Response.Body = sent;
        await SendAsync(context, held.ToArray(), profile, translation);
    }

    private static async Task SendAsync(HttpContext context, byte[] body, RedfishProfile profile, ProfileTranslation translation)
    {
        var response = context.Response;
        translation.ApplyToHeaders(response.Headers);
        if (profile.AbsoluteLocation && response.Headers.Location.ToString() is ['/', ..] path)
        {
            response.Headers.Location = $"{context.Request.Scheme}://{context.Request.Host}{path}";
        }

        if (profile.Node is { PatchAnswersBody: false } && HttpMethods.IsPatch(context.Request.Method)
            && response.StatusCode == StatusCodes.Status200OK && context.Request.Path.StartsWithSegments(ComposedNodeUris.Nodes, StringComparison.OrdinalIgnoreCase))
        {
            response.StatusCode = StatusCodes.Status204NoContent;
            response.Headers.Remove("Content-Type");
            body = [];
        }

        if (body.Length == 0)
        {
            // A HEAD tells the length of what GET would send, which is not known here.
            response.ContentLength = null;
            return;
        }

        if (response.ContentType?.StartsWith("application/json", StringComparison.Ordinal) == true && JsonNode.Parse(body) is JsonObject json)
        {
            translation.Apply(json);
            body = JsonSerializer.SerializeToUtf8Bytes(json, ProfileJson.Default.JsonObject);
        }

        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, context.RequestAborted);
    }
}
