namespace Harness.Conformance.Checks;

/// <summary>Something that is not as the standard asks.</summary>
/// <param name="Uri">The resource.</param>
/// <param name="Pointer">JSON pointer into its body, or the header, or empty.</param>
/// <param name="Other">The other resource that takes part in it, or null.</param>
public sealed record Finding(string Uri, string Pointer, string Found, string Expected, string? Other = null)
{
    public override string ToString() => $"{Uri}{(Pointer.Length == 0 ? "" : " " + Pointer)}: {Found}; expected: {Expected}";
}
