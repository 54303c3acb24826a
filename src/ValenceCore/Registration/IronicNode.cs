namespace ValenceCore.Registration;

/// <summary>A node as Ironic shows it (ironic-api 4).</summary>
internal sealed record IronicNode(string IronicUuid)
{
    /// <summary>The node of this service that it was enrolled for, as the marker in its <c>extra</c> says; null for a node that somebody else enrolled.</summary>
    public string? NodeUuid { get; init; }

    public string? Name { get; init; }

    public string? ResourceClass { get; init; }

    public IReadOnlyList<string> Traits { get; init; } = [];

    public string? ProvisionState { get; init; }

    public string? PowerState { get; init; }

    public bool? Maintenance { get; init; }

    public string? ConductorGroup { get; init; }

    public string? DeployInterface { get; init; }

    public string? InstanceUuid { get; init; }

    public long? Cpus { get; init; }

    public long? MemoryMb { get; init; }

    /// <summary>GiB.</summary>
    public long? LocalGb { get; init; }
}
