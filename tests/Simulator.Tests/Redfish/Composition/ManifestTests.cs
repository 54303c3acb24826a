using System.Net;
using System.Text.Json;
using NUnit.Framework;
using Shouldly;
using Simulator.Hardware;
using Simulator.Work;
using static Simulator.Tests.Redfish.Composition.Composing;

namespace Simulator.Tests.Redfish.Composition;

/// <summary>The Compose action: manifests that are previewed, reserved and applied as one.</summary>
public sealed class ManifestTests
{
    private StartedSimulator _simulator = null!;
    private string[] _drives = null!;

    private RedfishClient Redfish => _simulator.Redfish;

    private Pod Pod => _simulator.App.Pod;

    [SetUp]
    public async Task StartAsync()
    {
        _simulator = await StartedSimulator.StartAsync();
        _drives = [.. Pod.Devices.Values.Where(d => d.Kind == PooledDeviceKind.NVMe && d.ReachedFrom.Contains("r1")).Select(d => d.Id)];
    }

    [TearDown]
    public async Task StopAsync()
    {
        Pod.CheckInvariants().ShouldBeEmpty();
        Pod.Reservations.Where(r => r.Ends is null).ShouldBeEmpty();
        await _simulator.DisposeAsync();
    }

    [Test]
    public async Task A_preview_tells_what_would_be_and_holds_nothing()
    {
        var answer = await RunAsync("Preview", Compose("1", "web-1", "r1-d1-s1", _drives[0]));

        answer.Status.ShouldBe(HttpStatusCode.OK);
        var response = Response(answer, 0);
        response.GetProperty("@odata.id").GetString().ShouldBe($"{Systems}/web-1");
        response.GetProperty("Links").GetProperty("ResourceBlocks").GetArrayLength().ShouldBe(2);
        answer.Body.TryGetProperty("ReservationId", out _).ShouldBeFalse();
        Pod.Holdings.Count.ShouldBe(0);
        Pod.Reservations.ShouldBeEmpty();
    }

    [Test]
    public async Task A_later_stanza_has_what_an_earlier_one_frees()
    {
        await RunAsync("Apply", Compose("1", "web-1", "r1-d1-s1", _drives[0]));

        var answer = await RunAsync("Apply", Decompose("1", "web-1"), Compose("2", "web-2", "r1-d1-s2", _drives[0]));

        answer.Status.ShouldBe(HttpStatusCode.OK);
        Response(answer, 0).GetProperty("Id").GetString().ShouldBe("web-1");
        Response(answer, 1).GetProperty("Id").GetString().ShouldBe("web-2");
        Pod.FindSystem("web-1").ShouldBeNull();
        Pod.FindSystem("web-2")!.Id.ShouldBe("r1-d1-s2");
    }

    [Test]
    public async Task Nothing_is_done_when_one_stanza_cannot_be()
    {
        var answer = await RunAsync("Apply", Compose("1", "web-1", "r1-d1-s1"), Compose("2", "web-2", "r1-d1-s2", "none"));

        answer.Status.ShouldBe(HttpStatusCode.OK);
        Codes(answer, 0).ShouldBe(["GeneralError"]);
        Codes(answer, 1).ShouldBe(["ResourceBlockNotFound"]);
        Pod.Holdings.Count.ShouldBe(0);
    }

    [Test]
    public async Task Two_stanzas_cannot_have_the_same_block()
    {
        var answer = await RunAsync("Preview", Compose("1", "web-1", "r1-d1-s1"), Compose("2", "web-2", "r1-d1-s1"));

        Codes(answer, 1).ShouldBe(["ResourceBlockInUse"]);
    }

    [Test]
    public async Task What_is_described_is_found_among_what_is_left()
    {
        var answer = await RunAsync("Apply", Compose("1", "web-1", "r1-d1-s1"),
            """{"StanzaId":"2","StanzaType":"ComposeSystem","Request":{"Name":"web-2","Memory":{"Members":[{"CapacityMiB":1024}]}}}""");

        Response(answer, 1).GetProperty("Id").GetString().ShouldBe("web-2");
        Pod.FindSystem("web-2")!.Id.ShouldNotBe("r1-d1-s1");
    }

