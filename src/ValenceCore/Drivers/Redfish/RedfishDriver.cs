using System.Text.Json;

namespace ValenceCore.Drivers.Redfish;

/// <summary>Speaks to a pod manager over Redfish; one file per family of verbs. Resources are found by links from the service root
/// (redfish-pod 1.1), never by a path known beforehand, and what a service can do is read from what it links.</summary>
internal sealed partial class RedfishDriver(RedfishConnection connection, ResourceReader reader, DriverHost host) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private Task<IReadOnlyList<JsonElement?>> ReadAllAsync(IReadOnlyList<string> paths, string stage, CancellationToken cancellation) =>
        reader.AllAsync(paths, stage, cancellation);
}
