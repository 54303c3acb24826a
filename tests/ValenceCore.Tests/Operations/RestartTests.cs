using NUnit.Framework;
using Shouldly;
using ValenceCore.Tests.Peers;

namespace ValenceCore.Tests.Operations;

/// <summary>A core stops with work under way; the next one on its store goes on.</summary>
internal sealed class RestartTests
{
    [Test]
    public async Task An_operation_goes_on_after_the_restart_and_finds_what_was_made()
    {
        var database = TestStore.NewDurable();
        await using var pod = await StubPod.StartedAsync();
        pod.ComposesNode();
        var arrived = new TaskCompletionSource();
        pod.On(StubPod.Allocate, new StubReply(201) { Arrived = arrived, Held = new TaskCompletionSource() });
        Answer accepted;
        await using (var first = await CoreUnderTest.StartedAsync(options => TestStore.Use(options, database)))
        {
            await first.RegisterPodAsync(pod);
            accepted = await first.PostAsync("/v1/nodes", """{"name": "n"}""", prefer: "respond-async");
            await Wait.ForAsync(arrived);
            await first.StopAsync();
        }

        // The pod had done what it was asked; only its answer met nobody.
        var (id, marker) = (accepted.Text("id"), accepted.Text("subject").Replace("node:", "valence:", StringComparison.Ordinal));
        pod.On(StubPod.Node, [.. new[] { "Allocated", "Allocated", "Assembled" }.Select(state => StubPod.NodeIn(state, node => node["Description"] = marker))]);
        await using var second = await CoreUnderTest.StartedAsync(options => TestStore.Use(options, database));

        var ended = await Wait.UntilAsync(() => second.GetAsync($"/v1/operations/{id}"), one => one.Text("state") is not ("running" or "pending"));
        ended.Text("state").ShouldBe("succeeded", ended.ToString());
        (await second.GetAsync("/v1/nodes")).List.Count.ShouldBe(1);
        pod.Count(StubPod.Allocate).ShouldBe(1, "nothing was made twice");
    }
}
