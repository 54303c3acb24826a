using Simulator.Chance;

namespace Simulator.Ironic;

/// <summary>Gives every answer its <c>OpenStack-Request-Id</c>.</summary>
internal sealed class RequestIds(Seed seed)
{
    private long _last;

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.Headers["OpenStack-Request-Id"] = $"req-{seed.Uuid($"ironic/request/{Interlocked.Increment(ref _last)}")}";
        return next(context);
    }
}
