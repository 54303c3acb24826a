using System.Text.Json.Serialization.Metadata;

namespace ValenceCore.OpenApi;

/// <summary>What a person should know of one method of one route.</summary>
/// <param name="Answer">What it answers on success, or the element of what it answers; null for no body.</param>
internal sealed record ApiDescription(string Method, string Pattern, string Summary, JsonTypeInfo? Answer)
{
    public int Status { get; init; } = 200;

    /// <summary>The answer is a bare array.</summary>
    public bool IsList { get; init; }

    /// <summary>The list takes <c>limit</c>, <c>marker</c>, <c>sort_key</c>, <c>sort_dir</c> and <c>fields</c>.</summary>
    public bool IsPaged { get; init; }

    /// <summary>Query parameters besides those: filters.</summary>
    public IReadOnlyCollection<string> Query { get; init; } = [];

    /// <summary>Name of the schema of the body; null for none.</summary>
    public string? Body { get; init; }

    /// <summary>It has an entity tag; a read takes <c>If-None-Match</c>, a change <c>If-Match</c>.</summary>
    public bool IsTagged { get; init; }

    /// <summary>It takes <c>Idempotency-Key</c>.</summary>
    public bool IsOnce { get; init; }

    /// <summary>It takes <c>Prefer: respond-async</c> and then answers 202 with the operation.</summary>
    public bool MayBeAccepted { get; init; }

    /// <summary>Everything but JSON, e.g. <c>text/event-stream</c>.</summary>
    public string? MediaType { get; init; }
}
