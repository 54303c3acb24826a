using ValenceCore.Failures;

namespace ValenceCore.PodManagers;

/// <summary>The only way a controller sees a driver: by the capability it needs.</summary>
internal interface IDriverOf<TCapability>
    where TCapability : class
{
    /// <summary>The capability for this pod, or a 501 that names driver and capability.</summary>
    Outcome<TCapability> For(PodManager pod);
}

/// <summary>The driver names that may be registered, for the check of a new pod manager.</summary>
internal interface IKnowDrivers
{
    IReadOnlyList<string> Names { get; }

    bool Knows(string driver);
}
