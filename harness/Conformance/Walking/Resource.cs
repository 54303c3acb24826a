namespace Harness.Conformance.Walking;

/// <summary>What one URI answered.</summary>
/// <param name="Uri">Path and query as it was asked.</param>
/// <param name="Kind">How it was found first; pages and files are not resources of their own.</param>
public sealed record Resource(string Uri, LinkKind Kind, Reply Reply)
{
    /// <summary>Where it leads.</summary>
    public IReadOnlyList<Link> Links { get; } = Reply is { Status: 200, IsObject: true } && Kind != LinkKind.File
        ? LinkFinder.Find(Uri.Split('?')[0], Reply.Body!.Value)
        : [];

    public TypeName? Type { get; } = TypeName.Parse(Reply.Property("@odata.type") is { ValueKind: System.Text.Json.JsonValueKind.String } type ? type.GetString() : null);

    /// <summary>A body that speaks for a resource.</summary>
    public bool IsDocument => Reply is { Status: 200, IsObject: true } && Kind != LinkKind.File;

    public override string ToString() => $"{Uri} {Reply.Status}";
}
