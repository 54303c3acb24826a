using System.Collections.Concurrent;
using NUnit.Framework;
using Shouldly;
using Simulator.Time;

namespace Simulator.Tests.Time;

public sealed class VirtualClockTests
{
    private SimulatorClock _clock = null!;

    private double Now => (_clock.GetUtcNow() - SimulatorClock.VirtualEpoch).TotalSeconds;

    [SetUp]
    public void MakeClock() => _clock = new SimulatorClock(ClockSetting.Virtual);

    [TearDown]
    public void DisposeClock() => _clock.Dispose();

    [Test]
    public void Time_begins_at_the_epoch() => _clock.GetUtcNow().ShouldBe(SimulatorClock.VirtualEpoch);

    [Test]
    public async Task The_clock_jumps_to_due_moments_in_their_order()
    {
        var seen = new ConcurrentQueue<double>();
        Task[] waiting;
        using (_clock.Hold())
        {
            waiting = [AfterAsync(30), AfterAsync(10), AfterAsync(20)];
        }

        await Task.WhenAll(waiting).Soon();

        seen.ShouldBe([10d, 20d, 30d]);

        async Task AfterAsync(int seconds)
        {
            await Task.Delay(TimeSpan.FromSeconds(seconds), _clock);
            seen.Enqueue(Now);
        }
    }

    [Test]
    public async Task A_day_passes_without_waiting_for_it()
    {
        await Task.Delay(TimeSpan.FromDays(1), _clock).Soon();

        Now.ShouldBe(86_400);
    }

    [Test]
    public async Task A_delay_inside_a_delay_starts_where_the_first_ended()
    {
        await Task.Delay(TimeSpan.FromSeconds(5), _clock).Soon();
        await Task.Delay(TimeSpan.FromSeconds(7), _clock).Soon();

        Now.ShouldBe(12);
    }

    [Test]
    public async Task A_timer_armed_by_a_timer_fires_at_the_sum()
    {
        var fired = new TaskCompletionSource<double>(TaskCreationOptions.RunContinuationsAsynchronously);
        ITimer? inner = null;
        await using var outer = _clock.CreateTimer(
            _ => inner = _clock.CreateTimer(_ => fired.TrySetResult(Now), null, TimeSpan.FromSeconds(3), Timeout.InfiniteTimeSpan),
            null, TimeSpan.FromSeconds(2), Timeout.InfiniteTimeSpan);

        (await fired.Task.Soon()).ShouldBe(5);
        inner.ShouldNotBeNull().Dispose();
    }

    [Test]
    public async Task A_hold_keeps_the_clock_while_another_clock_goes_on()
    {
        // The other clock proves that this one had the time to jump and did not.
        using var other = new SimulatorClock(ClockSetting.Virtual);
        using var hold = _clock.Hold();
        var held = Task.Delay(TimeSpan.FromSeconds(1), _clock);

        await Task.Delay(TimeSpan.FromSeconds(1), other).Soon();

        held.IsCompleted.ShouldBeFalse();
        Now.ShouldBe(0);
        hold.Dispose();
        await held.Soon();
        Now.ShouldBe(1);
    }

    [Test]
    public async Task A_delay_through_a_hold_lets_the_clock_run()
    {
        using var hold = _clock.Hold();

        await hold.DelayAsync(TimeSpan.FromSeconds(9), CancellationToken.None).Soon();

        Now.ShouldBe(9);
        _clock.OpenHolds.ShouldBe(1);
    }

    [Test]
    public async Task A_hold_that_is_closed_while_it_stands_aside_counts_once()
    {
        var hold = _clock.Hold();
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var aside = hold.StepAsideAsync(gate.Task);

        hold.Dispose();
        gate.SetResult();
        await aside.Soon();

        _clock.OpenHolds.ShouldBe(0);
    }

    [Test]
    public async Task A_hold_that_stands_aside_twice_at_once_counts_once()
    {
        var hold = _clock.Hold();
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = hold.StepAsideAsync(gate.Task);
        var second = hold.StepAsideAsync(gate.Task);
        _clock.OpenHolds.ShouldBe(0);

        gate.SetResult();
        await Task.WhenAll(first, second).Soon();

        _clock.OpenHolds.ShouldBe(1);
        hold.Dispose();
        _clock.OpenHolds.ShouldBe(0);
    }

    [Test]
    public void A_hold_disposed_twice_counts_once()
    {
        var first = _clock.Hold();
        using var second = _clock.Hold();

        first.Dispose();
        first.Dispose();

        _clock.OpenHolds.ShouldBe(1);
    }

    [Test]
    public void An_open_hold_is_found_by_its_id_and_a_closed_one_is_not()
    {
        var hold = _clock.Hold();
        _clock.Adopt(hold.Id).ShouldBeSameAs(hold);

        hold.Dispose();

        _clock.Adopt(hold.Id).ShouldBeNull();
    }

    [Test]
    public async Task A_frozen_clock_stays_while_another_clock_goes_on()
    {
        using var other = new SimulatorClock(ClockSetting.Virtual);
        _clock.Freeze();
        var frozen = Task.Delay(TimeSpan.FromSeconds(1), _clock);

        await Task.Delay(TimeSpan.FromSeconds(1), other).Soon();

        _clock.IsFrozen.ShouldBeTrue();
        frozen.IsCompleted.ShouldBeFalse();
        Now.ShouldBe(0);
        _clock.Unfreeze();
        await frozen.Soon();
        Now.ShouldBe(1);
    }

