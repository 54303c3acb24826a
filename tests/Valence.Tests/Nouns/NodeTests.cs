using NUnit.Framework;
using Shouldly;
using Valence.Tests.Peers;
using ValenceCore.Tests.Peers;

namespace Valence.Tests.Nouns;

internal sealed class NodeTests : ClientTests
{
    [SetUp]
    public async Task RegisterAsync() => await RegisterPodAsync();

    [Test]
    public async Task Compose_waits_and_answers_what_the_api_would()
    {
        Pod.ComposesNode();
        await DoneAsync("flavor", "create", "small", "--cores", "4");

        var made = await DoneAsync("node", "compose", "db-3", "--pod", "pod-a", "--flavor", "small", "-o", "json");

        made.Json.AsObject().Select(pair => pair.Key).ShouldBe(["index", "name", "podm_id", "resource_uri", "uuid"]);
        made.Json["name"]!.ToString().ShouldBe("db-3");
        Pod.Only(StubPod.Allocate).Body!["TotalSystemCoreCount"]!.GetValue<int>().ShouldBe(4);
        made.Error.ShouldBeEmpty();
    }

    [Test]
    public async Task A_watched_compose_tells_each_step()
    {
        Pod.ComposesNode(looks: 3);

        var made = await DoneAsync("node", "compose", "db-3", "--watch");

        made.Error.ShouldContain("compose: allocate succeeded");
        made.Error.ShouldContain("compose: assemble succeeded");
        made.Error.TrimEnd().ShouldEndWith("compose: succeeded");
        made.Out.ShouldContain("db-3");
    }

    [Test]
    public async Task At_a_terminal_the_steps_are_drawn()
    {
        Pod.ComposesNode();

        var made = await RunAsync(new Typed("node", "compose", "db-3", "--watch") { IsSeen = true });

        made.Code.ShouldBe(0, made.ToString());
        made.Error.ShouldContain("allocate");
        made.Error.ShouldContain("succeeded");
    }

    [Test]
    public async Task Without_waiting_the_operation_is_named_and_can_be_watched_later()
    {
        Pod.ComposesNode();

        var started = await DoneAsync("node", "compose", "db-3", "--no-wait");
        var watched = await DoneAsync("operation", "watch", started.Out.Trim());

        Guid.TryParse(started.Out.Trim(), out _).ShouldBeTrue(started.Out);
        watched.Out.ShouldContain("has succeeded");
        (await DoneAsync("node", "list")).Out.ShouldContain("db-3");
        (await RunAsync("node", "compose", "x", "--no-wait", "--watch")).Code.ShouldBe(2);
    }

    [Test]
    public async Task A_compose_that_fails_says_at_which_stage_and_ends_with_7()
    {
        Pod.On(StubPod.Allocate, StubPod.Refusal(409));

        var failed = await RunAsync("node", "compose", "db-3", "--watch");

        failed.Code.ShouldBe(7);
        failed.Error.ShouldContain("There are no computer systems available");
        failed.Error.ShouldContain("stage: allocate");
        failed.Error.ShouldContain("operation: ");
    }

    [Test]
    public async Task Ctrl_c_leaves_the_operation_running_and_says_so()
    {
        var (arrived, held) = (new TaskCompletionSource(), new TaskCompletionSource());
        Pod.ComposesNode();
        Pod.On(StubPod.Allocate, new StubReply(201) { Arrived = arrived, Held = held }.With("Location", "/redfish/v1/Nodes/7"));
        using var ctrlC = new CancellationTokenSource();

        var running = RunAsync(new Typed("node", "compose", "db-3", "--watch"), ctrlC.Token);
        await Wait.ForAsync(arrived);
        await ctrlC.CancelAsync();
        var interrupted = await running;
        held.SetResult();
        var id = (await DoneAsync("operation", "list", "-q")).Out.Trim();

        interrupted.Code.ShouldBe(130);
        interrupted.Error.ShouldContain($"The operation {id} goes on");
        (await DoneAsync("operation", "watch", id)).Out.ShouldContain("succeeded");
    }

    [Test]
    public async Task A_node_is_shown_acted_upon_and_deleted_by_its_name()
    {
        await ComposeAsync("db-3");
        Pod.HasNode();
        Pod.On(StubPod.Reset, new StubReply(204));
        Pod.On("PATCH /redfish/v1/Nodes/7", new StubReply(204));

        (await DoneAsync("node", "show", "db-3")).Out.ShouldContain("metadata.processor[0]");
        (await DoneAsync("node", "reset", "db-3", "ForceOff")).Out.ShouldContain("ForceOff");
        (await DoneAsync("node", "boot", "db-3", "Pxe")).Out.ShouldContain("Pxe (Once)");
        Pod.ReleasesNode();
        (await DoneAsync("node", "delete", "db-3")).Out.ShouldBe("The node 'db-3' is deleted and its hardware given back.\n");

        (await RunAsync("node", "show", "db-3")).Code.ShouldBe(3);
    }

