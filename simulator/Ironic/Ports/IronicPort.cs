using System.Text.Json.Nodes;

namespace Simulator.Ironic;

/// <summary>A network card of a node.</summary>
internal sealed record IronicPort : StoredResource, INamed
{
    /// <summary>MAC, lower case, unique.</summary>
    public string Address { get; init; } = "";

    /// <summary>Since 1.88; null on most.</summary>
    public string? Name { get; init; }

    public string NodeUuid { get; init; } = "";

    public JsonObject Extra { get; init; } = [];

    public JsonObject LocalLinkConnection { get; init; } = [];

    public JsonObject InternalInfo { get; init; } = [];

    public bool PxeEnabled { get; init; } = true;

    public string? PortgroupUuid { get; init; }

    public string? PhysicalNetwork { get; init; }

    public bool IsSmartNic { get; init; }

    /// <summary>The network that is attached to it, or null.</summary>
    public string? VifId => Json.Text(InternalInfo[VifKey]);

    /// <summary>Key of <see cref="InternalInfo"/>, as Ironic has it.</summary>
    public const string VifKey = "tenant_vif_port_id";
}
