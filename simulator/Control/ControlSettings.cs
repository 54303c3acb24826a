using System.Text.Json;
using Simulator.Hardware.Composition;

namespace Simulator.Control;

/// <summary>What the control face shows of its neighbours, which it does not know.</summary>
/// <param name="IronicNodes">Nodes of the fake Ironic.</param>
/// <param name="Addresses">Addresses of the other faces by name.</param>
/// <param name="Explain">Tries a body of Allocate, of a composition or a manifest on paper, one of Allocate read as pod managers of that profile read it; null for the profile that is served.</param>
public sealed record ControlSettings(
    Func<IReadOnlyList<IronicNodeRow>> IronicNodes, Func<IReadOnlyDictionary<string, string>> Addresses, Func<JsonElement, string?, ExplainAnswer> Explain)
{
    /// <summary>Instances of the core beside the rack.</summary>
    public Func<IReadOnlyList<InstanceRow>> Instances { get; init; } = () => [];
}

/// <summary>What came of an allocation or composition on paper.</summary>
/// <param name="Problems">With the request itself.</param>
/// <param name="Missing">Resources that it names and that are not there.</param>
/// <param name="Explanation">Null when there are problems, or something is missing.</param>
public sealed record ExplainAnswer(IReadOnlyList<string> Problems, IReadOnlyList<string> Missing, AllocationExplanation? Explanation)
{
    /// <summary>Of a composition of blocks, or a manifest; empty for a body of Allocate.</summary>
    public IReadOnlyList<ExplainedChange> Changes { get; init; } = [];
}

/// <summary>A stanza of a manifest, or one request by itself.</summary>
/// <param name="Id">Null for a request by itself.</param>
/// <param name="Type">Redfish <c>StanzaType</c>.</param>
public sealed record ExplainedChange(string? Id, string Type, StepExplanation Step);
