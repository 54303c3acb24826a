namespace Simulator.Control;

/// <summary>What the control face shows of its neighbours, which it does not know.</summary>
/// <param name="IronicNodes">Nodes of the fake Ironic.</param>
/// <param name="Addresses">Addresses of the other faces by name.</param>
public sealed record ControlSettings(Func<IReadOnlyList<IronicNodeRow>> IronicNodes, Func<IReadOnlyDictionary<string, string>> Addresses);
