namespace Harness.Conformance.Walking;

/// <summary>How a link is written; it decides what may be expected of its target.</summary>
public enum LinkKind
{
    Resource,
    Page,
    ActionInfo,
    Settings,
    File,
}

/// <summary>A link as a body writes it.</summary>
/// <param name="Pointer">JSON pointer to the property that holds it.</param>
/// <param name="Target">Path, with its fragment if it has one.</param>
public sealed record Link(string Pointer, string Target, LinkKind Kind)
{
    /// <summary>JSON pointer into the target, or null.</summary>
    public string? Fragment => Target.IndexOf('#') is >= 0 and var at ? Target[(at + 1)..] : null;
}
