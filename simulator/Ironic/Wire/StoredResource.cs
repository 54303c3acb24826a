namespace Simulator.Ironic;

/// <summary>What everything has that clients create besides nodes.</summary>
internal abstract record StoredResource
{
    /// <summary>Order of creation, the default order of lists.</summary>
    public long Order { get; init; }

    /// <summary>Lower case; empty until it is stored.</summary>
    public string Uuid { get; init; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }
}

/// <summary>A resource that can be addressed by its name as well.</summary>
internal interface INamed
{
    string? Name { get; }
}

/// <summary>What no two resources of a kind may share.</summary>
/// <param name="Of">The value; null is shared freely.</param>
/// <param name="Taken">The sentence of the 409.</param>
internal sealed record UniqueKey<T>(Func<T, string?> Of, Func<T, string> Taken);
