namespace ValenceCore.Drivers.Redfish;

internal sealed partial class RedfishDriver : IProbeHealth
{
    /// <summary>Reads the root and one collection behind it, since the root is open to those without credentials.</summary>
    public async Task<PodHealth> ProbeAsync(CancellationToken cancellation)
    {
        const string stage = "read the service root";
        try
        {
            var root = await connection.RootAsync(stage, cancellation);
            if (NodesPath(root) is not { } nodes)
            {
                return PodHealth.Ill("It is a Redfish service without composed nodes ('Nodes' is linked neither in the root nor in its Oem part).");
            }

            await connection.GetAsync(nodes, "read the composed nodes", cancellation);
            return PodHealth.Well();
        }
        catch (DriverException exception)
        {
            return PodHealth.Ill(exception.Failure.Detail);
        }
    }
}
