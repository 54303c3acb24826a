using Simulator.Journal;

namespace Simulator.Redfish;

/// <summary>
/// What clients make, change and remove at this face, for the journal and so for events. What the pod or the runner of work reports
/// by itself is not told twice; sessions and subscriptions are the business of their owners.
/// </summary>
internal sealed class ResourceChanges(EventJournal journal, RouteKinds kinds)
{
    /// <summary>See <see cref="JournalEntry.Room"/>; the subject is a URI.</summary>
    public const string Room = "resource";

    private static readonly string[] NotTold =
        ["Bios", "ComposedNode", "CompositionReservation", "ComputerSystem", "EventDestination", "ResourceBlock", "SecureBoot", "Session", "Task", "VirtualMedia", "Zone"];

    public void Created(string uri) => Tell(uri, "Created", "was made");

    public void Changed(string uri) => Tell(uri, "Changed", "has other properties");

    public void Removed(string uri) => Tell(uri, "Removed", "is gone");

    private void Tell(string uri, string what, string words)
    {
        if (kinds.KindAt(uri) is { } kind && !NotTold.Contains(kind))
        {
            journal.Record(Room, uri, what, $"{kind} {uri} {words}.");
        }
    }
}
