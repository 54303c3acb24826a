using System.Net;
using System.Text.Json.Nodes;
using NUnit.Framework;
using Shouldly;
using ValenceCore.Tests.Peers;

namespace ValenceCore.Tests.Registration;

internal sealed class RegistrationTests : CoreTests
{
    /// <summary>Ids are handed out in a known order, so that a test can announce the Ironic node before it exists.</summary>
    private int ids;

    private string? ironicUuid;

    private static string Id(int number) => new Guid(number, 0, 0, new byte[8]).ToString();

    protected override void Configure(ValenceCoreOptions options)
    {
        ids = 0;
        options.NewId = () => new Guid(Interlocked.Increment(ref ids), 0, 0, new byte[8]);
    }

    [Test]
    public async Task A_registered_node_is_made_in_ironic_with_all_that_is_known_of_it()
    {
        var node = await NodeAsync();
        Ironic.Enrolls();
        var expected = NextIronicUuid();
        Ironic.Manages(expected);

        var answer = await Core.PostAsync($"/v1/nodes/{node}/register", "{}");

        answer.Status.ShouldBe(HttpStatusCode.OK, answer.ToString());
        answer.Text("managed_by").ShouldBe("ironic");
        answer.Text("ironic_uuid").ShouldBe(expected);
        var sent = Ironic.Only(StubIronic.CreateNode).Body!;
        var info = sent["driver_info"]!;
        sent["driver"]!.GetValue<string>().ShouldBe("redfish");
        sent["uuid"]!.GetValue<string>().ShouldBe(expected);
        info["redfish_address"]!.GetValue<string>().ShouldBe(Pod.Url);
        info["redfish_system_id"]!.ToJsonString().ShouldBe("\"/redfish/v1/Systems/s3\"");
        info["redfish_username"]!.GetValue<string>().ShouldBe("admin");
        info["redfish_password"]!.GetValue<string>().ShouldBe("s3cret");
        info["redfish_verify_ca"]!.GetValue<bool>().ShouldBeTrue();
        sent["properties"]!.ToJsonString().ShouldBe(
            """{"cpus":36,"memory_mb":32768,"local_gb":799,"cpu_arch":"x86_64","capabilities":"boot_mode:uefi"}""");
        sent["resource_class"]!.GetValue<string>().ShouldBe("baremetal");
        sent["extra"]!["valence_node_uuid"]!.GetValue<string>().ShouldBe(node);
    }

    [Test]
    public async Task Every_network_address_becomes_a_port()
    {
        var node = await NodeAsync();
        Ironic.Enrolls();
        Ironic.Manages(NextIronicUuid());

        await Core.PostAsync($"/v1/nodes/{node}/register");

        Ironic.Seen.Where(request => request.Name == StubIronic.CreatePort)
            .Select(request => $"{request.Body!["address"]} {request.Body["node_uuid"]}")
            .ShouldBe([$"52:54:00:aa:bb:01 {ironicUuid}", $"52:54:00:aa:bb:02 {ironicUuid}"]);
    }

    [Test]
    public async Task The_microversion_is_explicit_so_that_a_node_starts_in_enroll()
    {
        var node = await NodeAsync();
        Ironic.Enrolls();

        await Core.PostAsync($"/v1/nodes/{node}/register", """{"manage": false}""");

        Ironic.Only(StubIronic.CreateNode).Headers["X-OpenStack-Ironic-API-Version"].ShouldBe("1.82");
    }

    [Test]
    public async Task An_ironic_that_is_too_old_is_not_given_a_node()
    {
        var node = await NodeAsync();
        Ironic.On("GET /v1/", StubReply.Json(JsonNode.Parse("""{"version": {"min_version": "1.1", "version": "1.20"}}""")!));

        var answer = await Core.PostAsync($"/v1/nodes/{node}/register");

        answer.Status.ShouldBe(HttpStatusCode.BadGateway);
        answer.Detail.ShouldContain("at least 1.21");
    }

