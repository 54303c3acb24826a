using Simulator.Faces;

namespace Simulator.Ironic;

/// <summary>Exchanges with a BMC that a request waits for.</summary>
internal static class BmcRequests
{
    public static Task<T> RunAsync<T>(HttpContext context, IronicNode node, Func<BmcCall, Task<T>> exchange) =>
        exchange(new BmcCall(node, HoldingPipeline.HoldOf(context), context.RequestAborted));
}
