namespace Valence.DriverContract;

/// <summary>Says where a node boots from.</summary>
[Capability("boot")]
public interface ISetBoot
{
    /// <summary>Refused with 400 when the node does not list a value. Safe to repeat.</summary>
    Task SetBootAsync(NodePlace node, BootWish wish, CancellationToken cancellation);
}
