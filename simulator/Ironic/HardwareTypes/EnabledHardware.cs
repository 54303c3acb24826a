namespace Simulator.Ironic;

/// <summary>The enabled hardware types by name.</summary>
internal sealed class EnabledHardware(params IReadOnlyList<IHardwareType> types)
{
    public IReadOnlyList<IHardwareType> All => types;

    public IHardwareType? Find(string driver) => types.FirstOrDefault(t => t.Name == driver);

    public IHardwareType Of(IronicNode node) =>
        Find(node.Driver) ?? throw new InvalidOperationException($"Node {node.Uuid} has the driver {node.Driver}, which is not enabled.");

    /// <summary>Fills in defaults; 400 for an unknown driver or interfaces that it does not support, all named at once.</summary>
    public Outcome<IronicNode> Resolve(IronicNode node)
    {
        if (Find(node.Driver) is not { } type)
        {
            return IronicErrors.NoConductor(node.Driver, node.ConductorGroup);
        }

        var wrong = node.Interfaces
            .Where(i => i.Value is not null && !type.Interfaces[i.Key].Contains(i.Value))
            .OrderBy(i => i.Key, StringComparer.Ordinal)
            .Select(i => $"Could not find the following interface in the 'ironic.hardware.interfaces.{i.Key}' entrypoint: {i.Value}. Valid interfaces are ['{string.Join("', '", type.Interfaces[i.Key])}'].")
            .ToList();
        return wrong.Count > 0
            ? IronicErrors.Invalid(string.Join(' ', wrong))
            : node with { Interfaces = node.Interfaces.SetItems(type.Interfaces.Select(k => KeyValuePair.Create(k.Key, node.Interfaces.GetValueOrDefault(k.Key) ?? (string?)k.Value[0]))) };
    }
}
