namespace ValenceCore.Composition;

/// <summary>A node that the core knows: where it stands, and who manages it.</summary>
internal sealed record ComposedNode
{
    private const string MarkerStart = "valence:";

    public required string Uuid { get; init; }

    public required string Name { get; init; }

    public string? Description { get; init; }

    /// <summary>The pod manager it stands on; null until one is chosen.</summary>
    public string? PodId { get; init; }

    /// <summary>Its id inside the pod; null until the pod has answered.</summary>
    public string? Index { get; init; }

    /// <summary>Its path at the pod manager.</summary>
    public string? ResourceUri { get; init; }

    public string? FlavorId { get; init; }

    /// <summary>The instance that it was composed for, which alone disposes of it; null for none.</summary>
    public string? InstanceId { get; init; }

    public required string State { get; init; }

    /// <summary>Who made it; one of <see cref="NodeOrigins"/>.</summary>
    public required string Origin { get; init; }

    /// <summary><c>ironic</c> or null.</summary>
    public string? ManagedBy { get; init; }

    /// <summary>Written before Ironic is asked to make the node, so it may name one that does not exist.</summary>
    public string? IronicUuid { get; init; }

    /// <summary>The account that Ironic has at the pod for this node alone: what the driver removes it by, or its name before that is known; null for none.</summary>
    public string? PodAccount { get; init; }

    public long CreatedAt { get; init; }

    public long UpdatedAt { get; init; }

    /// <summary>The text by which a node is found again in a pod whose answer was lost.</summary>
    public string Marker => MarkerOf(Uuid);

    public NodePlace? Place => Index is null || ResourceUri is null ? null : new NodePlace(Index, ResourceUri, Name);

    /// <summary>Why the node cannot be given back, forgotten, registered or unregistered by itself; null when it can.</summary>
    public Failure? BelongsTo => InstanceId is null ? null : Failure.Conflict(
        $"The node '{Uuid}' belongs to the instance '{InstanceId}', which disposes of it.") with { Next = $"DELETE /v1/instances/{InstanceId} undeploys, unregisters and releases it." };

    public static string MarkerOf(string uuid) => $"{MarkerStart}{uuid}";

    /// <summary>The uuid in a text that carries a marker; null where there is none.</summary>
    public static string? UuidIn(string? text)
    {
        const int length = 36;
        return text?.IndexOf(MarkerStart, StringComparison.Ordinal) is { } start and >= 0
            && text.Length >= start + MarkerStart.Length + length
            && Guid.TryParseExact(text.AsSpan(start + MarkerStart.Length, length), "D", out var uuid)
                ? uuid.ToString()
                : null;
    }

    public static string SubjectOf(string uuid) => $"node:{uuid}";
}

internal static class NodeStates
{
    public const string Composing = "composing";
    public const string Composed = "composed";

    /// <summary>It was composed, and its pod does not have it any more; it is composed again when the pod has it again.</summary>
    public const string Missing = "missing";

    /// <summary>Composition went wrong and could not be undone; deleting the node tries again.</summary>
    public const string Failed = "failed";
}

/// <summary>Who made a node, and how the pod knows that.</summary>
internal static class NodeOrigins
{
    /// <summary>This service; its pod keeps the marker, so that no other node is ever taken for it.</summary>
    public const string Composed = "composed";

    /// <summary>This service, in a pod that keeps no marker: the place was claimed before the pod was asked.</summary>
    public const string Claimed = "claimed";

    /// <summary>Somebody else; this service took it on.</summary>
    public const string Adopted = "adopted";
}
