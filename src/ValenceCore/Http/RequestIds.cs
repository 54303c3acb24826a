using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ValenceCore.Http;

/// <summary>One id per request, in the reply's header and in every error body.</summary>
internal static class RequestIds
{
    public const string Header = "X-OpenStack-Request-Id";

    private static readonly object Key = new();

    public static string Of(HttpContext context)
    {
        if (context.Items[Key] is string known)
        {
            return known;
        }

        var id = $"req-{context.RequestServices.GetRequiredService<IOptions<ValenceCoreOptions>>().Value.NewId()}";
        context.Items[Key] = id;
        context.Response.Headers[Header] = id;
        return id;
    }
}