    [Test]
    public async Task A_node_whose_pod_is_gone_is_forgotten_on_request()
    {
        await ComposeAsync("db-3");

        (await RunAsync("node", "delete", "db-3", "--forget")).Code.ShouldBe(4, "the pod answers");
        Pod.On("GET /redfish/v1/", StubReply.Cut());

        (await DoneAsync("node", "delete", "db-3", "--forget")).Out.ShouldBe("The node 'db-3' is forgotten; what stands of it in its pod is left there.\n");
    }

    [Test]
    public async Task A_reset_the_api_does_not_know_is_a_mistake_of_usage_and_names_those_it_knows()
    {
        var wrong = await RunAsync("node", "reset", "db-3", "Explode");

        wrong.Code.ShouldBe(2);
        wrong.Error.ShouldContain("GracefulShutdown");
    }

    [Test]
    public async Task A_node_of_the_pod_is_taken_on()
    {
        Pod.HasNode();

        var managed = await DoneAsync("node", "manage", "7", "--pod", "pod-a", "--name", "found", "-o", "json");
        var again = await RunAsync("node", "manage", "7");

        managed.Json["name"]!.ToString().ShouldBe("found");
        again.Code.ShouldBe(4);
    }

    [Test]
    public async Task Registration_hands_fields_to_ironic_and_can_be_taken_back()
    {
        await ComposeAsync("db-3");
        Pod.HasNode();
        Ironic.Enrolls();

        var registered = await DoneAsync(
            "node", "register", "db-3", "--no-manage", "--resource-class", "gold", "--field", "driver_info.redfish_verify_ca=false",
            "--field", "extra.rack=r1", "-o", "json");
        var ironicId = registered.Json["ironic_uuid"]!.ToString();
        Ironic.On(StubIronic.Node(ironicId), StubIronic.NodeIn("enroll"));
        Ironic.On(StubIronic.DeleteNode(ironicId), new StubReply(204));
        var back = await DoneAsync("node", "unregister", "db-3", "--watch", "-o", "json");

        registered.Json["managed_by"]!.ToString().ShouldBe("ironic");
        var sent = Ironic.Only(StubIronic.CreateNode).Body!;
        sent["resource_class"]!.ToString().ShouldBe("gold");
        sent["driver_info"]!["redfish_verify_ca"]!.GetValue<bool>().ShouldBeFalse();
        sent["extra"]!["rack"]!.ToString().ShouldBe("r1");
        back.Json["managed_by"].ShouldBeNull();
        back.Error.ShouldContain("unregister: succeeded");
    }

    [Test]
    public async Task A_registered_node_is_refreshed_and_taken_out_although_it_is_in_use()
    {
        await ComposeAsync("db-3");
        Pod.HasNode();
        Ironic.Enrolls();
        var id = (await DoneAsync("node", "register", "db-3", "--no-manage", "-o", "json")).Json["ironic_uuid"]!.ToString();
        Ironic.On(StubIronic.Node(id), StubIronic.NodeIn("active"));
        Ironic.On($"PATCH /v1/nodes/{id}", new StubReply(200, "{}"));
        Ironic.On($"GET /v1/ports?node={id}&fields=uuid,address,extra", new StubReply(200, """{"ports": []}"""));

        await DoneAsync("node", "refresh", "db-3");
        var refused = await RunAsync("node", "unregister", "db-3");
        Ironic.On(StubIronic.Node(id), StubIronic.NodeIn("active"), StubIronic.NodeIn("deleting"), StubIronic.NodeIn("available"));
        Ironic.On(StubIronic.Provision(id), new StubReply(202));
        Ironic.On(StubIronic.DeleteNode(id), new StubReply(204));
        var back = await DoneAsync("node", "unregister", "db-3", "--undeploy", "-o", "json");

        Ironic.Count($"PATCH /v1/nodes/{id}").ShouldBe(1);
        refused.Code.ShouldNotBe(0);
        refused.Error.ShouldContain("is in use: it is 'active'");
        refused.Error.ShouldContain("ask with undeploy=true");
        Ironic.Only(StubIronic.Provision(id)).Body!["target"]!.ToString().ShouldBe("deleted");
        back.Json["managed_by"].ShouldBeNull();
    }

    [Test]
    public async Task A_pod_that_breaks_ends_a_command_with_5()
    {
        await ComposeAsync("db-3");
        Pod.On(StubPod.Node, new StubReply(500));

        (await RunAsync("node", "show", "db-3")).Code.ShouldBe(5);
        (await RunAsync("node", "storages", "db-3")).Code.ShouldBe(5);
    }
}
