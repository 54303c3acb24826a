using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ValenceCore.PodManagers;

namespace ValenceCore.Drivers.Redfish;

/// <summary>Makes drivers for pod managers that speak Redfish with Intel's composed nodes.</summary>
internal sealed class RedfishDriverFactory(
    IHttpClientFactory clients, TimeProvider time, IOptions<ValenceCoreOptions> options, ILogger<RedfishConnection> logger)
    : IPodDriverFactory
{
    public IReadOnlyList<string> Names => ["redfish", "redfishv1"];

    public object Create(PodManager pod) => new RedfishDriver(
        new RedfishConnection(pod, clients, options.Value.OperationTimeouts, time, logger), options.Value, time);
}