    [Test]
    public async Task A_pod_whose_certificate_is_not_verified_is_handed_on_as_such()
    {
        var node = await NodeAsync(verifyCa: "false");
        Ironic.Enrolls();

        await Core.PostAsync($"/v1/nodes/{node}/register", """{"manage": false}""");

        Ironic.Only(StubIronic.CreateNode).Body!["driver_info"]!["redfish_verify_ca"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Test]
    public async Task What_the_caller_says_goes_over_what_was_found_out()
    {
        var node = await NodeAsync();
        Ironic.Enrolls();

        await Core.PostAsync($"/v1/nodes/{node}/register", """
            {"manage": false, "resource_class": "gold", "driver_info": {"redfish_username": "scoped"}, "deploy_interface": "ramdisk"}
            """);

        var sent = Ironic.Only(StubIronic.CreateNode).Body!;
        sent["resource_class"]!.GetValue<string>().ShouldBe("gold");
        sent["deploy_interface"]!.GetValue<string>().ShouldBe("ramdisk");
        sent["driver_info"]!["redfish_username"]!.GetValue<string>().ShouldBe("scoped");
        sent["driver_info"]!["redfish_system_id"]!.GetValue<string>().ShouldBe("/redfish/v1/Systems/s3");
        sent["manage"].ShouldBeNull();
    }

    [Test]
    public async Task A_second_registration_is_409()
    {
        var node = await RegisteredAsync();

        var answer = await Core.PostAsync($"/v1/nodes/{node}/register");

        answer.Status.ShouldBe(HttpStatusCode.Conflict);
        Ironic.Count(StubIronic.CreateNode).ShouldBe(1);
    }

    [Test]
    public async Task The_text_inside_the_text_of_an_ironic_error_is_read()
    {
        var node = await NodeAsync();
        Ironic.On(StubIronic.CreateNode, StubReply.File("ironic/duplicate-name.json") with { Status = 409 });
        Ironic.On(StubIronic.Node(NextIronicUuid()), StubIronic.Error(404, "not found"));

        var answer = await Core.PostAsync($"/v1/nodes/{node}/register");

        answer.Status.ShouldBe(HttpStatusCode.Conflict);
        answer.Detail.ShouldContain("A node with name db-3 already exists.");
        answer.Text("fault").ShouldBe("ironic");
        (await Core.GetAsync($"/v1/nodes/{node}")).Has("ironic_uuid").ShouldBeFalse();
    }

    [Test]
    public async Task A_port_that_cannot_be_made_is_an_error_and_undoes_the_node()
    {
        var node = await NodeAsync();
        var uuid = NextIronicUuid();
        Ironic.Enrolls();
        Ironic.On(StubIronic.CreatePort, StubIronic.Error(409, "A port with this address exists."));
        Ironic.On($"GET /v1/ports?node={uuid}&fields=uuid,address,extra", StubReply.Json(new JsonObject { ["ports"] = new JsonArray() }));
        Ironic.On(StubIronic.Node(uuid), StubIronic.NodeIn("enroll"));
        Ironic.On(StubIronic.DeleteNode(uuid), new StubReply(204));

        var answer = await Core.PostAsync($"/v1/nodes/{node}/register");

        answer.Status.ShouldBe(HttpStatusCode.Conflict);
        answer.Detail.ShouldContain("A port with this address exists.");
        Ironic.Count(StubIronic.DeleteNode(uuid)).ShouldBe(1);
        (await Core.GetAsync($"/v1/nodes/{node}")).Has("managed_by").ShouldBeFalse();
    }

    [Test]
    public async Task A_node_that_ironic_cannot_manage_fails_with_its_last_error()
    {
        var node = await NodeAsync();
        var uuid = NextIronicUuid();
        Ironic.Enrolls();
        Ironic.On(StubIronic.Provision(uuid), new StubReply(202));
        Ironic.On(StubIronic.Node(uuid), StubIronic.NodeIn("verifying"), StubIronic.NodeIn("enroll", "Redfish said 401"));
        Ironic.On(StubIronic.DeleteNode(uuid), new StubReply(204));

        var answer = await Core.PostAsync($"/v1/nodes/{node}/register");

        answer.Status.ShouldBe(HttpStatusCode.BadGateway);
        answer.Detail.ShouldContain("Redfish said 401");
        Ironic.Count(StubIronic.DeleteNode(uuid)).ShouldBe(1);
    }

    [Test]
    public async Task Lost_answers_of_ironic_are_looked_up()
    {
        var node = await NodeAsync();
        var uuid = NextIronicUuid();
        Ironic.On(StubIronic.CreateNode, StubReply.Cut());
        Ironic.On(StubIronic.CreatePort, StubReply.Cut());
        Ironic.On(StubIronic.SetTrait, new StubReply(204));
        Ironic.On($"GET /v1/ports?node={uuid}&fields=uuid,address,extra", StubReply.Json(JsonNode.Parse(
            """{"ports": [{"address": "52:54:00:aa:bb:01"}, {"address": "52:54:00:aa:bb:02"}]}""")!));
        Ironic.On(StubIronic.Provision(uuid), StubReply.Cut());
        Ironic.On(StubIronic.Node(uuid), StubIronic.NodeIn("enroll"), StubIronic.NodeIn("verifying"), StubIronic.NodeIn("manageable"));

        var answer = await Core.PostAsync($"/v1/nodes/{node}/register");

        answer.Status.ShouldBe(HttpStatusCode.OK, answer.ToString());
        Ironic.Count(StubIronic.CreateNode).ShouldBe(1);
        Ironic.Count(StubIronic.CreatePort).ShouldBe(2);
        Ironic.Count(StubIronic.Provision(uuid)).ShouldBe(1);
    }

    [Test]
    public async Task A_lost_answer_that_hides_nothing_is_told_as_lost()
    {
        var node = await NodeAsync();
        var uuid = NextIronicUuid();
        Ironic.On(StubIronic.CreateNode, StubReply.Cut());
        Ironic.On(StubIronic.Node(uuid), StubIronic.Error(404, "not found"));

        var answer = await Core.PostAsync($"/v1/nodes/{node}/register");

        answer.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        answer.Detail.ShouldContain("Ironic gave no answer at 'enroll': the connection broke.");
        (await Core.GetAsync($"/v1/nodes/{node}")).Has("ironic_uuid").ShouldBeFalse();
    }

    [Test]
    public async Task A_removal_whose_answer_is_lost_is_done_when_the_node_is_gone()
    {
        var node = await RegisteredAsync();
        Ironic.On(StubIronic.Node(ironicUuid!), StubIronic.NodeIn("manageable"), StubIronic.Error(404, "not found"));
        Ironic.On(StubIronic.DeleteNode(ironicUuid!), StubReply.Cut());

        (await Core.DeleteAsync($"/v1/nodes/{node}/register")).Status.ShouldBe(HttpStatusCode.OK);

        Ironic.Count(StubIronic.DeleteNode(ironicUuid!)).ShouldBe(1);
    }

    [Test]
    public async Task A_broken_connection_or_a_busy_ironic_while_a_node_is_looked_at_fails_nothing()
    {
        var node = await NodeAsync();
        var uuid = NextIronicUuid();
        Ironic.Enrolls();
        Ironic.On("GET /v1/", StubReply.Cut(), StubReply.File("ironic/v1.json"));
        Ironic.On(StubIronic.Provision(uuid), new StubReply(202));
        Ironic.On(
            StubIronic.Node(uuid), StubReply.Cut(), StubIronic.NodeIn("verifying"), new StubReply(503, "<html>Service Unavailable</html>"), StubReply.Cut(),
            StubIronic.NodeIn("manageable"));

        (await Core.PostAsync($"/v1/nodes/{node}/register")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task What_goes_wrong_before_the_first_request_leaves_nothing_to_undo()
    {
        var node = await NodeAsync();
        Ironic.On("GET /v1/", new StubReply(200, "<html>Welcome</html>"));

        var answer = await Core.PostAsync($"/v1/nodes/{node}/register");

        (answer.Status, answer.Text("fault"), answer.Text("stage")).ShouldBe((HttpStatusCode.BadGateway, "ironic", "agree on the API version"));
        answer.Detail.ShouldContain("is not JSON");
        (await Core.GetAsync($"/v1/operations/{answer.Text("operation_id")}")).Text("state").ShouldBe("failed");
        (await Core.GetAsync($"/v1/nodes/{node}")).Has("ironic_uuid").ShouldBeFalse();
    }

    [TestCase("[]", "is not a JSON object")]
    [TestCase("\"text\"", "is not a JSON object")]
    [TestCase("""{"version": "1.82"}""", "offers API version ''")]
    [TestCase("""{"version": {"version": 1.82}}""", "offers API version ''")]
    public async Task An_ironic_that_answers_other_types_is_told_as_such(string version, string told)
    {
        var node = await NodeAsync();
        Ironic.On("GET /v1/", new StubReply(200, version));

        var answer = await Core.PostAsync($"/v1/nodes/{node}/register");

        (answer.Status, answer.Text("fault")).ShouldBe((HttpStatusCode.BadGateway, "ironic"));
        answer.Detail.ShouldContain(told);
    }

    [Test]
    public async Task The_page_of_a_proxy_before_ironic_is_told_by_its_status()
    {
        var node = await NodeAsync();
        Ironic.On(StubIronic.CreateNode, new StubReply(502, "<html>Bad Gateway</html>"));
        Ironic.On(StubIronic.Node(NextIronicUuid()), StubIronic.Error(404, "not found"));

        var answer = await Core.PostAsync($"/v1/nodes/{node}/register");

        answer.Status.ShouldBe(HttpStatusCode.BadGateway);
        answer.Detail.ShouldContain("Ironic answered 502 at 'enroll'");
    }

    [Test]
    public async Task A_locked_ironic_node_is_waited_for()
    {
        var node = await RegisteredAsync();
        Ironic.On(StubIronic.Node(ironicUuid!), StubIronic.NodeIn("manageable"));
        Ironic.On(
            StubIronic.DeleteNode(ironicUuid!), StubIronic.Error(409, "Node x is locked by host y, please retry"), new StubReply(204));

        var answer = await Core.DeleteAsync($"/v1/nodes/{node}/register");

        answer.Status.ShouldBe(HttpStatusCode.OK, answer.ToString());
        answer.Has("managed_by").ShouldBeFalse();
        answer.Has("ironic_uuid").ShouldBeFalse();
    }

    [Test]
    public async Task A_deleted_node_is_unregistered_before_its_hardware_is_given_back()
    {
        var node = await RegisteredAsync();
        Ironic.On(StubIronic.Node(ironicUuid!), StubIronic.NodeIn("manageable"));
        var arrived = new TaskCompletionSource();
        var held = new TaskCompletionSource();
        Ironic.On(StubIronic.DeleteNode(ironicUuid!), new StubReply(204) { Arrived = arrived, Held = held });
        Pod.ReleasesNode();

        var deleting = Core.DeleteAsync($"/v1/nodes/{node}");
        await Wait.ForAsync(arrived);
        var releasedBefore = Pod.Count(StubPod.Release);
        held.SetResult();

        (await deleting).Status.ShouldBe(HttpStatusCode.OK);
        releasedBefore.ShouldBe(0);
        Pod.Count(StubPod.Release).ShouldBe(1);
    }

    [TestCase("manageable", null, 200)]
    [TestCase("active", "i-1", 409)]
    public async Task A_node_whose_pod_is_gone_is_forgotten_when_ironic_has_let_go_of_it(string state, string? instance, int status)
    {
        var node = await RegisteredAsync();
        Ironic.On(StubIronic.Node(ironicUuid!), StubIronic.NodeIn(state, instance: instance));
        Ironic.On(StubIronic.DeleteNode(ironicUuid!), new StubReply(204));
        Pod.On("GET /redfish/v1/", StubReply.Cut());

        var answer = await Core.DeleteAsync($"/v1/nodes/{node}?forget=true");

        ((int)answer.Status).ShouldBe(status, answer.ToString());
        Ironic.Count(StubIronic.DeleteNode(ironicUuid!)).ShouldBe(status == 200 ? 1 : 0);
    }

    [Test]
    public async Task Hardware_with_an_instance_of_ironic_is_not_given_back()
    {
        var node = await RegisteredAsync();
        Ironic.On(StubIronic.Node(ironicUuid!), StubIronic.NodeIn("active", instance: "i-1"));

        var answer = await Core.DeleteAsync($"/v1/nodes/{node}");

        answer.Status.ShouldBe(HttpStatusCode.Conflict);
        answer.Detail.ShouldContain("i-1");
        Pod.Count(StubPod.Release).ShouldBe(0);
        (await Core.GetAsync($"/v1/nodes/{node}")).Text("managed_by").ShouldBe("ironic");
    }

    [Test]
    public async Task A_node_that_ironic_has_lost_is_unregistered_all_the_same()
    {
        var node = await RegisteredAsync();
        Ironic.On(StubIronic.Node(ironicUuid!), StubIronic.Error(404, "not found"));

        (await Core.DeleteAsync($"/v1/nodes/{node}/register")).Status.ShouldBe(HttpStatusCode.OK);
        (await Core.DeleteAsync($"/v1/nodes/{node}/register")).Status.ShouldBe(HttpStatusCode.Conflict);
    }

    [Test]
    public async Task A_password_of_the_caller_is_not_shown_by_the_operation()
    {
        var node = await NodeAsync();
        Ironic.Enrolls();

        await Core.PostAsync($"/v1/nodes/{node}/register", """{"manage": false, "driver_info": {"redfish_password": "hush-hush"}}""");

        (await Core.GetAsync("/v1/operations")).ToString().ShouldNotContain("hush-hush");
    }

    [TestCase("{\"manage\": \"yes\"}", "manage")]
    [TestCase("{\"driver_info\": 1, \"extra\": []}", "extra")]
    public async Task A_bad_registration_is_400_and_names_the_field(string body, string named)
    {
        var answer = await Core.PostAsync("/v1/nodes/x/register", body);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Detail.ShouldContain($"{named}: ");
    }

    private async Task<string> NodeAsync(string verifyCa = "true")
    {
        await Core.RegisterPodAsync(Pod, verifyCa: verifyCa);
        return await Core.ComposeAsync(Pod);
    }

    private async Task<string> RegisteredAsync()
    {
        var node = await NodeAsync();
        Ironic.Enrolls();
        NextIronicUuid();
        (await Core.PostAsync($"/v1/nodes/{node}/register", """{"manage": false}""")).Status.ShouldBe(HttpStatusCode.OK);
        return node;
    }

    /// <summary>A registration draws three ids: of the request, of the operation, of the Ironic node.</summary>
    private string NextIronicUuid() => ironicUuid = Id(ids + 3);
}
