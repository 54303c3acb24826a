using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Simulator.Journal;

/// <summary>
/// What happened, in order: the last <see cref="Kept"/> entries, and a live stream for the page and for tests.
/// With one seed and the same requests two runs write the same journal.
/// </summary>
public sealed class EventJournal(TimeProvider clock)
{
    /// <summary>Entries kept; older ones are forgotten.</summary>
    public const int Kept = 10_000;

    // A reader that falls this far behind loses the oldest entries and sees the gap in the sequence.
    private const int ReaderBuffer = 4_096;

    private readonly Lock _lock = new();
    private readonly Queue<JournalEntry> _entries = new();
    private readonly List<Channel<JournalEntry>> _readers = [];
    private long _sequence;

    /// <summary>Sequence of the newest entry; 0 before the first.</summary>
    public long Last
    {
        get
        {
            lock (_lock)
            {
                return _sequence;
            }
        }
    }

    /// <summary>The time that an entry would have if it were made now.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    public void Record(string room, string subject, string what, string text)
    {
        lock (_lock)
        {
            var entry = new JournalEntry(++_sequence, clock.GetUtcNow(), room, subject, what, text);
            _entries.Enqueue(entry);
            if (_entries.Count > Kept)
            {
                _entries.Dequeue();
            }

            foreach (var reader in _readers)
            {
                reader.Writer.TryWrite(entry);
            }
        }
    }

    /// <summary>Entries after <paramref name="sequence"/>, oldest first.</summary>
    public IReadOnlyList<JournalEntry> After(long sequence)
    {
        lock (_lock)
        {
            return [.. _entries.SkipWhile(e => e.Sequence <= sequence)];
        }
    }

    /// <summary>Entries after <paramref name="sequence"/> and then every new one as it happens, until cancelled.</summary>
    public async IAsyncEnumerable<JournalEntry> FollowAsync(long sequence, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var channel = Channel.CreateBounded<JournalEntry>(
            new BoundedChannelOptions(ReaderBuffer) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        IReadOnlyList<JournalEntry> past;
        lock (_lock)
        {
            past = [.. _entries.SkipWhile(e => e.Sequence <= sequence)];
            _readers.Add(channel);
        }

        try
        {
            foreach (var entry in past)
            {
                yield return entry;
            }

            await foreach (var entry in channel.Reader.ReadAllAsync(cancellation))
            {
                yield return entry;
            }
        }
        finally
        {
            lock (_lock)
            {
                _readers.Remove(channel);
            }
        }
    }
}
