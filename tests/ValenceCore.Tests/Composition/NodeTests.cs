using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Shouldly;
using ValenceCore.Tests.Peers;

namespace ValenceCore.Tests.Composition;

internal sealed class NodeTests : CoreTests
{
    [Test]
    public async Task A_node_is_shown_live_under_what_is_stored_of_it()
    {
        await Core.RegisterPodAsync(Pod);
        var uuid = await Core.ComposeAsync(Pod, "mine");

        var shown = await Core.GetAsync($"/v1/nodes/{uuid}");

        shown.Text("name").ShouldBe("mine");
        shown.Text("uuid").ShouldBe(uuid);
        shown.Text("node_power_state").ShouldBe("Off");
        shown.Text("node_state").ShouldBe("Assembled");
        shown.Text("health_status").ShouldBe("OK");
        shown["computer_system"]["@odata.id"]!.GetValue<string>().ShouldBe("/redfish/v1/Systems/s3");
        shown["metadata"]["processor"]![0]!["total_core"]!.GetValue<int>().ShouldBe(18);
        shown["metadata"]["memory"]![0]!["total_memory_mb"]!.GetValue<int>().ShouldBe(32768);
        shown["metadata"]["network"]![0]!["ipv4"]![0]!["address"]!.GetValue<string>().ShouldBe("192.0.2.10");
        shown["metadata"]["network"]![1]!["mac"]!.GetValue<string>().ShouldBe("52:54:00:AA:BB:02");
    }

    [Test]
    public async Task A_shown_node_tells_all_three_parts_of_its_boot_wish()
    {
        await Core.RegisterPodAsync(Pod);
        var uuid = await Core.ComposeAsync(Pod);
        Pod.HasNode(node =>
        {
            node["Boot"]!["BootSourceOverrideTarget"] = "Pxe";
            node["Boot"]!["BootSourceOverrideEnabled"] = "Continuous";
            node["Boot"]!["BootSourceOverrideMode"] = "Legacy";
        });

        var shown = await Core.GetAsync($"/v1/nodes/{uuid}");

        shown.Text("boot_source").ShouldBe("Pxe");
        shown.Text("boot_source_enabled").ShouldBe("Continuous");
        shown.Text("boot_mode").ShouldBe("Legacy");
    }

    [TestCase("managed_by=ironic", 0)]
    [TestCase("index=7", 1)]
    [TestCase("index=8", 0)]
    [TestCase("name=db-3&index=7", 1)]
    public async Task A_filter_on_what_some_node_lacks_is_not_an_error(string query, int expected)
    {
        await Core.RegisterPodAsync(Pod);
        await Core.ComposeAsync(Pod);

        (await Core.GetAsync($"/v1/nodes?{query}")).List.Count.ShouldBe(expected);
    }

    [Test]
    public async Task A_node_is_found_by_the_time_it_shows()
    {
        await Core.RegisterPodAsync(Pod);
        var uuid = await Core.ComposeAsync(Pod);
        var created = (await Core.GetAsync($"/v1/nodes/{uuid}")).Text("created_at");

        (await Core.GetAsync($"/v1/nodes?created_at={Uri.EscapeDataString(created)}")).List.Count.ShouldBe(1);
        (await Core.GetAsync("/v1/nodes?created_at=yesterday")).List.ShouldBeEmpty();
    }

    [Test]
    public async Task An_unknown_filter_is_400_and_names_the_known_ones()
    {
        var answer = await Core.GetAsync("/v1/nodes?colour=red");

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Detail.ShouldContain("colour: unknown filter");
        answer.Detail.ShouldContain("managed_by");
    }

    [Test]
    public async Task A_node_of_the_pod_is_adopted_once()
    {
        var podId = await Core.RegisterPodAsync(Pod);
        Pod.HasNode();

        var adopted = await Core.PostAsync("/v1/nodes/manage", $$"""{"node_index": "7", "podm_id": "{{podId}}"}""");
        var again = await Core.PostAsync("/v1/nodes/manage", """{"node_index": "7"}""");

        adopted.Status.ShouldBe(HttpStatusCode.OK, adopted.ToString());
        adopted.Text("name").ShouldBe("db-3");
        adopted.Text("index").ShouldBe("7");
        again.Status.ShouldBe(HttpStatusCode.Conflict);
        again.Text("title").ShouldBe("Resource Already Exists");
    }

