namespace Valence.DriverContract;

/// <summary>
/// Makes the drivers of one protocol; the one type that a driver library must hold, public and with a constructor without parameters.
/// What a driver can do is which capability interfaces its type implements (the interfaces marked <see cref="CapabilityAttribute"/>).
/// </summary>
public interface IPodDriverFactory
{
    /// <summary>The name a pod manager is registered with.</summary>
    string Name { get; }

    /// <summary>Other names for the same.</summary>
    IReadOnlyList<string> Aliases => [];

    /// <summary>The type that <see cref="Create"/> makes.</summary>
    Type DriverType { get; }

    /// <summary>A driver for one pod manager. Must not speak to the pod yet. Kept until how the pod is reached is changed, then disposed of if
    /// it is disposable; called by many threads at once.</summary>
    object Create(PodTarget pod, DriverHost host);
}