    [Test]
    public async Task Reserved_blocks_are_for_the_one_who_has_the_reservation()
    {
        var reserved = await RunAsync("PreviewReserve", Compose("1", "web-1", "r1-d1-s1", _drives[0]));
        var id = reserved.Body.GetProperty("ReservationId").GetString()!;

        (await Redfish.ComposeAsync("thief", "r1-d1-s1")).Problems.ShouldBe(["SpecifiedResourceAlreadyReserved #/Links/ResourceBlocks/0"]);
        (await Redfish.GetAsync($"{Service}/ResourceBlocks/{_drives[0]}")).Body.GetProperty("CompositionStatus").GetProperty("Reserved").GetBoolean().ShouldBeTrue();
        var reservation = (await Redfish.GetAsync($"{Service}/CompositionReservations/{id}")).Body;
        reservation.GetProperty("Client").GetString().ShouldBe("admin");
        reservation.GetProperty("Manifest").GetProperty("Stanzas").GetArrayLength().ShouldBe(1);
        reservation.GetProperty("ReservedResourceBlocks@odata.count").GetInt32().ShouldBe(2);

        // Without a manifest of its own: that of the reservation.
        var applied = await Redfish.PostAsync(
            $"{Service}/Actions/CompositionService.Compose", $$"""{"RequestFormat":"Manifest","RequestType":"Apply","ReservationId":"{{id}}"}""");
        applied.Status.ShouldBe(HttpStatusCode.OK);
        Pod.FindSystem("web-1").ShouldNotBeNull();
        (await Redfish.GetAsync($"{Service}/CompositionReservations/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task A_reservation_runs_out_and_can_be_given_up()
    {
        await Redfish.PatchAsync(Service, """{"ReservationDuration":"PT1M"}""");
        await RunAsync("PreviewReserve", Compose("1", "web-1", "r1-d1-s1"));
        var second = await RunAsync("PreviewReserve", Compose("1", "web-2", "r1-d1-s2"));
        (await Redfish.GetAsync($"{Service}/CompositionReservations")).Body.GetProperty("Members@odata.count").GetInt32().ShouldBe(2);

        (await Redfish.DeleteAsync($"{Service}/CompositionReservations/{second.Body.GetProperty("ReservationId").GetString()}")).Status
            .ShouldBe(HttpStatusCode.NoContent);
        await _simulator.PassAsync(61);

        (await Redfish.GetAsync($"{Service}/CompositionReservations")).Body.GetProperty("Members@odata.count").GetInt32().ShouldBe(0);
        (await Redfish.ComposeAsync("web-1", "r1-d1-s1")).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Test]
    public async Task The_pod_manager_of_Intel_respects_reservations_too()
    {
        foreach (var sled in Pod.Systems.Keys)
        {
            await RunAsync("PreviewReserve", Compose("1", $"of-{sled}", sled));
        }

        (await Redfish.PostAsync("/redfish/v1/Nodes/Actions/Allocate", "{}")).Status.ShouldBe(HttpStatusCode.Conflict);
    }

    [Test]
    public async Task Hardware_that_fails_in_the_middle_leaves_all_as_it_was()
    {
        await RunAsync("Apply", Compose("1", "web-1", "r1-d1-s1", _drives[0]));
        await _simulator.Control.PostAsync(
            "/sim/v1/faults", RedfishClient.Json("""{"step":"assemble/configure-system","fail":true,"message":"no answer","count":1}"""));

        var answer = await RunAsync("Apply", Decompose("1", "web-1"), Compose("2", "web-2", "r1-d1-s2", _drives[0]));

        Codes(answer, 0).ShouldBe(["GeneralError"]);
        Codes(answer, 1).ShouldBe(["GeneralError"]);
        answer.Text.ShouldContain("no answer");
        Pod.FindSystem("web-2").ShouldBeNull();
        Pod.BlocksOf(Pod.FindSystem("web-1")!).Select(b => b.Id).ShouldBe(["r1-d1-s1", _drives[0]]);
    }

    [Test]
    public async Task What_has_begun_comes_to_its_end_although_the_client_left()
    {
        await RunAsync("Apply", Compose("1", "web-1", "r1-d1-s1", _drives[0]));
        _simulator.App.Clock.Freeze();
        using (var impatient = new HttpClient(new SocketsHttpHandler()) { BaseAddress = _simulator.App.RedfishAddress })
        {
            impatient.DefaultRequestHeaders.Authorization = RedfishClient.Basic("admin", StartedSimulator.Password);
            using var given = new CancellationTokenSource();
            var asked = impatient.PostAsync(
                $"{Service}/Actions/CompositionService.Compose", RedfishClient.Json(Manifest("Apply", Decompose("1", "web-1"), Compose("2", "web-2", "r1-d1-s2", _drives[0]))), given.Token);
            while (_simulator.App.World.Work.Items.All(w => w.Kind != CompositionWork.ReleaseKind))
            {
                await Task.Yield();
            }

            await given.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(asked);
        }

        await _simulator.PassAsync(60);

        Pod.FindSystem("web-1").ShouldBeNull();
        Pod.FindSystem("web-2")!.Id.ShouldBe("r1-d1-s2");
        Pod.Reservations.ShouldBeEmpty();
    }

    [Test]
    public async Task A_system_that_is_deleted_while_a_manifest_is_applied_fails_it_and_undoes_the_rest()
    {
        await RunAsync("Apply", Compose("1", "web-1", "r1-d1-s1"));
        _simulator.App.Clock.Freeze();
        var applied = RunAsync("Apply", Compose("1", "web-2", "r1-d1-s2"), Decompose("2", "web-1"));
        while (Pod.FindSystem("web-2") is null)
        {
            await Task.Yield();
        }

        var deleted = Redfish.DeleteAsync($"{Systems}/web-1");
        await _simulator.PassAsync(60);
        (await deleted).Status.ShouldBe(HttpStatusCode.NoContent);
        var answer = await applied;

        answer.Status.ShouldBe(HttpStatusCode.OK);
        Codes(answer, 1).ShouldBe(["GeneralError"]);
        Pod.FindSystem("web-2").ShouldBeNull();
        Pod.Holdings.Count.ShouldBe(0);
    }

    [Test]
    public async Task A_block_is_made_of_blocks_and_used_in_one_manifest()
    {
        var answer = await RunAsync("Apply", ComposeResource("1", "box", _drives[0], _drives[1]), Compose("2", "web-1", "r1-d1-s1", "box"));

        Response(answer, 0).GetProperty("@odata.id").GetString().ShouldBe(Block("box"));
        Response(answer, 1).GetProperty("@odata.id").GetString().ShouldBe($"{Systems}/web-1");
        Pod.BlocksOf(Pod.FindSystem("web-1")!).Select(b => b.Id).ShouldBe(["r1-d1-s1", "box"]);
    }

    [Test]
    public async Task What_one_manifest_takes_apart_it_can_use()
    {
        await RunAsync("Apply", ComposeResource("1", "box", _drives[0], _drives[1]), Compose("2", "web-1", "r1-d1-s1", "box"));

        var answer = await RunAsync("Apply", Decompose("1", "web-1"), DecomposeResource("2", "box"), Compose("3", "web-2", "r1-d1-s1", _drives[1]));

        Response(answer, 1).GetProperty("Links").GetProperty("SupplyingResourceBlocks").GetArrayLength().ShouldBe(2);
        Pod.BlocksOf(Pod.FindSystem("web-2")!).Select(b => b.Id).ShouldBe(["r1-d1-s1", _drives[1]]);
        Pod.FindBlock("box").ShouldBeNull();
    }

    [Test]
    public async Task A_preview_makes_and_removes_no_blocks()
    {
        await Redfish.ComposeBlockAsync("box", _drives[0]);

        var answer = await RunAsync("Preview", DecomposeResource("1", "box"), ComposeResource("2", "crate", _drives[0], _drives[1]), Compose("3", "web-1", "r1-d1-s1", "crate"));

        Response(answer, 1).GetProperty("@odata.id").GetString().ShouldBe(Block("crate"));
        Response(answer, 2).GetProperty("SystemType").GetString().ShouldBe("Composed");
        Pod.Composites.ShouldHaveSingleItem().Id.ShouldBe("box");
    }

    [Test]
    public async Task A_reserved_manifest_makes_its_block_when_it_is_applied()
    {
        var reserved = await RunAsync("PreviewReserve", ComposeResource("1", "box", _drives[0]), Compose("2", "web-1", "r1-d1-s1", "box"));
        var id = reserved.Body.GetProperty("ReservationId").GetString();
        (await Redfish.GetAsync($"{Service}/CompositionReservations/{id}")).Body.GetProperty("ReservedResourceBlocks@odata.count").GetInt32().ShouldBe(2);
        (await Redfish.ComposeBlockAsync("box", _drives[1])).Problems.ShouldBe(["SpecifiedResourceAlreadyReserved #/Links/SupplyingResourceBlocks"]);

        await Redfish.PostAsync(
            $"{Service}/Actions/CompositionService.Compose", $$"""{"RequestFormat":"Manifest","RequestType":"Apply","ReservationId":"{{id}}"}""");

        Pod.BlocksOf(Pod.FindSystem("web-1")!).Select(b => b.Id).ShouldBe(["r1-d1-s1", "box"]);
    }

    [Test]
    public async Task Blocks_are_as_they_were_when_the_hardware_fails()
    {
        await Redfish.ComposeBlockAsync("box", _drives[0], _drives[1]);
        await Redfish.PatchAsync(Block("box"), """{"CompositionStatus":{"Reserved":true}}""");
        await _simulator.Control.PostAsync(
            "/sim/v1/faults", RedfishClient.Json("""{"step":"assemble/configure-system","fail":true,"message":"no answer"}"""));

        var answer = await RunAsync("Apply", DecomposeResource("1", "box"), ComposeResource("2", "crate", _drives[0]), Compose("3", "web-1", "r1-d1-s1", "crate"));

        Codes(answer, 0).ShouldBe(["GeneralError"]);
        var box = Pod.Composites.ShouldHaveSingleItem();
        box.Id.ShouldBe("box");
        box.Suppliers.Select(s => s.Id).ShouldBe([_drives[0], _drives[1]]);
        Pod.MarksOf("box").Reserved.ShouldBeTrue();
    }

    [Test]
    public async Task Every_problem_of_blocks_made_of_blocks_is_told_in_its_stanza()
    {
        await Redfish.ComposeBlockAsync("box", _drives[0]);
        await Redfish.ComposeAsync("web-1", "r1-d1-s1", "box");

        var answer = await RunAsync("Apply", DecomposeResource("1", "box"), ComposeResource("2", "box", _drives[1], "none"), DecomposeResource("3", _drives[2]));

        Codes(answer, 0).ShouldBe(["ResourceBlockInUse"]);
        Codes(answer, 1).ShouldBe(["ResourceAlreadyExists", "ResourceBlockNotFound"]);
        Codes(answer, 2).ShouldBe(["ResourceBlockNotFound"]);
    }

    [TestCase("""{}""", "ActionParameterMissing #/RequestFormat", "ActionParameterMissing #/RequestType", "ActionParameterMissing #/Manifest")]
    [TestCase("""{"RequestFormat":"X","RequestType":"Y","Manifest":{"Stanzas":[]}}""",
        "ActionParameterValueNotInList #/RequestFormat", "ActionParameterValueNotInList #/RequestType", "EmptyManifest #/Manifest/Stanzas")]
    [TestCase("""{"RequestFormat":"Manifest","RequestType":"Apply","ReservationId":"r-9","Manifest":{"Stanzas":[{"StanzaId":"1","StanzaType":"Dance","Colour":1}]}}""",
        "ActionParameterValueConflict #/ReservationId", "PropertyValueNotInList #/Manifest/Stanzas/0/StanzaType",
        "PropertyUnknown #/Manifest/Stanzas/0/Colour", "EmptyManifest #/Manifest/Stanzas/0/Request")]
    public async Task Every_problem_of_the_action_is_told(string body, params string[] problems)
    {
        var answer = await Redfish.PostAsync($"{Service}/Actions/CompositionService.Compose", body);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Problems.ShouldBe(problems, ignoreOrder: true);
    }

    [TestCase("""{"StanzaId":"1","StanzaType":"OEM","Request":{}}""", "UnableToProcessStanzaRequest")]
    [TestCase("""{"StanzaId":"1","StanzaType":"DecomposeSystem","Request":{"@odata.id":"/redfish/v1/Chassis/pod"}}""", "UnableToProcessStanzaRequest")]
    [TestCase("""{"StanzaId":"1","StanzaType":"DecomposeSystem","Request":{"@odata.id":"/redfish/v1/Systems/r1-d1-s1"}}""", "ResourceBlockNotFound")]
    [TestCase("""{"StanzaId":"1","StanzaType":"DecomposeResource","Request":{"@odata.id":"/redfish/v1/Systems/r1-d1-s1"}}""", "UnableToProcessStanzaRequest")]
    [TestCase("""{"StanzaId":"1","StanzaType":"RegisterResourceBlock","Request":{}}""", "UnableToProcessStanzaRequest", "PropertyMissing")]
    [TestCase("""{"StanzaId":"1","StanzaType":"ComposeResource","Request":{}}""", "UnableToProcessStanzaRequest", "PropertyMissing")]
    [TestCase("""{"StanzaId":"1","StanzaType":"ComposeSystem","Request":{"Colour":1}}""",
        "UnableToProcessStanzaRequest", "PropertyMissing", "PropertyMissing", "PropertyUnknown")]
    public async Task What_is_wrong_with_a_stanza_is_told_in_it(string stanza, params string[] codes) =>
        Codes(await RunAsync("Preview", stanza), 0).ShouldBe(codes);

    private Task<Answer> RunAsync(string type, params string[] stanzas) => Redfish.RunAsync(type, stanzas);

    private static JsonElement Response(Answer answer, int stanza) =>
        answer.Body.GetProperty("Manifest").GetProperty("Stanzas")[stanza].GetProperty("Response");

    private static List<string> Codes(Answer answer, int stanza) =>
    [
        .. Response(answer, stanza).GetProperty("error").GetProperty("@Message.ExtendedInfo").EnumerateArray()
            .Select(m => m.GetProperty("MessageId").GetString()!.Split('.')[^1]),
    ];
}
