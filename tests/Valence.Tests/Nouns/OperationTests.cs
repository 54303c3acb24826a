using NUnit.Framework;
using Shouldly;
using Valence.Tests.Peers;
using ValenceCore.Tests.Peers;

namespace Valence.Tests.Nouns;

internal sealed class OperationTests : ClientTests
{
    [Test]
    public async Task Operations_are_listed_and_shown_with_their_steps()
    {
        await RegisterPodAsync();
        await ComposeAsync();

        var listed = await DoneAsync("operation", "list", "--state", "succeeded", "-o", "json");
        var id = listed.Json[0]!["id"]!.ToString();

        (await DoneAsync("operation", "show", id)).Out.ShouldContain("name=allocate  started_at=");
        (await DoneAsync("operation", "list", "--state", "needs attention", "-q")).Out.ShouldBeEmpty();
        (await RunAsync("operation", "show", "nothing")).Code.ShouldBe(3);
    }

    [Test]
    public async Task An_operation_that_failed_earlier_still_ends_a_watch_with_7()
    {
        await RegisterPodAsync();
        Pod.On(StubPod.Allocate, StubPod.Refusal(409));
        await RunAsync("node", "compose", "db-3");
        var id = (await DoneAsync("operation", "list", "-q")).Out.Trim();

        var watched = await RunAsync("operation", "watch", id);

        watched.Code.ShouldBe(7);
        watched.Error.ShouldContain("state: failed");
        watched.Error.ShouldContain("compose: allocate failed");
    }

    [Test]
    public async Task An_operation_under_way_is_called_off_and_one_that_is_over_is_not()
    {
        await RegisterPodAsync();
        Pod.ComposesNode();
        var (arrived, held) = (new TaskCompletionSource(), new TaskCompletionSource());
        Pod.On(StubPod.Allocate, new StubReply(201) { Arrived = arrived, Held = held }.With("Location", "/redfish/v1/Nodes/7"));
        Pod.ReleasesNode();
        var id = (await DoneAsync("node", "compose", "db-3", "--no-wait", "-q")).Out.Trim();
        await Wait.ForAsync(arrived);

        (await DoneAsync("operation", "cancel", id)).Out.ShouldContain($"valence operation watch {id}");
        held.SetResult();

        (await RunAsync("operation", "watch", id)).Error.ShouldContain("cancelled");
        (await RunAsync("operation", "cancel", id)).Error.ShouldContain("only one that is under way can be cancelled");
        (await RunAsync("operation", "retry", id)).Error.ShouldContain("only one that needs attention can be tried again");
    }

    [Test]
    public async Task Where_there_is_no_live_stream_the_service_is_asked_again()
    {
        await using var seer = await Seer.StartedAsync();
        seer.On("GET /v1/operations/events", new StubReply(404, "{}"));
        seer.On("POST /v1/nodes", new StubReply(202, Operation("pending")));
        seer.On("GET /v1/operations/o-1", new StubReply(200, Operation("running")), StubReply.Cut(), new StubReply(200, Operation("needs attention")));

        var composed = await RunAsync("node", "compose", "x", "--watch", "--url", seer.Url);

        composed.Code.ShouldBe(7);
        composed.Error.ShouldContain("needs attention");
        composed.Error.ShouldContain("Half of it is left.");
    }

    [Test]
    public async Task All_operations_are_watched_until_ctrl_c()
    {
        await RegisterPodAsync();
        Pod.On(StubPod.Allocate, StubPod.Refusal(409));
        using var ctrlC = new CancellationTokenSource();
        var line = new SignallingWriter();

        var watching = RunAsync(new Typed("operation", "watch") { Out = line }, ctrlC.Token);

        // The stream tells only of what moves from now on, so we compose until the watcher has seen one.
        for (var nth = 0; !line.Written.IsCompleted && !watching.IsCompleted; nth++)
        {
            await RunAsync("node", "compose", $"n-{nth}");
        }

        await ctrlC.CancelAsync();

        (await watching).Code.ShouldBe(130);
        (await line.Written).ShouldContain("compose");
    }

    private static string Operation(string state) =>
        $$"""{"id": "o-1", "kind": "compose", "subject": "node:n-1", "state": "{{state}}", "note": "Half of it is left.", "steps": [{"name": "allocate", "state": "running"}]}""";
}
