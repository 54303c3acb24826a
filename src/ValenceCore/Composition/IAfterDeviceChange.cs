namespace ValenceCore.Composition;

/// <summary>Told that a node has a device more or less, by those who have told somebody else what it has.</summary>
internal interface IAfterDeviceChange
{
    /// <summary>Says what became of it, or null when nobody had to be told. Does not fail for the sake of the other side: the device stays where it is.</summary>
    Task<string?> TellIfRegisteredAsync(string nodeUuid, CancellationToken cancellation);
}
