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

    /// <summary>A driver for one pod manager. Must not speak to the pod yet. Called by many threads at once, and kept until how the pod is reached is
    /// changed, the pod manager is deleted or the core stops. Then it is disposed of if it is an <see cref="IAsyncDisposable"/>, else if it is an
    /// <see cref="IDisposable"/>: there it logs out, within a few seconds and without a word if the pod does not answer. Calls that are still under way
    /// then may go on, and must not log in again.</summary>
    object Create(PodTarget pod, DriverHost host);
}
