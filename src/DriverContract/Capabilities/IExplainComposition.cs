namespace Valence.DriverContract;

/// <summary>Says what would come of a composition, without doing any of it.</summary>
[Capability("explain")]
public interface IExplainComposition
{
    /// <summary>Changes nothing; throws DriverException only when the pod cannot be asked. Null when this pod cannot say, though others of its kind can:
    /// the core then concludes from the inventory.</summary>
    Task<CompositionExplanation?> ExplainAsync(NodeWish wish, CancellationToken cancellation);
}
