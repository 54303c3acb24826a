using Harness.Time;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Time;

/// <summary>A clock of real time that can be pushed on.</summary>
internal sealed class PushedClockTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private readonly PushedClock clock = new();

    [Test]
    public async Task What_becomes_due_by_a_push_is_due_at_once()
    {
        var wait = Task.Delay(TimeSpan.FromHours(1), clock);

        clock.Push(TimeSpan.FromMinutes(61));

        await wait.WaitAsync(Deadline);
    }

    [Test]
    public async Task What_is_due_later_waits_on_for_what_is_left()
    {
        using var end = new CancellationTokenSource();
        var far = Task.Delay(TimeSpan.FromHours(2), clock, end.Token);
        var near = Task.Delay(TimeSpan.FromMinutes(90), clock);

        clock.Push(TimeSpan.FromMinutes(89));
        clock.Push(TimeSpan.FromMinutes(2));
        await near.WaitAsync(Deadline);

        far.IsCompleted.ShouldBeFalse();
        await end.CancelAsync();
        far.IsCanceled.ShouldBeTrue();
    }

    [Test]
    public async Task Short_waits_end_by_themselves() => await Task.Delay(TimeSpan.FromMilliseconds(5), clock).WaitAsync(Deadline);

    [Test]
    public async Task A_timer_with_a_period_rings_again()
    {
        var rung = 0;
        await using var timer = clock.CreateTimer(_ => Interlocked.Increment(ref rung), null, TimeSpan.FromHours(1), TimeSpan.FromHours(1));

        clock.Push(TimeSpan.FromHours(1));
        await UntilAsync(() => Volatile.Read(ref rung) == 1);
        clock.Push(TimeSpan.FromHours(1));

        await UntilAsync(() => Volatile.Read(ref rung) == 2);
    }

    [Test]
    public void The_time_is_what_it_was_pushed_to()
    {
        var (before, stamp) = (clock.GetUtcNow(), clock.GetTimestamp());

        clock.Push(TimeSpan.FromDays(1));

        (clock.GetUtcNow() - before).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromDays(1));
        clock.GetElapsedTime(stamp).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromDays(1));
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        while (!holds())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, deadline.Token);
        }
    }
}
