namespace Valence.DriverContract;

/// <summary>Says what would come of a composition, without doing any of it.</summary>
[Capability("explain")]
public interface IExplainComposition
{
    /// <summary>Changes nothing; throws DriverException only when the pod cannot be asked.</summary>
    Task<CompositionExplanation> ExplainAsync(NodeWish wish, CancellationToken cancellation);
}
