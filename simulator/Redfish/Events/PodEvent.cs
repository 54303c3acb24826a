namespace Simulator.Redfish;

/// <summary>Something that happened in the pod, as an event tells it.</summary>
/// <param name="Sequence">Of the journal entry; the id by which a stream resumes.</param>
/// <param name="Type">Redfish <c>EventType</c>, for clients that filter by it.</param>
/// <param name="Origin">URI of the resource it happened to; null when it is none of the tree.</param>
/// <param name="OriginType">Its schema.</param>
internal sealed record PodEvent(long Sequence, DateTimeOffset At, string Type, RedfishMessage Message, string? Origin = null, string? OriginType = null)
{
    /// <summary>What the client of a test event asked for; null counts from the sequence.</summary>
    public string? EventId { get; init; }

    /// <summary>A metric report that was made: it goes out as itself, and only to those who want reports.</summary>
    public MetricReportJson? Report { get; init; }

    /// <summary>True for the event that tells of lost ones; no filter keeps it back.</summary>
    public bool IsGap { get; init; }
}
