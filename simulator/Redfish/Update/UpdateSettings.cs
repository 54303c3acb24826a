namespace Simulator.Redfish;

/// <summary>What a push of a bare image goes by, as it brings no parameters. Replaced whole by a PATCH of the update service.</summary>
internal sealed record PushSettings
{
    /// <summary>None means everything that an image is for.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>Set by a client that wants others to leave the targets alone; nothing follows from it here.</summary>
    public bool TargetsBusy { get; init; }

    public string ApplyTime { get; init; } = UpdateParameters.ApplyTimes[0];

    public bool IsForced { get; init; }

    /// <inheritdoc cref="TargetsBusy"/>
    public bool OptionsBusy { get; init; }
}

/// <summary>What clients have set at the update service.</summary>
internal sealed class UpdateSettings
{
    private PushSettings _push = new();

    public PushSettings Push
    {
        get => Volatile.Read(ref _push);
        set => Volatile.Write(ref _push, value);
    }
}
