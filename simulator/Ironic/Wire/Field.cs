using System.Text.Json.Nodes;

namespace Simulator.Ironic;

/// <summary>One field of a resource on the wire: since when, how it is written, how and when it may be set.</summary>
/// <param name="Since">The minor version it came with; older answers leave it out, older requests that name it get 406.</param>
/// <param name="Write">A fresh JSON value each time.</param>
internal sealed record Field<T>(string Name, int Since, Func<T, WireContext, JsonNode?> Write)
{
    /// <summary>Takes over a checked value; null means the default. Fields without it cannot be set by a client.</summary>
    public Func<T, JsonNode?, T>? Set { get; init; }

    /// <summary>The problem with a value, or null.</summary>
    public Func<JsonNode?, string?> Check { get; init; } = _ => null;

    /// <summary>The value before secrets are masked, for patches; as written when null.</summary>
    public Func<T, JsonNode?>? Raw { get; init; }

    public bool IsMandatory { get; init; }

    /// <summary>When a client may set it.</summary>
    public Settable When { get; init; } = Settable.Always;

    /// <summary>Part of the short form of lists.</summary>
    public bool IsShort { get; init; }

    /// <summary>Taken, and never shown.</summary>
    public bool IsHidden { get; init; }

    /// <summary>Lists can be sorted by it.</summary>
    public bool IsSortable { get; init; }
}

internal enum Settable
{
    Always,
    OnCreate,
    OnPatch,
}
