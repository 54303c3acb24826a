using System.Collections.Immutable;

namespace Simulator.Hardware.Composition;

/// <summary>All blocks that are made of blocks, replaced whole.</summary>
/// <param name="All">Oldest first.</param>
/// <param name="ByPart">Which of them a sled or device is in.</param>
internal sealed record CompositeBlocks(
    ImmutableList<ResourceBlock> All, ImmutableDictionary<string, ResourceBlock> ById, ImmutableDictionary<string, ResourceBlock> ByPart)
{
    public static CompositeBlocks None { get; } = new(
        [], ImmutableDictionary.Create<string, ResourceBlock>(StringComparer.Ordinal), ImmutableDictionary.Create<string, ResourceBlock>(StringComparer.Ordinal));

    public CompositeBlocks With(ResourceBlock made) => new(
        All.Add(made), ById.Add(made.Id, made), ByPart.AddRange(made.Suppliers.Select(s => KeyValuePair.Create(s.Id, made))));

    public CompositeBlocks Without(ResourceBlock gone) =>
        new(All.Remove(gone), ById.Remove(gone.Id), ByPart.RemoveRange(gone.Suppliers.Select(s => s.Id)));
}
