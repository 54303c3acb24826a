using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Shouldly;
using ValenceCore.Failures;
using ValenceCore.Operations;
using ValenceCore.Store;
using ValenceCore.Tests.Peers;

namespace ValenceCore.Tests.Operations;

/// <summary>An operation goes from hand to hand: a runner that dies, one that only seemed dead, a person who calls it off.</summary>
internal sealed class TakeOverTests
{
    private readonly List<string> told = [];

    [SetUp]
    public void Forget() => told.Clear();

    [Test]
    public async Task Whoever_takes_over_goes_on_with_the_step_that_was_cut_short()
    {
        await using var core = await CoreWithAsync(
            new Step("one", told), new Step("two", told) { Held = new TaskCompletionSource() }, new Step("three", told));
        var id = await BegunAsync(core, "do two");

        await CarryOutAsync(core, id);

        told.ShouldBe(["do one", "do two", "do two again", "do three"]);
        (await FindAsync(core, id)).State.ShouldBe(OperationStates.Succeeded);
    }

    [Test]
    public async Task A_runner_that_was_taken_for_dead_writes_nothing_more()
    {
        var held = new TaskCompletionSource();
        await using var core = await CoreWithAsync(
            new Step("one", told),
            new Step("two", told) { Held = held, Then = data => { data["who"] = "the first"; return data.SaveAsync(); } },
            new Step("three", told));
        var id = await BegunAsync(core, "do two");
        await CarryOutAsync(core, id);
        var ended = await FindAsync(core, id);
        told.Clear();

        held.SetResult();

        await Wait.UntilAsync(() => Task.FromResult(told.Count), count => count > 0);
        told.ShouldBe(["two could not write"]);
        (await FindAsync(core, id)).ShouldBeEquivalentTo(ended);
    }

    [Test]
    public async Task Undoing_goes_on_where_it_was_cut_short()
    {
        await using var core = await CoreWithAsync(
            new Step("one", told), new Step("two", told) { RevertHeld = new TaskCompletionSource() }, new Step("three", told) { Fails = true });
        var id = await BegunAsync(core, "undo two");

        await CarryOutAsync(core, id);

        told.ShouldBe(["do one", "do two", "do three", "undo three", "undo two", "undo two again", "undo one again"]);
        var ended = await FindAsync(core, id);
        ended.State.ShouldBe(OperationStates.Failed);
        ended.Error!.Detail.ShouldBe("three went wrong");
    }

    [Test]
    public async Task Steps_of_another_version_are_left_to_a_person()
    {
        await using var core = await CoreWithAsync(new Step("one", told) { Held = new TaskCompletionSource() });
        var id = await BegunAsync(core, "do one");
        await using (var session = await core.Services.GetRequiredService<Database>().OpenAsync(CancellationToken.None))
        {
            await session.ExecuteAsync("UPDATE operation_steps SET name = 'of old' WHERE operation_id = @id", new { id });
        }

        await CarryOutAsync(core, id);

        var ended = await FindAsync(core, id);
        ended.State.ShouldBe(OperationStates.NeedsAttention);
        ended.Note!.ShouldContain("another version");
    }

    [Test]
    public async Task Who_calls_it_off_has_it_undone()
    {
        await using var core = await CoreWithAsync(new Step("one", told), new Step("two", told) { Held = new TaskCompletionSource() });
        var id = await BegunAsync(core, "do two");

        (await core.PostAsync($"/v1/operations/{id}/cancel")).Status.ShouldBe(HttpStatusCode.Accepted);

        var ended = await Wait.UntilAsync(() => core.GetAsync($"/v1/operations/{id}"), one => one.Text("state") == "cancelled");
        told.ShouldBe(["do one", "do two", "undo two", "undo one"]);
        ended.Text("cancelled_by").ShouldBe("anyone");
        ended["error"]["title"]!.GetValue<string>().ShouldBe("Cancelled");
        ended.Text("note").ShouldContain("Undone: two (undone), one (undone).");
        (await core.PostAsync($"/v1/operations/{id}/cancel")).Status.ShouldBe(HttpStatusCode.Conflict);
    }

    [Test]
    public async Task What_only_goes_forward_is_not_called_off()
    {
        await using var core = await CoreUnderTest.StartedAsync(services: services => services.AddSingleton(
            new OperationPlan("test", [new Step("one", told) { Held = new TaskCompletionSource() }], CanBeCancelled: false)));
        var id = await BegunAsync(core, "do one");

        var answer = await core.PostAsync($"/v1/operations/{id}/cancel");

        answer.Status.ShouldBe(HttpStatusCode.Conflict);
        answer.Detail.ShouldContain("is not undone once it has begun");
    }

