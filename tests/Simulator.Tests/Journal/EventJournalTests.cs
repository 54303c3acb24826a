using NUnit.Framework;
using Shouldly;
using Simulator.Journal;
using Simulator.Time;

namespace Simulator.Tests.Journal;

public sealed class EventJournalTests
{
    private SimulatorClock _clock = null!;
    private EventJournal _journal = null!;

    [SetUp]
    public void MakeJournal()
    {
        _clock = new SimulatorClock(ClockSetting.Virtual);
        _clock.Freeze();
        _journal = new EventJournal(_clock);
    }

    [TearDown]
    public void DisposeClock() => _clock.Dispose();

    [Test]
    public async Task Entries_keep_their_order_their_number_and_their_time()
    {
        _journal.Record("power", "s1", "PoweringOn", "System s1 is powering on.");
        await _clock.AdvanceAsync(TimeSpan.FromSeconds(8)).Soon();
        _journal.Record("power", "s1", "On", "System s1 is on.");

        _journal.After(0).ShouldBe(
        [
            new JournalEntry(1, SimulatorClock.VirtualEpoch, "power", "s1", "PoweringOn", "System s1 is powering on."),
            new JournalEntry(2, SimulatorClock.VirtualEpoch.AddSeconds(8), "power", "s1", "On", "System s1 is on."),
        ]);
    }

    [Test]
    public void After_gives_what_is_newer()
    {
        Record(5);

        _journal.After(3).Select(e => e.Sequence).ShouldBe([4L, 5L]);
        _journal.After(5).ShouldBeEmpty();
        _journal.After(99).ShouldBeEmpty();
    }

    [Test]
    public void The_oldest_entries_are_forgotten()
    {
        Record(EventJournal.Kept + 3);

        var kept = _journal.After(0);

        kept.Count.ShouldBe(EventJournal.Kept);
        kept[0].Sequence.ShouldBe(4);
    }

    [Test]
    public async Task A_follower_gets_the_past_and_then_what_happens()
    {
        Record(3);
        using var ended = new CancellationTokenSource();
        await using var follower = _journal.FollowAsync(1, ended.Token).GetAsyncEnumerator(ended.Token);
        var seen = new List<long>();
        for (var i = 0; i < 2; i++)
        {
            await NextAsync();
        }

        _journal.Record("room", "subject", "what", "now");
        await NextAsync();

        seen.ShouldBe([2L, 3L, 4L]);

        async Task NextAsync()
        {
            (await follower.MoveNextAsync().AsTask().Soon()).ShouldBeTrue();
            seen.Add(follower.Current.Sequence);
        }
    }

    [Test]
    public async Task A_follower_ends_when_it_is_cancelled()
    {
        using var ended = new CancellationTokenSource();
        await using var follower = _journal.FollowAsync(0, ended.Token).GetAsyncEnumerator(ended.Token);
        var next = follower.MoveNextAsync().AsTask();

        await ended.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(next.Soon());
    }

    [Test]
    public void Entries_from_many_threads_leave_no_gap_and_no_double()
    {
        Parallel.For(0, 1_000, i => _journal.Record("room", $"{i}", "what", "text"));

        _journal.After(0).Select(e => e.Sequence).ShouldBe(Enumerable.Range(1, 1_000).Select(i => (long)i));
    }

    private void Record(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _journal.Record("room", "subject", "what", "text");
        }
    }
}
