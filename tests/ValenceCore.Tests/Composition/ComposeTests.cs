using System.Net;
using System.Text.Json.Nodes;
using NUnit.Framework;
using Shouldly;
using ValenceCore.Tests.Peers;

namespace ValenceCore.Tests.Composition;

internal sealed class ComposeTests : CoreTests
{
    [Test]
    public async Task A_composed_node_is_answered_with_its_pod_and_listed()
    {
        var podId = await Core.RegisterPodAsync(Pod);
        Pod.ComposesNode();

        var made = await Core.PostAsync("/v1/nodes", """{"name": "db-3", "description": "database"}""");

        made.Status.ShouldBe(HttpStatusCode.OK, made.ToString());
        made.Text("podm_id").ShouldBe(podId);
        made.Text("index").ShouldBe("7");
        made.Text("resource_uri").ShouldBe("/redfish/v1/Nodes/7");
        var listed = (await Core.GetAsync("/v1/nodes")).List.ShouldHaveSingleItem();
        listed!.ToJsonString().ShouldBe(made.Body!.ToJsonString());
    }

    [Test]
    public async Task Requirements_reach_the_pod_as_numbers_in_its_own_words()
    {
        await Core.RegisterPodAsync(Pod);
        Pod.ComposesNode();

        await Core.PostAsync("/v1/nodes", """
            {"name": "db-3", "properties": {
              "memory": {"capacity_mib": "8192", "type": "DDR4"}, "processor": {"total_cores": "8", "model": "Gold 6140"},
              "pci_device": {"type": ["SSD", "FPGA"]}, "storage": [{"capacity_gib": 100, "type": "HDD", "pooled": false}]}}
            """);

        var sent = Pod.Only(StubPod.Allocate).Body!.AsObject();
        sent["Description"]!.GetValue<string>().ShouldStartWith("valence:");
        sent.Remove("Description");
        JsonNode.DeepEquals(sent, JsonNode.Parse("""
            {"Name": "db-3", "TotalSystemCoreCount": 8, "TotalSystemMemoryMiB": 8192,
             "Processors": [{"Model": "Gold 6140"}, {"ProcessorType": "FPGA"}], "Memory": [{"MemoryDeviceType": "DDR4"}],
             "LocalDrives": [{"CapacityGiB": 100, "Type": "HDD", "FabricSwitch": false}, {"Type": "SSD", "FabricSwitch": true}]}
            """)).ShouldBeTrue(sent.ToJsonString());
    }

    [Test]
    public async Task A_pod_of_release_1_2_is_asked_in_the_words_it_knows()
    {
        var root = Fixture.Object("redfish/rsd-2.5/service-root.json");
        root["Oem"]!["Intel_RackScale"] = new JsonObject { ["ApiVersion"] = "1.2.0" };
        root["Nodes"] = new JsonObject { ["@odata.id"] = "/redfish/v1/Nodes" };
        Pod.On("GET /redfish/v1/", StubReply.Json(root));
        await Core.RegisterPodAsync(Pod);
        Pod.ComposesNode();

        await Core.PostAsync("/v1/nodes", """
            {"name": "n", "properties": {"memory": {"capacity_mib": 1024}, "processor": {"total_cores": 2}}}
            """);

        var sent = Pod.Only(StubPod.Allocate).Body!;
        sent["Processors"]![0]!["TotalCores"]!.GetValue<int>().ShouldBe(2);
        sent["Memory"]![0]!["CapacityMiB"]!.GetValue<int>().ShouldBe(1024);
        sent["TotalSystemCoreCount"].ShouldBeNull();
    }

    [Test]
    public async Task A_flavor_and_properties_together_are_refused()
    {
        await Core.RegisterPodAsync(Pod);

        var answer = await Core.PostAsync("/v1/nodes", """{"name": "n", "flavor_id": "f", "properties": {}}""");

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Detail.ShouldContain("not both");
    }

    [Test]
    public async Task An_unknown_flavor_is_404_and_the_pod_is_not_asked()
    {
        await Core.RegisterPodAsync(Pod);

        (await Core.PostAsync("/v1/nodes", """{"name": "n", "flavor_id": "none"}""")).Status.ShouldBe(HttpStatusCode.NotFound);

        Pod.Count(StubPod.Allocate).ShouldBe(0);
    }

    [Test]
    public async Task A_flavor_gives_the_requirements_and_is_remembered()
    {
        await Core.RegisterPodAsync(Pod);
        Pod.ComposesNode();
        var flavor = await Core.PostAsync("/v1/flavors", """{"name": "f", "properties": {"processor": {"total_cores": 4}}}""");

        var made = await Core.PostAsync("/v1/nodes", $$"""{"name": "n", "flavor_id": "{{flavor.Text("uuid")}}"}""");

        Pod.Only(StubPod.Allocate).Body!["TotalSystemCoreCount"]!.GetValue<int>().ShouldBe(4);
        (await Core.GetAsync($"/v1/nodes/{made.Text("uuid")}")).Text("flavor_id").ShouldBe(flavor.Text("uuid"));
    }

