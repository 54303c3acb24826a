namespace Harness.Conformance.Schemas;

/// <summary>What a body does against its schema.</summary>
/// <param name="Pointer">Where in the body.</param>
public sealed record SchemaProblem(string Pointer, string Found, string Expected);
