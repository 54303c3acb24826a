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
            var behind = RackScaleNodes.NodesPath(root) ?? root.Link("CompositionService") ?? root.Link("Systems");
            if (behind is null)
            {
                return PodHealth.Ill("It is a Redfish service without systems: its root links neither 'Nodes', 'CompositionService' nor 'Systems'.");
            }

            await connection.GetAsync(behind, "read what it offers", cancellation);
            return behind == root.Link("Systems")
                ? new PodHealth(PodHealth.Online, "It composes nothing: it has systems, but neither 'Nodes' nor a 'CompositionService'.")
                : PodHealth.Well();
        }
        catch (DriverException exception)
        {
            return PodHealth.Ill(exception.Failure.Detail);
        }
    }
}
