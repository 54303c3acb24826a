namespace Harness.Drivers.Wire;

/// <summary>One request and its answer.</summary>
/// <param name="Path">Without query.</param>
/// <param name="Location">As it was sent; null when it was not.</param>
/// <param name="MediaType">Of the body, or null.</param>
public sealed record Exchange(
    string Method, string Path, int Status, TimeSpan Took, string? Location, string? ETag, string? MediaType, string Body);