    [Test]
    public async Task A_frozen_clock_advances_by_what_is_asked_and_fires_what_is_due()
    {
        _clock.Freeze();
        var early = Task.Delay(TimeSpan.FromSeconds(10), _clock);
        var late = Task.Delay(TimeSpan.FromSeconds(11), _clock);

        await _clock.AdvanceAsync(TimeSpan.FromSeconds(10)).Soon();

        early.IsCompleted.ShouldBeTrue();
        late.IsCompleted.ShouldBeFalse();
        Now.ShouldBe(10);
    }

    [Test]
    public async Task An_advance_stops_at_every_due_moment_on_the_way()
    {
        _clock.Freeze();
        var seen = new ConcurrentQueue<double>();
        var chain = ChainAsync();

        await _clock.AdvanceAsync(TimeSpan.FromSeconds(10)).Soon();

        seen.ShouldBe([2d, 5d, 9d]);
        Now.ShouldBe(10);
        await chain.Soon();

        async Task ChainAsync()
        {
            foreach (var seconds in new[] { 2, 3, 4 })
            {
                await Task.Delay(TimeSpan.FromSeconds(seconds), _clock);
                seen.Enqueue(Now);
            }
        }
    }

    [Test]
    public async Task Advancing_by_nothing_changes_nothing()
    {
        _clock.Freeze();

        await _clock.AdvanceAsync(TimeSpan.Zero).Soon();

        Now.ShouldBe(0);
    }

    [Test]
    public void The_clock_does_not_go_back() =>
        Should.Throw<ArgumentOutOfRangeException>(() => _clock.AdvanceAsync(TimeSpan.FromSeconds(-1)));

    [Test]
    public async Task A_background_timer_does_not_drive_time_but_fires_when_passed()
    {
        var fired = new List<double>();
        await using var housekeeping = _clock.Background.CreateTimer(
            _ => fired.Add(Now), null, TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(4));
        using var other = new SimulatorClock(ClockSetting.Virtual);
        await Task.Delay(TimeSpan.FromSeconds(1), other).Soon();
        Now.ShouldBe(0);

        await Task.Delay(TimeSpan.FromSeconds(10), _clock).Soon();

        fired.ShouldBe([4d, 8d]);
        Now.ShouldBe(10);
    }

    [Test]
    public async Task A_periodic_timer_fires_once_per_period()
    {
        var fired = new ConcurrentQueue<double>();
        _clock.Freeze();
        await using var timer = _clock.CreateTimer(_ => fired.Enqueue(Now), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3));

        await _clock.AdvanceAsync(TimeSpan.FromSeconds(8)).Soon();

        fired.ShouldBe([1d, 4d, 7d]);
    }

    [Test]
    public async Task A_disposed_timer_does_not_fire()
    {
        var fired = 0;
        _clock.Freeze();
        var timer = _clock.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));

        await timer.DisposeAsync();
        await _clock.AdvanceAsync(TimeSpan.FromSeconds(5)).Soon();

        fired.ShouldBe(0);
    }

    [Test]
    public async Task A_disposed_timer_cannot_be_armed_again()
    {
        var fired = 0;
        _clock.Freeze();
        var timer = _clock.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        await timer.DisposeAsync();

        timer.Change(TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan).ShouldBeFalse();
        await _clock.AdvanceAsync(TimeSpan.FromSeconds(5)).Soon();

        fired.ShouldBe(0);
    }

    [Test]
    public async Task A_changed_timer_fires_at_its_new_moment_alone()
    {
        var fired = new List<double>();
        _clock.Freeze();
        await using var timer = _clock.CreateTimer(_ => fired.Add(Now), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);

        timer.Change(TimeSpan.FromSeconds(3), Timeout.InfiniteTimeSpan).ShouldBeTrue();
        await _clock.AdvanceAsync(TimeSpan.FromSeconds(5)).Soon();

        fired.ShouldBe([3d]);
    }

    [Test]
    public async Task A_cancellation_source_times_out_on_the_clock()
    {
        _clock.Freeze();
        using var source = new CancellationTokenSource(TimeSpan.FromSeconds(30), _clock);

        await _clock.AdvanceAsync(TimeSpan.FromSeconds(29)).Soon();
        source.IsCancellationRequested.ShouldBeFalse();
        await _clock.AdvanceAsync(TimeSpan.FromSeconds(1)).Soon();

        source.IsCancellationRequested.ShouldBeTrue();
    }

    [Test]
    public async Task Timestamps_measure_virtual_time()
    {
        var start = _clock.GetTimestamp();

        await Task.Delay(TimeSpan.FromMinutes(20), _clock).Soon();

        _clock.GetElapsedTime(start).ShouldBe(TimeSpan.FromMinutes(20));
    }

    [Test]
    public void A_cancelled_delay_is_no_reason_to_jump()
    {
        using var source = new CancellationTokenSource();
        using (_clock.Hold())
        {
            _ = Task.Delay(TimeSpan.FromSeconds(5), _clock, source.Token);
            source.Cancel();
        }

        _clock.Freeze();
        Now.ShouldBe(0);
    }

    [Test]
    public async Task A_clock_can_be_disposed_at_any_moment_of_its_life()
    {
        // Its thread may be anywhere between looking for work and going to sleep.
        await Task.Run(() =>
        {
            for (var i = 0; i < 3_000; i++)
            {
                using var clock = new SimulatorClock(ClockSetting.Virtual);
                Thread.SpinWait(i % 300 * 20);
            }
        }).Soon();
    }

    [Test]
    public async Task Disposing_the_clock_cancels_an_advance_that_cannot_end()
    {
        using var hold = _clock.Hold();
        var advance = _clock.AdvanceAsync(TimeSpan.FromSeconds(1));

        _clock.Dispose();

        await Should.ThrowAsync<TaskCanceledException>(advance.Soon());
    }
}
