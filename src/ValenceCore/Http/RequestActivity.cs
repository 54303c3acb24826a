using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ValenceCore.Http;

/// <summary>Names the web server's activity of a request for its route, and says how it ended (OpenTelemetry, "Semantic conventions for HTTP
/// spans": a name of few values, never the path).</summary>
internal static class RequestActivity
{
    public static Activity? Name(HttpContext context, ValenceRoute route)
    {
        var activity = context.Features.Get<IHttpActivityFeature>()?.Activity;
        if (activity is not { IsAllDataRequested: true })
        {
            return null;
        }

        activity.DisplayName = route == ValenceRoute.Unknown ? "HTTP" : $"{context.Request.Method} {route.Pattern}";
        activity.SetTag("http.route", route.Pattern);
        activity.SetTag("valence.request.id", RequestIds.Of(context));
        return activity;
    }

    public static void End(this Activity? activity, HttpResponse response)
    {
        activity?.SetTag("http.response.status_code", response.StatusCode);
        if (response.StatusCode >= StatusCodes.Status500InternalServerError)
        {
            activity?.SetStatus(ActivityStatusCode.Error);
        }
    }
}
