using NUnit.Framework;
using Shouldly;
using ValenceCore.Tests.Peers;

namespace ValenceCore.Tests.Registration;

/// <summary>A core stops while Ironic makes a node; the next one does not find Ironic as the first left it.</summary>
internal sealed class InterruptedRegistrationTests
{
    [Test]
    public async Task What_a_former_core_may_have_enrolled_is_taken_out_when_the_next_one_does_not_reach_ironic()
    {
        var database = TestStore.NewDurable();
        await using var pod = await StubPod.StartedAsync();
        await using var ironic = await StubIronic.StartedAsync();
        void Configure(ValenceCoreOptions options)
        {
            TestStore.Use(options, database);
            options.Ironic.Url = ironic.Url;
        }

        var arrived = new TaskCompletionSource();
        ironic.On(StubIronic.CreateNode, new StubReply(201, "{}") { Arrived = arrived, Held = new TaskCompletionSource() });
        Answer accepted;
        await using (var first = await CoreUnderTest.StartedAsync(Configure))
        {
            await first.RegisterPodAsync(pod);
            var node = await first.ComposeAsync(pod);
            accepted = await first.PostAsync($"/v1/nodes/{node}/register", "{}", prefer: "respond-async");
            await Wait.ForAsync(arrived);
            await first.StopAsync();
        }

        // Ironic has made the node; it is away when it is asked once more, and back when the registration is undone.
        var uuid = ironic.Only(StubIronic.CreateNode).Body!["uuid"]!.GetValue<string>();
        ironic.On("GET /v1/", new StubReply(500), StubReply.File("ironic/v1.json"));
        ironic.On(StubIronic.Node(uuid), StubIronic.NodeIn("enroll"));
        ironic.On(StubIronic.DeleteNode(uuid), new StubReply(204));
        await using var second = await CoreUnderTest.StartedAsync(Configure);

        var ended = await Wait.UntilAsync(
            () => second.GetAsync($"/v1/operations/{accepted.Text("id")}"), one => one.Text("state") is not ("running" or "pending" or "reverting"));
        ended.Text("state").ShouldBe("failed", ended.ToString());
        ironic.Count(StubIronic.DeleteNode(uuid)).ShouldBe(1, ended.ToString());
    }
}
