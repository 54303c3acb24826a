namespace Valence.Drivers.ExpEther;

internal sealed partial class ExpEtherDriver : IProbeHealth
{
    /// <summary>Reads the version, which needs the credentials as everything does.</summary>
    public async Task<PodHealth> ProbeAsync(CancellationToken cancellation)
    {
        try
        {
            await connection.ReadVersionAsync(cancellation);
            return PodHealth.Well();
        }
        catch (DriverException exception)
        {
            return PodHealth.Ill(exception.Failure.Detail);
        }
    }
}
