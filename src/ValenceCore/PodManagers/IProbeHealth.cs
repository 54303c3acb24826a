namespace ValenceCore.PodManagers;

/// <summary>Asks a pod manager how it is.</summary>
internal interface IProbeHealth
{
    /// <summary>Answers a health in every case, an unreachable pod included. Safe to repeat.</summary>
    Task<PodHealth> ProbeAsync(CancellationToken cancellation);
}
