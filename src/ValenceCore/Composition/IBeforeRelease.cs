namespace ValenceCore.Composition;

/// <summary>Asked before a node's hardware is given back, by those who have put it to use elsewhere (architecture 5, rule 7).</summary>
internal interface IBeforeRelease
{
    /// <summary>Lets go of the node and says how, or null when there was nothing. Throws DriverException when it must not be released.</summary>
    /// <param name="isPodGone">Its pod does not answer any more; what stands there cannot be cleared away.</param>
    Task<string?> LetGoAsync(ComposedNode node, bool isPodGone, CancellationToken cancellation);
}
