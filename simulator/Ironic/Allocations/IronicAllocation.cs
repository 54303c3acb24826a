using System.Text.Json.Nodes;

namespace Simulator.Ironic;

/// <summary>A wish for a node of a resource class; its UUID becomes the <c>instance_uuid</c> of the node that it gets.</summary>
internal sealed record IronicAllocation : StoredResource, INamed
{
    public const string Allocating = "allocating";
    public const string Active = "active";
    public const string Error = "error";

    public string? Name { get; init; }

    /// <summary><c>allocating</c>, <c>active</c> or <c>error</c>.</summary>
    public string State { get; init; } = Allocating;

    public string? ResourceClass { get; init; }

    /// <summary>UUIDs; empty for any node.</summary>
    public IReadOnlyList<string> CandidateNodes { get; init; } = [];

    /// <summary>What the node must have.</summary>
    public IReadOnlyList<string> Traits { get; init; } = [];

    /// <summary>In a creation also the node that has the instance already (backfill).</summary>
    public string? NodeUuid { get; init; }

    public string? Owner { get; init; }

    public string? LastError { get; init; }

    public JsonObject Extra { get; init; } = [];
}