    [Test]
    public async Task What_needs_attention_is_tried_again()
    {
        var stuck = new Step("one", told) { RevertFails = true };
        await using var core = await CoreWithAsync(stuck, new Step("two", told) { Fails = true });
        var id = await StartAsync(core);
        await WaitAsync(core, id);
        (await FindAsync(core, id)).State.ShouldBe(OperationStates.NeedsAttention);
        stuck.RevertFails = false;

        (await core.PostAsync($"/v1/operations/{id}/retry")).Status.ShouldBe(HttpStatusCode.Accepted);

        var ended = await Wait.UntilAsync(() => core.GetAsync($"/v1/operations/{id}"), one => one.Text("state") == "failed");
        ended["error"]["detail"]!.GetValue<string>().ShouldBe("two went wrong");
        (await core.PostAsync($"/v1/operations/{id}/retry")).Status.ShouldBe(HttpStatusCode.Conflict);
    }

    [Test]
    public async Task Too_late_is_undone()
    {
        await using var core = await CoreUnderTest.StartedAsync(
            options => options.Deadlines.Operation = TimeSpan.FromMinutes(1),
            services => services.AddSingleton(new OperationPlan(
                "test", [new Step("one", told) { Takes = TimeSpan.FromMinutes(2), Time = Clock(services) }, new Step("two", told)])));

        var id = await StartAsync(core);
        await WaitAsync(core, id);

        var ended = await FindAsync(core, id);
        ended.State.ShouldBe(OperationStates.Failed);
        ended.Error!.Status.ShouldBe(504);
        told.ShouldBe(["do one", "undo one"]);
    }

    private static TimeProvider Clock(IServiceCollection services) =>
        (TimeProvider)services.Last(service => service.ServiceType == typeof(TimeProvider)).ImplementationInstance!;

    private static Task<CoreUnderTest> CoreWithAsync(params IOperationStep[] steps) =>
        CoreUnderTest.StartedAsync(services: services => services.AddSingleton(new OperationPlan("test", steps)));

    private static async Task<string> StartAsync(CoreUnderTest core) =>
        (await core.Services.GetRequiredService<OperationRunner>().StartAsync("test", "thing:1", [], CancellationToken.None)).Value.Id;

    private static Task WaitAsync(CoreUnderTest core, string id) =>
        core.Services.GetRequiredService<OperationRunner>().WaitAsync(id, CancellationToken.None);

    private static async Task<Operation> FindAsync(CoreUnderTest core, string id) =>
        (await core.Services.GetRequiredService<OperationStore>().FindAsync(id, CancellationToken.None)).Value;

    /// <summary>As another runner would that knows nothing of the first.</summary>
    private static Task CarryOutAsync(CoreUnderTest core, string id) =>
        core.Services.GetRequiredService<OperationExecutor>().CarryOutAsync(id, CancellationToken.None);

    private async Task<string> BegunAsync(CoreUnderTest core, string until)
    {
        var id = await StartAsync(core);
        await Wait.UntilAsync(() => Task.FromResult(told.ToArray()), words => words.Contains(until));
        return id;
    }

    private sealed record Step(string Name, List<string> Told) : IOperationStep
    {
        public bool Fails { get; init; }

        public bool RevertFails { get; set; }

        /// <summary>Holds the first runner, and only that.</summary>
        public TaskCompletionSource? Held { get; init; }

        public TaskCompletionSource? RevertHeld { get; init; }

        public Func<OperationData, Task>? Then { get; init; }

        public TimeSpan Takes { get; init; }

        public TimeProvider Time { get; init; } = TimeProvider.System;

        public async Task<StepResult> ExecuteAsync(OperationData data, CancellationToken cancellation)
        {
            Told.Add($"do {Name}{(data.IsRepeated ? " again" : "")}");
            if (Held is not null && !data.IsRepeated)
            {
                await Held.Task.WaitAsync(cancellation);
                try
                {
                    await (Then?.Invoke(data) ?? Task.CompletedTask);
                }
                catch (FenceLostException)
                {
                    Told.Add($"{Name} could not write");
                    throw;
                }
            }

            await Task.Delay(Takes, Time, cancellation);
            return Fails ? StepResult.Failed(Failure.Conflict($"{Name} went wrong")) : StepResult.Done();
        }

        public async Task<StepResult> RevertAsync(OperationData data, CancellationToken cancellation)
        {
            Told.Add($"undo {Name}{(data.IsRepeated ? " again" : "")}");
            if (RevertHeld is not null && !data.IsRepeated)
            {
                await RevertHeld.Task.WaitAsync(cancellation);
            }

            return RevertFails ? StepResult.Failed(Failure.Conflict("stuck")) : StepResult.Done("undone");
        }
    }
}
