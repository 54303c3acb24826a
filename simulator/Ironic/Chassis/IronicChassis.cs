using System.Text.Json.Nodes;

namespace Simulator.Ironic;

/// <summary>A group of nodes as Ironic knows it; nothing but a label.</summary>
internal sealed record IronicChassis : StoredResource
{
    public string? Description { get; init; }

    public JsonObject Extra { get; init; } = [];
}
