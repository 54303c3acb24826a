using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ValenceCore.Http;

namespace ValenceCore.Health;

/// <summary>HTTP of <c>/v1/health</c>, for load balancers: 200 or 503. Open to everybody, so it names nothing.</summary>
internal static class HealthApi
{
    public static IServiceCollection AddHealth(this IServiceCollection services) => services.AddSingleton<ServiceHealth>();

    public static IEndpointRouteBuilder MapHealth(this IEndpointRouteBuilder app) => app.Get<ServiceHealth>("/v1/health", ShowAsync);

    private static async Task<IResult> ShowAsync(ServiceHealth health, HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        var seen = await health.LookAsync(context.RequestAborted);
        return new ReadableJson<HealthJson>(
            seen, HealthJsonContext.Default.HealthJson,
            seen.Status == "ok" ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}
