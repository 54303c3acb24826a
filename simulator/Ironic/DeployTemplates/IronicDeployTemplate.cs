using System.Text.Json.Nodes;

namespace Simulator.Ironic;

/// <summary>Deploy steps under the name of a trait: an instance that asks for the trait is deployed with them.</summary>
internal sealed record IronicDeployTemplate : StoredResource, INamed
{
    public string? Name { get; init; }

    /// <summary>Objects of <c>interface</c>, <c>step</c>, <c>args</c>, <c>priority</c>.</summary>
    public JsonArray Steps { get; init; } = [];

    public JsonObject Extra { get; init; } = [];
}
