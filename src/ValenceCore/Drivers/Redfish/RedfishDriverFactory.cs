namespace ValenceCore.Drivers.Redfish;

/// <summary>Makes drivers for pod managers that speak Redfish.</summary>
internal sealed class RedfishDriverFactory : IPodDriverFactory
{
    public string Name => "redfish";

    /// <summary>Valence's name for it, which old clients leave out.</summary>
    public IReadOnlyList<string> Aliases => ["redfishv1"];

    public Type DriverType => typeof(RedfishDriver);

    public object Create(PodTarget pod, DriverHost host)
    {
        var connection = new RedfishConnection(pod, host);
        return new RedfishDriver(connection, new ResourceReader(connection, host.Time), host);
    }
}
