using System.Collections.Concurrent;
using System.Globalization;
using Simulator.Journal;

namespace Simulator.Redfish;

/// <summary>Events that a client asked for. They take their turn in the journal like everything that happens.</summary>
internal sealed class TestEvents(EventJournal journal)
{
    /// <summary>See <see cref="JournalEntry.Room"/>.</summary>
    public const string Room = "event";

    // A stream that resumes further back than this does not see them again.
    private const int Kept = 100;

    private readonly ConcurrentDictionary<string, PodEvent> _events = new(StringComparer.Ordinal);
    private long _last;

    public PodEvent? Find(string id) => _events.GetValueOrDefault(id);

    public void Submit(PodEvent test) => Tell(test, "Test", $"A client sends the test event {test.Message.Id}.");

    /// <summary>An event that is made in this service, and not by the hardware: of a trigger, for one.</summary>
    public void Tell(PodEvent happened, string what, string text)
    {
        var number = Interlocked.Increment(ref _last);
        _events[Id(number)] = happened;
        _events.TryRemove(Id(number - Kept), out _);
        journal.Record(Room, Id(number), what, text);
    }

    private static string Id(long number) => string.Create(CultureInfo.InvariantCulture, $"test-{number}");
}
