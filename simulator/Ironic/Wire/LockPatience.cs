using Simulator.Faces;

namespace Simulator.Ironic;

/// <summary>
/// A request that changes a node looks again a few times while the node is locked, before it is refused with 409: as real Ironic
/// (<c>node_locked_retry_attempts</c>, 3 at 1 s).
/// </summary>
internal sealed class LockPatience(Conductor conductor)
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (!HttpMethods.IsGet(context.Request.Method) && NodeOf(context) is { } uuid)
        {
            for (var i = 0; i < conductor.Settings.NodeLockedRetries && conductor.Nodes.ByUuid(uuid)?.Reservation is not null; i++)
            {
                await HoldingPipeline.DelayAsync(context, conductor.Settings.Timings.NodeLockedRetry, conductor.World.Clock);
            }
        }

        await next(context);
    }

    private string? NodeOf(HttpContext context) => context.GetRouteValue("node") is string node
        ? conductor.Nodes.Find(node, context.Version())?.Uuid
        : null;
}
