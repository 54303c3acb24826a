using ValenceCore.Failures;

namespace ValenceCore.PodManagers;

/// <summary>The only way a controller sees a driver: by the capability it needs.</summary>
internal interface IDriverOf<TCapability>
    where TCapability : class
{
    /// <summary>The capability for this pod, or a 501 that names driver and capability.</summary>
    Outcome<TCapability> For(PodManager pod);
}

/// <summary>Lets drivers go that are not right any more. A driver may have a session at its pod, and closes it then.</summary>
internal interface ILetGoOfDrivers
{
    /// <summary>Lets the driver of a pod manager go, if there is one. Takes a few seconds at most, and never fails: a pod may be off.</summary>
    /// <param name="isDeleted">Nobody gets a driver for it any more.</param>
    Task LetGoAsync(string podId, bool isDeleted);
}

/// <summary>The driver names that may be registered, for the check of a new pod manager.</summary>
internal interface IKnowDrivers
{
    IReadOnlyList<string> Names { get; }

    bool Knows(string driver);
}
