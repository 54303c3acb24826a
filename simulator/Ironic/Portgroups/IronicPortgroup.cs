using System.Text.Json.Nodes;

namespace Simulator.Ironic;

/// <summary>Ports of a node that are bonded.</summary>
internal sealed record IronicPortgroup : StoredResource, INamed
{
    public string? Name { get; init; }

    /// <summary>MAC, lower case, unique; null for that of one of its ports.</summary>
    public string? Address { get; init; }

    public string NodeUuid { get; init; } = "";

    /// <summary>A mode of bonding, in the words of Linux.</summary>
    public string Mode { get; init; } = "active-backup";

    public JsonObject Properties { get; init; } = [];

    public JsonObject Extra { get; init; } = [];

    public JsonObject InternalInfo { get; init; } = [];

    public bool StandalonePortsSupported { get; init; } = true;
}