    [Test]
    public async Task Equal_indexes_in_two_pods_are_two_nodes()
    {
        await using var second = await StubPod.StartedAsync();
        var podA = await Core.RegisterPodAsync(Pod, "a");
        var podB = await Core.RegisterPodAsync(second, "b");
        Pod.HasNode();
        second.HasNode();

        var first = await Core.PostAsync("/v1/nodes/manage", $$"""{"node_index": "7", "podm_id": "{{podA}}"}""");
        var other = await Core.PostAsync("/v1/nodes/manage", $$"""{"node_index": "7", "podm_id": "{{podB}}"}""");

        first.Status.ShouldBe(HttpStatusCode.OK);
        other.Status.ShouldBe(HttpStatusCode.OK, other.ToString());
        second.Unannounced.ShouldBeEmpty();
    }

    [Test]
    public async Task A_node_that_the_pod_does_not_have_cannot_be_adopted()
    {
        await Core.RegisterPodAsync(Pod);

        (await Core.PostAsync("/v1/nodes/manage", """{"node_index": "99"}""")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [TestCase("{\"Reset\": {\"Type\": \"On\"}}", "{\"ResetType\":\"On\"}")]
    [TestCase("{\"Reset\": {\"Type\": \"GracefulShutdown\"}}", "{\"ResetType\":\"GracefulShutdown\"}")]
    public async Task A_reset_reaches_the_pod_before_it_is_called_done(string action, string expected)
    {
        await Core.RegisterPodAsync(Pod);
        var uuid = await Core.ComposeAsync(Pod);
        Pod.On(StubPod.Reset, new StubReply(204));

        (await Core.PostAsync($"/v1/nodes/{uuid}/action", action)).Status.ShouldBe(HttpStatusCode.NoContent);

        Pod.Only(StubPod.Reset).Body!.ToJsonString().ShouldBe(expected);
    }

    [TestCase("ResetType@Redfish.AllowableValues")]
    [TestCase("ResetType@DMTF.AllowableValues")]
    public async Task A_reset_that_the_node_does_not_take_is_400_under_either_spelling(string annotation)
    {
        await Core.RegisterPodAsync(Pod);
        Pod.HasNode(node => node["Actions"]!["#ComposedNode.Reset"] = new System.Text.Json.Nodes.JsonObject
        {
            ["target"] = "/redfish/v1/Nodes/7/Actions/ComposedNode.Reset",
            [annotation] = new System.Text.Json.Nodes.JsonArray("On", "ForceOff"),
        });
        var uuid = (await Core.PostAsync("/v1/nodes/manage", """{"node_index": "7"}""")).Text("uuid");

        var answer = await Core.PostAsync($"/v1/nodes/{uuid}/action", """{"Reset": {"Type": "Nmi"}}""");

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Detail.ShouldContain("use one of On, ForceOff");
    }

    [Test]
    public async Task The_boot_source_is_set_with_a_patch_of_the_node()
    {
        await Core.RegisterPodAsync(Pod);
        var uuid = await Core.ComposeAsync(Pod);
        Pod.On("PATCH /redfish/v1/Nodes/7", new StubReply(200, "{}"));

        var done = await Core.PostAsync($"/v1/nodes/{uuid}/action", """{"Boot": {"Enabled": "Once", "Target": "Pxe"}}""");

        done.Status.ShouldBe(HttpStatusCode.NoContent);
        Pod.Only("PATCH /redfish/v1/Nodes/7").Body!.ToJsonString().ShouldBe(
            """{"Boot":{"BootSourceOverrideEnabled":"Once","BootSourceOverrideTarget":"Pxe"}}""");
    }

    [TestCase("{}", "exactly one")]
    [TestCase("{\"Reset\": {\"Type\": \"On\"}, \"detach\": {\"resource_id\": \"x\"}}", "exactly one")]
    [TestCase("{\"Explode\": {}}", "Explode: unknown")]
    [TestCase("{\"Reset\": {\"Type\": \"Sideways\"}}", "Reset.Type")]
    [TestCase("{\"Boot\": {\"Target\": \"Pxe\"}}", "Boot.Enabled: is required")]
    [TestCase("{\"attach\": {}}", "attach.resource_id: is required")]
    public async Task An_action_that_makes_no_sense_is_400_and_says_which_field(string action, string named)
    {
        var answer = await Core.PostAsync("/v1/nodes/x/action", action);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Detail.ShouldContain(named);
    }

    [Test]
    public async Task A_deleted_node_is_switched_off_given_back_and_forgotten()
    {
        await Core.RegisterPodAsync(Pod);
        var uuid = await Core.ComposeAsync(Pod);
        Pod.HasNode(node => node["PowerState"] = "On");
        Pod.On(StubPod.Reset, new StubReply(204));
        Pod.ReleasesNode();

        var deleted = await Core.DeleteAsync($"/v1/nodes/{uuid}");

        deleted.Text("code").ShouldBe("DELETED");
        Pod.Seen.Select(request => request.Name).Where(name => name is StubPod.Reset or StubPod.Release)
            .ShouldBe([StubPod.Reset, StubPod.Release]);
        (await Core.GetAsync($"/v1/nodes/{uuid}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task A_node_is_forgotten_only_where_its_pod_does_not_answer()
    {
        await Core.RegisterPodAsync(Pod);
        var uuid = await Core.ComposeAsync(Pod);

        var early = await Core.DeleteAsync($"/v1/nodes/{uuid}?forget=true");
        Pod.On("GET /redfish/v1/", StubReply.Cut());
        var forgotten = await Core.DeleteAsync($"/v1/nodes/{uuid}?forget=true");

        early.Status.ShouldBe(HttpStatusCode.Conflict);
        early.Detail.ShouldBe("The pod manager 'pod-a' answers, so the hardware of the node can be given back: delete the node without 'forget'.");
        forgotten.Status.ShouldBe(HttpStatusCode.OK, forgotten.ToString());
        (await Core.GetAsync($"/v1/nodes/{uuid}")).Status.ShouldBe(HttpStatusCode.NotFound);
        Pod.Count(StubPod.Release).ShouldBe(0);
        var operation = (await Core.GetAsync("/v1/operations?kind=forget")).List.ShouldHaveSingleItem()!;
        operation["steps"]!.AsArray().Select(step => step!["name"]!.GetValue<string>()).ShouldBe(["unregister", "forget"]);
    }

    [TestCase("?forget=yes", HttpStatusCode.BadRequest)]
    [TestCase("?forget=true", HttpStatusCode.NotFound)]
    public async Task What_cannot_be_forgotten_is_told(string query, HttpStatusCode status) =>
        (await Core.DeleteAsync($"/v1/nodes/nobody{query}")).Status.ShouldBe(status);

    [Test]
    public async Task A_node_that_the_pod_has_lost_can_still_be_deleted()
    {
        await Core.RegisterPodAsync(Pod);
        var uuid = await Core.ComposeAsync(Pod);
        Pod.On(StubPod.Node, new StubReply(404));
        Pod.On(StubPod.Release, new StubReply(404));

        (await Core.DeleteAsync($"/v1/nodes/{uuid}")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_delete_that_the_pod_fails_keeps_the_row_and_can_be_repeated()
    {
        await Core.RegisterPodAsync(Pod);
        var uuid = await Core.ComposeAsync(Pod);
        Pod.On(StubPod.Release, new StubReply(500), new StubReply(204));

        (await Core.DeleteAsync($"/v1/nodes/{uuid}")).Status.ShouldBe(HttpStatusCode.BadGateway);
        (await Core.GetAsync($"/v1/nodes/{uuid}")).Status.ShouldBe(HttpStatusCode.OK);
        (await Core.DeleteAsync($"/v1/nodes/{uuid}")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_delete_that_never_reached_the_pod_is_sent_again()
    {
        await Core.RegisterPodAsync(Pod);
        var uuid = await Core.ComposeAsync(Pod);

        // Cut twice, then the pod says that it is at work already, or busy; at last it is done.
        Pod.On(StubPod.Release, StubReply.Cut(), StubReply.Cut(), StubPod.Refusal(409), new StubReply(503), new StubReply(204));

        (await Core.DeleteAsync($"/v1/nodes/{uuid}")).Status.ShouldBe(HttpStatusCode.OK);

        Pod.Count(StubPod.Release).ShouldBe(5);
    }

    [Test]
    public async Task The_next_node_in_the_place_of_one_whose_delete_got_no_answer_is_left_alone()
    {
        await Core.RegisterPodAsync(Pod);
        var uuid = await Core.ComposeAsync(Pod);
        Pod.On(StubPod.Release, StubReply.Cut());
        Pod.On(
            StubPod.Node, StubPod.NodeIn("Assembled"), StubPod.NodeIn("Assembled"),
            StubPod.NodeIn("Allocated", node => node["UUID"] = "00000000-0000-0000-0000-000000000042"));

        (await Core.DeleteAsync($"/v1/nodes/{uuid}")).Status.ShouldBe(HttpStatusCode.OK);

        Pod.Count(StubPod.Release).ShouldBe(1);
    }

    [Test]
    public async Task A_delete_whose_answer_is_lost_and_that_the_pod_then_fails_says_why()
    {
        await Core.RegisterPodAsync(Pod);
        var uuid = await Core.ComposeAsync(Pod);
        Pod.On(StubPod.Release, StubReply.Cut(), StubPod.Refusal(500));

        var answer = await Core.DeleteAsync($"/v1/nodes/{uuid}");

        answer.Status.ShouldBe(HttpStatusCode.BadGateway);
        answer.Detail.ShouldContain("answered 500 at 'release'");
    }

    [Test]
    public async Task A_delete_without_answer_of_a_node_that_could_not_be_read_before_is_told_soon_and_can_be_asked_again()
    {
        await Core.RegisterPodAsync(Pod);
        var uuid = await Core.ComposeAsync(Pod);
        Pod.On(StubPod.Release, StubReply.Cut(), new StubReply(204));
        Pod.On(
            StubPod.Node, StubPod.NodeIn("Assembled", node => node["PowerState"] = "Off"), StubReply.Cut(), StubReply.Cut(), StubReply.Cut(),
            StubPod.NodeIn("Assembled", node => node["PowerState"] = "Off"));
        var time = Core.Services.GetRequiredService<TimeProvider>();
        var begun = time.GetUtcNow();

        var answer = await Core.DeleteAsync($"/v1/nodes/{uuid}");

        answer.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (time.GetUtcNow() - begun).ShouldBeLessThan(TimeSpan.FromMinutes(2), "what is there may be somebody else's, so nothing is gained by waiting for long");
        Pod.Count(StubPod.Release).ShouldBe(1);
        (await Core.DeleteAsync($"/v1/nodes/{uuid}")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_delete_that_never_reaches_the_pod_is_given_up_at_the_deadline()
    {
        await Core.RegisterPodAsync(Pod);
        var uuid = await Core.ComposeAsync(Pod);
        Pod.On(StubPod.Release, StubReply.Cut());

        var answer = await Core.DeleteAsync($"/v1/nodes/{uuid}");

        answer.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        answer.Detail.ShouldContain("gave no answer to 'release'");
        (await Core.GetAsync($"/v1/nodes/{uuid}")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task Two_deletes_of_one_node_do_not_run_at_the_same_time()
    {
        await Core.RegisterPodAsync(Pod);
        var uuid = await Core.ComposeAsync(Pod);
        var arrived = new TaskCompletionSource();
        var held = new TaskCompletionSource();
        Pod.On(StubPod.Release, new StubReply(204) { Arrived = arrived, Held = held });

        var first = Core.DeleteAsync($"/v1/nodes/{uuid}");
        await Wait.ForAsync(arrived);
        var second = await Core.DeleteAsync($"/v1/nodes/{uuid}");
        held.SetResult();

        second.Status.ShouldBe(HttpStatusCode.Conflict);
        (await first).Status.ShouldBe(HttpStatusCode.OK);
        Pod.Count(StubPod.Release).ShouldBe(1);
    }
}