    [Test]
    public async Task A_device_type_that_redfish_cannot_compose_is_400_with_the_possible_ones()
    {
        await Core.RegisterPodAsync(Pod);

        var answer = await Core.PostAsync("/v1/nodes", """{"name": "n", "properties": {"pci_device": {"type": ["NIC"]}}}""");

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Detail.ShouldContain("allowed are SSD, GPU, FPGA");
        Pod.Count(StubPod.Allocate).ShouldBe(0);
    }

    [Test]
    public async Task The_loser_of_a_race_gets_409_with_all_messages_of_the_pod()
    {
        await Core.RegisterPodAsync(Pod);
        Pod.On(StubPod.Allocate, StubPod.Refusal(409));

        var answer = await Core.PostAsync("/v1/nodes", """{"name": "n"}""");

        answer.Status.ShouldBe(HttpStatusCode.Conflict);
        answer.Detail.ShouldContain("There are no computer systems available");
        answer.Detail.ShouldContain("processors: 0");
        answer.Text("fault").ShouldBe("pod manager");
        answer.Text("stage").ShouldBe("allocate");
        (await Core.GetAsync("/v1/nodes")).List.ShouldBeEmpty();
    }

    [Test]
    public async Task Of_two_composers_at_once_one_gets_the_node_and_the_other_409()
    {
        await Core.RegisterPodAsync(Pod);
        Pod.ComposesNode();
        Pod.On(StubPod.Allocate, new StubReply(201).With("Location", "/redfish/v1/Nodes/7"), StubPod.Refusal(409));

        var answers = await Task.WhenAll(
            Core.PostAsync("/v1/nodes", """{"name": "a"}"""), Core.PostAsync("/v1/nodes", """{"name": "b"}"""));

        answers.Select(answer => answer.Status).ShouldBe([HttpStatusCode.OK, HttpStatusCode.Conflict], ignoreOrder: true);
        (await Core.GetAsync("/v1/nodes")).List.Count.ShouldBe(1);
    }

    [TestCase(null)]
    [TestCase("{}")]
    [TestCase("{\"error\": {\"code\": 7}}")]
    [TestCase("<html>oops</html>")]
    public async Task An_error_without_the_usual_body_is_still_a_clear_error(string? body)
    {
        await Core.RegisterPodAsync(Pod);
        Pod.On(StubPod.Allocate, new StubReply(400, body));

        var answer = await Core.PostAsync("/v1/nodes", """{"name": "n"}""");

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Detail.ShouldContain("no reason given");
    }

    [Test]
    public async Task The_answer_waits_until_the_pod_says_assembled()
    {
        await Core.RegisterPodAsync(Pod);
        Pod.ComposesNode(looks: 5);

        var made = await Core.PostAsync("/v1/nodes", """{"name": "n"}""");

        made.Status.ShouldBe(HttpStatusCode.OK);
        Pod.Count(StubPod.Assemble).ShouldBe(1);
        Pod.Count(StubPod.Node).ShouldBeGreaterThanOrEqualTo(6);
    }

    [Test]
    public async Task A_failed_assembly_is_an_error_and_the_node_is_given_back()
    {
        await Core.RegisterPodAsync(Pod);
        Pod.ComposesNode();
        Pod.On(StubPod.Node, StubPod.NodeIn("Allocated"), StubPod.NodeIn("Assembling"), StubPod.NodeIn("Failed"));
        Pod.ReleasesNode();

        var answer = await Core.PostAsync("/v1/nodes", """{"name": "n"}""");

        answer.Status.ShouldBe(HttpStatusCode.BadGateway);
        answer.Detail.ShouldContain("assembling node 7 failed");
        answer.Detail.ShouldContain("node 7 was given back");
        Pod.Count(StubPod.Release).ShouldBe(1);
        (await Core.GetAsync("/v1/nodes")).List.ShouldBeEmpty();
    }

    [Test]
    public async Task A_refused_assembly_is_answered_with_its_own_status()
    {
        await Core.RegisterPodAsync(Pod);
        Pod.ComposesNode();
        Pod.On(StubPod.Assemble, StubPod.Refusal(409));
        Pod.ReleasesNode();

        var answer = await Core.PostAsync("/v1/nodes", """{"name": "n"}""");

        answer.Status.ShouldBe(HttpStatusCode.Conflict);
        answer["status"].GetValue<int>().ShouldBe(409);
        answer.Text("stage").ShouldBe("assemble");
        Pod.Count(StubPod.Release).ShouldBe(1);
    }

