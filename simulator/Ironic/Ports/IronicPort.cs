using System.Text.Json.Nodes;

namespace Simulator.Ironic;

/// <summary>A network card of a node.</summary>
internal sealed record IronicPort
{
    public long Order { get; init; }

    public required string Uuid { get; init; }

    /// <summary>MAC, lower case, unique.</summary>
    public string Address { get; init; } = "";

    public string NodeUuid { get; init; } = "";

    public JsonObject Extra { get; init; } = [];

    public JsonObject LocalLinkConnection { get; init; } = [];

    public JsonObject InternalInfo { get; init; } = [];

    public bool PxeEnabled { get; init; } = true;

    public string? PhysicalNetwork { get; init; }

    public bool IsSmartNic { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }
}
