namespace Valence.DriverContract;

/// <summary>Asks a pod manager how it is.</summary>
[Capability("health")]
public interface IProbeHealth
{
    /// <summary>Answers a health in every case, an unreachable pod included. Safe to repeat.</summary>
    Task<PodHealth> ProbeAsync(CancellationToken cancellation);
}