    [Test]
    public async Task An_assembly_that_never_ends_is_given_up_at_the_deadline()
    {
        await Core.RegisterPodAsync(Pod);
        Pod.ComposesNode();
        Pod.On(StubPod.Node, StubPod.NodeIn("Allocated"), StubPod.NodeIn("Assembling"));
        Pod.ReleasesNode();

        var answer = await Core.PostAsync("/v1/nodes", """{"name": "n"}""");

        answer.Status.ShouldBe(HttpStatusCode.GatewayTimeout);
        Pod.Count(StubPod.Release).ShouldBe(1);
    }

    [Test]
    public async Task A_state_of_another_type_is_told_at_once_and_not_waited_for()
    {
        await Core.RegisterPodAsync(Pod);
        Pod.ComposesNode();
        Pod.On(StubPod.Node, StubPod.NodeIn("Allocated"), StubPod.NodeIn("", node => node["ComposedNodeState"] = 7));
        Pod.ReleasesNode();

        var answer = await Core.PostAsync("/v1/nodes", """{"name": "n"}""");

        (answer.Status, answer.Text("stage")).ShouldBe((HttpStatusCode.BadGateway, "assemble"));
        answer.Detail.ShouldContain("'ComposedNodeState' of /redfish/v1/Nodes/7 is not a text.");
        Pod.Count(StubPod.Release).ShouldBe(1);
    }

    [Test]
    public async Task A_lost_packet_during_assembly_does_not_undo_it()
    {
        await Core.RegisterPodAsync(Pod);
        Pod.ComposesNode();
        Pod.On(StubPod.Node, StubPod.NodeIn("Allocated"), new StubReply(503), new StubReply(500), StubPod.NodeIn("Assembled"));

        (await Core.PostAsync("/v1/nodes", """{"name": "n"}""")).Status.ShouldBe(HttpStatusCode.OK);

        Pod.Count(StubPod.Release).ShouldBe(0);
    }

    [Test]
    public async Task A_lost_answer_to_assemble_is_asked_for_again_and_not_assembled_twice()
    {
        await Core.RegisterPodAsync(Pod);
        Pod.ComposesNode();
        Pod.On(StubPod.Assemble, StubReply.Cut());
        Pod.On(StubPod.Node, StubPod.NodeIn("Allocated"), StubPod.NodeIn("Assembling"), StubPod.NodeIn("Assembled"));

        (await Core.PostAsync("/v1/nodes", """{"name": "n"}""")).Status.ShouldBe(HttpStatusCode.OK);

        Pod.Count(StubPod.Assemble).ShouldBe(1);
    }

    [Test]
    public async Task What_cannot_be_undone_keeps_the_first_error_and_stays_visible_until_it_is_deleted()
    {
        await Core.RegisterPodAsync(Pod);
        Pod.ComposesNode();
        Pod.On(StubPod.Assemble, StubPod.Refusal(409));
        Pod.On(StubPod.Release, new StubReply(500));

        var answer = await Core.PostAsync("/v1/nodes", """{"name": "n"}""");

        answer.Status.ShouldBe(HttpStatusCode.Conflict, "the original error, not that of the undoing");
        answer.Detail.ShouldContain("'allocate' could not be undone");
        var operation = await Core.GetAsync($"/v1/operations/{answer.Text("operation_id")}");
        operation.Text("state").ShouldBe("needs attention");
        var left = (await Core.GetAsync("/v1/nodes")).List.ShouldHaveSingleItem()!["uuid"]!.GetValue<string>();

        Pod.ReleasesNode();
        Pod.On(StubPod.Reset, StubPod.Refusal(409));
        (await Core.DeleteAsync($"/v1/nodes/{left}")).Status.ShouldBe(HttpStatusCode.OK);
        (await Core.GetAsync("/v1/nodes")).List.ShouldBeEmpty();
    }

    [Test]
    public async Task A_node_whose_allocation_got_no_answer_is_found_again_by_its_marker()
    {
        await Core.RegisterPodAsync(Pod);
        Pod.ComposesNode();
        Pod.On(StubPod.Allocate, StubReply.Cut());
        Pod.On(StubPod.Node, MarkedIn("Allocated"), MarkedIn("Allocated"), MarkedIn("Assembled"));

        // The marker is made of the node's uuid, which is drawn when composition starts.
        var accepted = await Core.PostAsync("/v1/nodes", """{"name": "n"}""", prefer: "respond-async");
        var ended = await Core.FollowAsync(accepted);

        ended.Text("state").ShouldBe("succeeded", ended.ToString());
        (await Core.GetAsync("/v1/nodes")).List.ShouldHaveSingleItem()!["index"]!.GetValue<string>().ShouldBe("7");
    }

