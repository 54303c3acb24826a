using System.Text.Json.Nodes;
using NUnit.Framework;
using Shouldly;
using Valence.Tests.Peers;
using ValenceCore.Tests.Peers;

namespace Valence.Tests.Nouns;

internal sealed class DiscrepancyTests : ClientTests
{
    [Test]
    public async Task What_disagrees_is_listed_and_an_offer_is_taken_up()
    {
        Ironic.On(StubIronic.ListNodes, StubReply.Json(new JsonObject { ["nodes"] = new JsonArray() }));
        await RegisterPodAsync();
        await ComposeAsync();
        (await DoneAsync("discrepancy", "list", "-q")).Out.ShouldBeEmpty();
        Pod.On(StubPod.Nodes, StubReply.Json(new JsonObject { ["Members"] = new JsonArray() }));

        var id = (await DoneAsync("discrepancy", "list", "-q")).Out.Trim();

        id.ShouldStartWith("row-without-node:");
        (await RunAsync("discrepancy", "free", id)).Error.ShouldContain("there is no offer 'free'; there is forget");
        (await DoneAsync("discrepancy", "forget", id)).Out.ShouldContain("done");
        (await DoneAsync("node", "list", "-q")).Out.ShouldBeEmpty();
    }

    [Test]
    public async Task Who_did_not_answer_is_told()
    {
        await RegisterPodAsync();
        Pod.On(StubPod.Nodes, StubPod.Refusal(503));
        Ironic.On(StubIronic.ListNodes, new StubReply(503, "{}"));

        var listed = await DoneAsync("discrepancy", "list");

        listed.Error.ShouldContain("not examined: ironic");
        listed.Error.Split("not examined").Length.ShouldBe(3);
    }
}
