using ValenceCore.PodManagers;

namespace ValenceCore.Drivers;

/// <summary>Makes the drivers of one protocol. What a driver can do is what interfaces it implements.</summary>
internal interface IPodDriverFactory
{
    /// <summary>The names a pod manager may be registered with; the first is the driver's own, the rest are aliases.</summary>
    IReadOnlyList<string> Names { get; }

    object Create(PodManager pod);
}