    [Test]
    public async Task A_lost_answer_without_a_node_is_an_error_that_says_so()
    {
        await Core.RegisterPodAsync(Pod);
        Pod.On(StubPod.Allocate, StubReply.Cut());
        Pod.On(StubPod.Node, StubPod.NodeIn("Assembled"));

        var answer = await Core.PostAsync("/v1/nodes", """{"name": "n"}""");

        answer.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        answer.Detail.ShouldContain("gave no answer to 'allocate'");
        Pod.Count(StubPod.Release).ShouldBe(0, "node 7 is somebody else's");
        (await Core.GetAsync("/v1/nodes")).List.ShouldBeEmpty();
    }

    [Test]
    public async Task The_first_pod_that_fits_in_name_order_gets_the_node()
    {
        await using var second = await StubPod.StartedAsync();
        await Core.RegisterPodAsync(Pod, "a");
        var expected = await Core.RegisterPodAsync(second, "b");
        Pod.On(StubPod.Allocate, StubPod.Refusal(409));
        second.ComposesNode();

        var made = await Core.PostAsync("/v1/nodes", """{"name": "n"}""");

        made.Text("podm_id").ShouldBe(expected);
        Pod.Count(StubPod.Allocate).ShouldBe(1);
        second.Unannounced.ShouldBeEmpty();
    }

    [Test]
    public async Task A_pod_that_is_off_is_503_and_no_row_is_left()
    {
        var uuid = await Core.RegisterPodAsync(Pod);
        await Pod.DisposeAsync();

        var answer = await Core.PostAsync("/v1/nodes", $$"""{"name": "n", "podm_id": "{{uuid}}"}""");

        answer.Status.ShouldBe(HttpStatusCode.ServiceUnavailable, answer.ToString());
        answer.Text("title").ShouldBe("Connection Error");
        (await Core.GetAsync("/v1/nodes")).List.ShouldBeEmpty();
    }

    [Test]
    public async Task Without_any_pod_manager_the_error_says_what_to_do()
    {
        var answer = await Core.PostAsync("/v1/nodes", """{"name": "n"}""");

        answer.Status.ShouldBe(HttpStatusCode.Conflict);
        answer.Detail.ShouldContain("POST /v1/pod_managers");
    }

    [Test]
    public async Task Who_prefers_not_to_wait_gets_202_and_the_operation()
    {
        await Core.RegisterPodAsync(Pod);
        Pod.ComposesNode();

        var accepted = await Core.PostAsync("/v1/nodes", """{"name": "n"}""", prefer: "respond-async");
        var ended = await Core.FollowAsync(accepted);

        accepted.Headers["Location"].ShouldBe($"/v1/operations/{accepted.Text("id")}");
        ended.Text("state").ShouldBe("succeeded");
        ended["steps"].AsArray().Select(step => $"{step!["name"]} {step["state"]}").ShouldBe(
            ["reserve succeeded", "allocate succeeded", "assemble succeeded", "inventory succeeded", "record succeeded"]);
    }

    [Test]
    public async Task The_row_and_the_intent_are_stored_before_the_pod_is_asked()
    {
        await Core.RegisterPodAsync(Pod);
        Pod.ComposesNode();
        var arrived = new TaskCompletionSource();
        var held = new TaskCompletionSource();
        Pod.On(StubPod.Allocate, new StubReply(201) { Arrived = arrived, Held = held }.With("Location", "/redfish/v1/Nodes/7"));

        var accepted = await Core.PostAsync("/v1/nodes", """{"name": "n"}""", prefer: "respond-async");
        await Wait.ForAsync(arrived);
        var during = await Core.GetAsync(accepted.Headers["Location"]);
        var listed = await Core.GetAsync("/v1/nodes");
        held.SetResult();
        await Core.FollowAsync(accepted);

        during["steps"][0]!["state"]!.GetValue<string>().ShouldBe("succeeded");
        during["steps"][1]!["state"]!.GetValue<string>().ShouldBe("running");
        listed.List.ShouldBeEmpty("a node without an index is not shown to old clients");
    }

    /// <summary>Node 7 with the marker of whatever node was asked for last.</summary>
    private StubReply MarkedIn(string state) => StubPod.NodeIn(state) with { BodyOf = () => Marked(state) };

    private string Marked(string state)
    {
        var node = JsonNode.Parse(StubPod.NodeIn(state).Body!)!;
        node["Description"] = Pod.Only(StubPod.Allocate).Body!["Description"]!.GetValue<string>();
        return node.ToJsonString();
    }
}
