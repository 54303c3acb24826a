using System.Collections.Immutable;

namespace Simulator.Hardware;

/// <summary>What the firmware boots from when nothing overrides it. Options are named by their reference: <c>Boot0001</c>.</summary>
/// <param name="Order">First to last; empty for the order of the factory.</param>
/// <param name="Disabled">Options that are passed over.</param>
/// <param name="Next">For one boot whose override says <see cref="BootTarget.UefiBootNext"/>.</param>
/// <param name="HttpUri">What <see cref="BootTarget.UefiHttp"/> loads; null for what the network tells.</param>
public sealed record BootMenu(ImmutableList<string> Order, ImmutableHashSet<string> Disabled, string? Next, string? HttpUri)
{
    public static BootMenu Factory { get; } = new([], [], Next: null, HttpUri: null);

    /// <summary>What remains after a boot: a <see cref="Next"/> that was asked for is used up.</summary>
    public BootMenu AfterBoot(BootOverride boot) =>
        boot is { Target: BootTarget.UefiBootNext, Enabled: not BootEnabled.Disabled } ? this with { Next = null } : this;
}
