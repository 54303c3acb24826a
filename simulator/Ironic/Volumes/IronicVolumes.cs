using System.Text.Json.Nodes;

namespace Simulator.Ironic;

/// <summary>By what a node reaches volumes: an initiator's name or address.</summary>
internal sealed record IronicVolumeConnector : StoredResource
{
    public string NodeUuid { get; init; } = "";

    public string Type { get; init; } = "";

    public string ConnectorId { get; init; } = "";

    public JsonObject Extra { get; init; } = [];
}

/// <summary>A volume that a node has; the one with boot index 0 is what it boots from.</summary>
internal sealed record IronicVolumeTarget : StoredResource
{
    public string NodeUuid { get; init; } = "";

    public string VolumeType { get; init; } = "";

    public string VolumeId { get; init; } = "";

    /// <summary>As the client wrote it: a whole number, or text of digits.</summary>
    public int BootIndex { get; init; }

    public JsonObject Properties { get; init; } = [];

    public JsonObject Extra { get; init; } = [];
}
