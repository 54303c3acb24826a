using Simulator.Chance;

namespace Simulator.Ironic;

/// <summary>Gives every answer its <c>OpenStack-Request-Id</c>.</summary>
internal sealed class RequestIds(Seed seed)
{
    private long _last;

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        Add(context);
        return next(context);
    }

    /// <summary>Names the request unless it has a name.</summary>
    public void Add(HttpContext context)
    {
        if (!context.Response.Headers.ContainsKey("OpenStack-Request-Id"))
        {
            context.Response.Headers["OpenStack-Request-Id"] = $"req-{seed.Uuid($"ironic/request/{Interlocked.Increment(ref _last)}")}";
        }
    }
}
