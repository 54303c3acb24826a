namespace ValenceCore.Composition;

/// <summary>Says where a node boots from.</summary>
internal interface ISetBoot
{
    /// <summary>Refused with 400 when the node does not list a value. Safe to repeat.</summary>
    Task SetBootAsync(NodePlace node, BootWish wish, CancellationToken cancellation);
}

internal sealed record BootWish(string Enabled, string Target, string? Mode);
