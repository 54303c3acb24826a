using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Shouldly;
using ValenceCore.Failures;
using ValenceCore.Operations;
using ValenceCore.Tests.Peers;

namespace ValenceCore.Tests.Operations;

internal sealed class OperationTests
{
    [TestCase(OperationStates.Pending, OperationStates.Running, true)]
    [TestCase(OperationStates.Running, OperationStates.Succeeded, true)]
    [TestCase(OperationStates.Running, OperationStates.Failed, false)] // only after undoing
    [TestCase(OperationStates.Reverting, OperationStates.NeedsAttention, true)]
    [TestCase(OperationStates.Succeeded, OperationStates.Running, false)]
    public void States_move_by_the_table(string from, string to, bool expected) =>
        OperationStates.CanMove(from, to).ShouldBe(expected);

    [Test]
    public async Task Steps_are_undone_in_reverse_order_from_the_one_that_failed()
    {
        var told = new List<string>();
        await using var core = await CoreWithAsync(new Step("one", told), new Step("two", told), new Step("three", told, Fails: true));

        var ended = await RunAsync(core);

        ended.State.ShouldBe(OperationStates.Failed);
        ended.Error!.Detail.ShouldBe("three went wrong");
        told.ShouldBe(["do one", "do two", "do three", "undo three", "undo two", "undo one"]);
    }

    [Test]
    public async Task Undoing_stops_at_what_cannot_be_undone_and_says_so()
    {
        var told = new List<string>();
        await using var core = await CoreWithAsync(
            new Step("one", told), new Step("two", told, RevertFails: true), new Step("three", told, Fails: true));

        var ended = await RunAsync(core);

        ended.State.ShouldBe(OperationStates.NeedsAttention);
        ended.Note!.ShouldContain("'two' could not be undone");
        ended.Answer().Detail.ShouldStartWith("three went wrong");
        told.ShouldNotContain("undo one");
        ended.Steps.Select(step => step.State).ShouldBe([StepStates.Succeeded, StepStates.RevertFailed, StepStates.Reverted]);
    }

    [Test]
    public async Task A_bug_in_a_step_is_undone_and_not_shown_to_callers()
    {
        var told = new List<string>();
        await using var core = await CoreWithAsync(new Step("one", told), new Step("two", told, Throws: true));

        var ended = await RunAsync(core);

        ended.State.ShouldBe(OperationStates.Failed);
        ended.Error!.Status.ShouldBe(500);
        ended.Error.Detail.ShouldNotContain("secret reason");
        told.ShouldContain("undo one");
    }

    [Test]
    public async Task A_second_process_on_the_same_database_does_not_start()
    {
        var file = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid():N}.db");
        await using var first = await CoreUnderTest.StartedAsync(options => options.Database = file);

        var second = () => CoreUnderTest.StartedAsync(options => options.Database = file);

        (await second.ShouldThrowAsync<IOException>()).Message.ShouldContain("in use by another process");
    }

    [Test]
    public async Task An_unknown_operation_is_404()
    {
        await using var core = await CoreUnderTest.StartedAsync();

        (await core.GetAsync("/v1/operations/none")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task Who_watches_sees_an_operation_move_to_its_end()
    {
        await using var pod = await StubPod.StartedAsync();
        await using var core = await CoreUnderTest.StartedAsync();
        await core.RegisterPodAsync(pod);
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await using var stream = await core.StreamAsync("/v1/operations/events", deadline.Token);
        using var reader = new StreamReader(stream);
        (await reader.ReadLineAsync(deadline.Token)).ShouldBe("event: watching");

        await core.ComposeAsync(pod);

        var states = new List<string>();
        while (!states.Contains("succeeded"))
        {
            var line = await reader.ReadLineAsync(deadline.Token);
            if (line?.StartsWith("data: ", StringComparison.Ordinal) == true && JsonNode.Parse(line[6..])!["state"] is { } state)
            {
                states.Add(state.GetValue<string>());
            }
        }

        states.Distinct().ShouldBe(["pending", "running", "succeeded"]);
    }

    [Test]
    public async Task A_watcher_does_not_hold_up_the_end_of_the_host()
    {
        var core = await CoreUnderTest.StartedAsync();
        await using var stream = await core.StreamAsync("/v1/operations/events", CancellationToken.None);
        using var reader = new StreamReader(stream);
        await reader.ReadLineAsync();

        var stopped = core.StopAsync();

        // A host gives its requests 30 seconds before it cuts them.
        await stopped.WaitAsync(TimeSpan.FromSeconds(20));
        (await reader.ReadToEndAsync()).ShouldNotContain("operation");
        await core.DisposeAsync();
    }

    private static Task<CoreUnderTest> CoreWithAsync(params IOperationStep[] steps) =>
        CoreUnderTest.StartedAsync(services: services => services.AddSingleton(new OperationPlan("test", steps)));

    private static async Task<Operation> RunAsync(CoreUnderTest core)
    {
        var runner = core.Services.GetRequiredService<OperationRunner>();
        var started = await runner.StartAsync("test", "thing:1", [], CancellationToken.None);
        await runner.WaitAsync(started.Value.Id, CancellationToken.None);
        return (await core.Services.GetRequiredService<OperationStore>().FindAsync(started.Value.Id, CancellationToken.None)).Value;
    }

    private sealed record Step(string Name, List<string> Told, bool Fails = false, bool RevertFails = false, bool Throws = false) : IOperationStep
    {
        public Task<StepResult> ExecuteAsync(OperationData data, CancellationToken cancellation)
        {
            Told.Add($"do {Name}");
            if (Throws)
            {
                throw new InvalidOperationException("secret reason");
            }

            return Task.FromResult(Fails ? StepResult.Failed(Failure.Conflict($"{Name} went wrong")) : StepResult.Done());
        }

        public Task<StepResult> RevertAsync(OperationData data, CancellationToken cancellation)
        {
            Told.Add($"undo {Name}");
            return Task.FromResult(RevertFails ? StepResult.Failed(Failure.Conflict("stuck")) : StepResult.Done("undone"));
        }
    }
}
