using ValenceCore.PodManagers;

namespace ValenceCore.Drivers.Redfish;

internal sealed partial class RedfishDriver : IPassThrough
{
    public Task<PassedAnswer> PassAsync(PassedRequest request, long maxBytes, CancellationToken cancellation) =>
        connection.PassAsync(request, maxBytes, cancellation);
}
