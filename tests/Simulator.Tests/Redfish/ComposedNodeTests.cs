using System.Net;
using NUnit.Framework;
using Shouldly;
using Simulator.Hardware;

namespace Simulator.Tests.Redfish;

public sealed class ComposedNodeTests
{
    private const string Nodes = "/redfish/v1/Nodes";
    private const string WithDrive = """{"LocalDrives":[{"FabricSwitch":true}]}""";

    private StartedSimulator _simulator = null!;

    private RedfishClient Redfish => _simulator.Redfish;

    [SetUp]
    public async Task StartAsync()
    {
        _simulator = await StartedSimulator.StartAsync();
        _simulator.App.Clock.Freeze();
    }

    [TearDown]
    public async Task StopAsync()
    {
        _simulator.App.Pod.CheckInvariants().ShouldBeEmpty();
        await _simulator.DisposeAsync();
    }

    [Test]
    public async Task The_collection_names_its_action()
    {
        var body = (await Redfish.GetAsync(Nodes)).Body;

        body.GetProperty("Actions").GetProperty("#ComposedNodeCollection.Allocate").GetProperty("target").GetString().ShouldBe($"{Nodes}/Actions/ComposedNodeCollection.Allocate");
        body.GetProperty("Members@odata.count").GetInt32().ShouldBe(0);
    }

    [Test]
    public async Task An_allocated_node_is_found_at_its_location()
    {
        var answer = await AllocateAsync("""{"Name":"web-1","Description":"front","Security":{"ClearTPMOnDelete":false}}""");

        answer.Status.ShouldBe(HttpStatusCode.Created);
        answer.Headers["Location"].ShouldBe($"{Nodes}/1");
        answer.Bytes.ShouldBeEmpty();
        var node = (await Redfish.GetAsync($"{Nodes}/1")).Body;
        node.GetProperty("Name").GetString().ShouldBe("web-1");
        node.GetProperty("Description").GetString().ShouldBe("front");
        node.GetProperty("ComposedNodeState").GetString().ShouldBe("Allocated");
        node.GetProperty("ClearTPMOnDelete").GetBoolean().ShouldBeFalse();
        node.GetProperty("ClearOptaneDCPersistentMemoryOnDelete").GetBoolean().ShouldBeTrue();
    }

    [Test]
    public async Task An_empty_request_takes_any_system_and_names_the_node()
    {
        await AllocateAsync("{}");

        (await Redfish.GetAsync($"{Nodes}/1")).Body.GetProperty("Name").GetString().ShouldBe("Composed Node");
    }

    [Test]
    public async Task A_request_is_met_by_all_that_it_says()
    {
        await AllocateAsync("""
            { "TotalSystemCoreCount": 32, "TotalSystemMemoryMiB": 65536, "Oem": {},
              "Processors": [ { "TotalCores": 16, "InstructionSet": "x86-64", "ProcessorType": "CPU", "AchievableSpeedMHz": 2000,
                                "Oem": { "Intel_RackScale": { "Brand": "Gold" } }, "Chassis": { "@odata.id": "/redfish/v1/Chassis/r2" } } ],
              "Memory": [ { "CapacityMiB": 32768, "MemoryType": "DRAM", "MemoryDeviceType": "DDR4", "SpeedMHz": 2400, "DataWidthBits": 64 } ],
              "LocalDrives": [ { "CapacityGiB": 800, "Type": "SSD", "Interface": "NVMe", "FabricSwitch": true } ],
              "EthernetInterfaces": [ { "SpeedMbps": 25000 } ] }
            """);

        var system = await SystemOfAsync("1");
        system.ShouldStartWith("/redfish/v1/Systems/r2-");
        (await Redfish.GetAsync(system)).Body.GetProperty("Model").GetString().ShouldBe("C220 sled");
    }

    [Test]
    public async Task A_named_resource_is_the_one_that_is_taken()
    {
        await AllocateAsync("""
            { "Processors": [ { "Resource": { "@odata.id": "/redfish/v1/Systems/r2-d2-s2/Processors/cpu-1" } } ],
              "LocalDrives": [ { "Resource": { "@odata.id": "/redfish/v1/Chassis/r1-d3/Drives/r1-d3-nvme-9" } } ] }
            """);

        (await SystemOfAsync("1")).ShouldBe("/redfish/v1/Systems/r2-d2-s2");
        (await Redfish.GetAsync($"{Nodes}/1")).Text.ShouldContain("/redfish/v1/Chassis/r1-d3/Drives/r1-d3-nvme-9");
    }

    [Test]
    public async Task All_problems_of_a_request_are_told_and_nothing_is_taken()
    {
        var answer = await AllocateAsync("""
            { "Name": null, "TotalSystemCoreCount": 0, "TotalSystemMemoryMiB": 1.5, "Colour": "red", "Processors": { }, "RemoteDrives": [ ],
              "Memory": [ { "CapacityMiB": -1, "DimmDeviceType": "DDR4" }, 7, { "MemoryType": "Core" } ],
              "LocalDrives": [ { "Type": "Tape", "FabricSwitch": "yes", "Resource": { } } ],
              "EthernetInterfaces": [ { "SpeedMbps": "fast", "VLANs": [ { } ], "PrimaryVLAN": 7 } ],
              "Security": { "TpmPresent": false, "TpmInterfaceType": "TPM2_0", "Lock": 1 } }
            """);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Body.GetProperty("error").GetProperty("message").GetString().ShouldBe("Request payload is invalid or missing.");
        answer.Problems.Distinct().ShouldBe(
        [
            "PropertyValueTypeError #/Name",
            "PropertyValueOutOfRange #/TotalSystemCoreCount",
            "PropertyValueTypeError #/TotalSystemMemoryMiB",
            "PropertyUnknown #/Colour",
            "PropertyValueTypeError #/Processors",
            "PropertyValueOutOfRange #/Memory/0/CapacityMiB",
            "PropertyUnknown #/Memory/0/DimmDeviceType",
            "PropertyValueTypeError #/Memory/1",
            "PropertyValueNotInList #/Memory/2/MemoryType",
            "PropertyValueNotInList #/LocalDrives/0/Type",
            "PropertyValueTypeError #/LocalDrives/0/FabricSwitch",
            "PropertyMissing #/LocalDrives/0/Resource/@odata.id",
            "PropertyValueTypeError #/EthernetInterfaces/0/SpeedMbps",
            "PropertyMissing #/EthernetInterfaces/0/VLANs/0/VLANId",
            "PropertyValueError #/EthernetInterfaces/0/PrimaryVLAN",
            "PropertyValueError #/Security/TpmInterfaceType",
            "PropertyUnknown #/Security/Lock",
        ], ignoreOrder: true);
        answer.Problems.ShouldBeUnique();
        (await CountAsync()).ShouldBe(0);
    }

    [Test]
    public async Task A_missing_body_is_refused()
    {
        var answer = await Redfish.PostAsync($"{Nodes}/Actions/Allocate");

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Problems.ShouldBe(["EmptyJSON"]);
    }

    [Test]
    public async Task Resources_that_do_not_exist_are_a_conflict_and_all_named()
    {
        var answer = await AllocateAsync("""
            { "Processors": [ { "Resource": { "@odata.id": "/redfish/v1/Systems/none/Processors/cpu-1" } } ],
              "Memory": [ { "Chassis": { "@odata.id": "/redfish/v1/Chassis/none" } }, { "Chassis": { "@odata.id": "/redfish/v1/Chassis/pod" } } ] }
            """);

        answer.Status.ShouldBe(HttpStatusCode.Conflict);
        answer.Body.GetProperty("error").GetProperty("message").GetString().ShouldBe("Conflict during allocation");
        answer.Problems.ShouldBe(["ResourceMissingAtURI", "ResourceMissingAtURI"]);
        answer.Text.ShouldContain("/redfish/v1/Systems/none/Processors/cpu-1");
        answer.Text.ShouldContain("/redfish/v1/Chassis/none");
    }

    [Test]
    public async Task A_request_that_nothing_meets_is_told_how_far_it_came()
    {
        var answer = await AllocateAsync("""{"Memory":[{"CapacityMiB":99999999}]}""");

        answer.Status.ShouldBe(HttpStatusCode.Conflict);
        answer.Problems.ShouldBe(["ResourceExhaustion", "ResourceExhaustion"]);
        answer.Text.ShouldContain("There are no computer systems available for this allocation request.");
        answer.Text.ShouldContain(
            "Available assets count after applying filters: [available: 16 -> online systems: 16 -> status: 16 -> resource: 16 -> chassis: 16 -> processors: 16 -> memory: 0]");
        (await CountAsync()).ShouldBe(0);
    }

    [Test]
    public async Task A_rack_of_sixteen_systems_gives_sixteen_nodes()
    {
        for (var i = 0; i < 16; i++)
        {
            (await AllocateAsync("{}")).Status.ShouldBe(HttpStatusCode.Created);
        }

        (await AllocateAsync("{}")).Status.ShouldBe(HttpStatusCode.Conflict);
        (await CountAsync()).ShouldBe(16);
    }

    [Test]
    public async Task Two_clients_at_once_never_get_one_device()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => AllocateAsync(WithDrive)));

        answers.Count(a => a.Status == HttpStatusCode.Created).ShouldBe(12); // as many as there are pooled drives
        answers.Count(a => a.Status == HttpStatusCode.Conflict).ShouldBe(8);
    }

    [Test]
    public async Task Assembly_is_answered_at_once_and_ends_in_its_time()
    {
        await AllocateAsync(WithDrive);

        (await AssembleAsync("{}")).Status.ShouldBe(HttpStatusCode.NoContent);

        (await StateAsync()).ShouldBe("Assembling");
        await _simulator.PassAsync(5.9); // one device 2 s, the system 4 s
        (await StateAsync()).ShouldBe("Assembling");
        await _simulator.PassAsync(0.1);
        (await StateAsync()).ShouldBe("Assembled");
    }

    [Test]
    public async Task Only_an_allocated_node_is_assembled()
    {
        await AllocateAsync("{}");
        await AssembleAsync();

        var again = await AssembleAsync();

        again.Status.ShouldBe(HttpStatusCode.Conflict);
        again.Text.ShouldContain("The node is Assembling; Assemble needs it Allocated.");
        (await AssembleAsync("""{"Fast":true}""")).Problems.ShouldBe(["ActionParameterUnknown #/Fast"]);
        (await Redfish.PostAsync($"{Nodes}/9/Actions/ComposedNode.Assemble")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task A_node_is_reset_when_it_is_assembled_and_not_before()
    {
        await AllocateAsync("{}");
        (await ResetAsync("On")).Status.ShouldBe(HttpStatusCode.Conflict);
        await AssembleAsync();
        await _simulator.PassAsync(10);

        (await ResetAsync("On")).Status.ShouldBe(HttpStatusCode.NoContent);

        (await Redfish.GetAsync($"{Nodes}/1")).Body.GetProperty("PowerState").GetString().ShouldBe("PoweringOn");
        (await Redfish.GetAsync(await SystemOfAsync("1"))).Body.GetProperty("PowerState").GetString().ShouldBe("PoweringOn");
    }

    [Test]
    public async Task A_patch_writes_through_to_the_system()
    {
        await AllocateAsync("{}");

        var answer = await Redfish.PatchAsync(
            $"{Nodes}/1", """{"Boot":{"BootSourceOverrideTarget":"Hdd","BootSourceOverrideEnabled":"Continuous"},"ClearTPMOnDelete":false}""");

        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Body.GetProperty("ClearTPMOnDelete").GetBoolean().ShouldBeFalse();
        (await Redfish.GetAsync(await SystemOfAsync("1"))).Body.GetProperty("Boot").GetProperty("BootSourceOverrideTarget").GetString().ShouldBe("Hdd");
    }

    [Test]
    public async Task All_problems_of_a_patch_are_told_and_nothing_is_changed()
    {
        await AllocateAsync("{}");
        var before = await Redfish.GetAsync($"{Nodes}/1");

        var answer = await Redfish.PatchAsync(
            $"{Nodes}/1", """{"Boot":{"BootSourceOverrideTarget":"Floppy"},"ClearTPMOnDelete":"no","Name":"x","Colour":1,"ClearOptaneDCPersistentMemoryOnDelete":false}""");

        answer.Problems.ShouldBe(
        [
            "PropertyValueNotInList #/Boot/BootSourceOverrideTarget", "PropertyValueTypeError #/ClearTPMOnDelete", "PropertyNotWritable #/Name",
            "PropertyUnknown #/Colour",
        ], ignoreOrder: true);
        (await Redfish.GetAsync($"{Nodes}/1")).Text.ShouldBe(before.Text);
    }

    [Test]
    public async Task A_node_that_lost_a_part_is_offline_until_it_is_back()
    {
        await AllocateAsync("{}");
        await AssembleAsync();
        await _simulator.PassAsync(10);
        var system = (await SystemOfAsync("1")).Split('/')[^1];

        _simulator.App.Pod.SetHealth(system, Health.Critical);
        var lost = (await Redfish.GetAsync($"{Nodes}/1")).Body;
        var refused = await Redfish.PatchAsync($"{Nodes}/1", """{"ClearTPMOnDelete":false}""");
        _simulator.App.Pod.SetHealth(system, Health.OK);

        lost.GetProperty("ComposedNodeState").GetString().ShouldBe("Failed");
        lost.GetProperty("Status").GetProperty("State").GetString().ShouldBe("UnavailableOffline");
        lost.GetProperty("Status").GetProperty("Health").GetString().ShouldBe("Critical");
        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        (await StateAsync()).ShouldBe("Assembled");
    }

    [Test]
    public async Task A_delete_is_answered_when_everything_is_given_back()
    {
        await AllocateAsync(WithDrive);
        _simulator.App.Clock.Unfreeze();
        var before = _simulator.App.Clock.GetUtcNow();

        (await Redfish.DeleteAsync($"{Nodes}/1")).Status.ShouldBe(HttpStatusCode.NoContent);

        (_simulator.App.Clock.GetUtcNow() - before).ShouldBe(TimeSpan.FromSeconds(4)); // the erase of one drive
        _simulator.App.Pod.Holdings.Count.ShouldBe(0);
        (await Redfish.GetAsync($"{Nodes}/1")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Redfish.DeleteAsync($"{Nodes}/1")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await AllocateAsync(WithDrive)).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Test]
    public async Task A_node_is_deleted_while_it_is_assembled()
    {
        await AllocateAsync(WithDrive);
        await AssembleAsync();
        await _simulator.PassAsync(1);
        _simulator.App.Clock.Unfreeze();

        (await Redfish.DeleteAsync($"{Nodes}/1")).Status.ShouldBe(HttpStatusCode.NoContent);
        await _simulator.PassAsync(60);

        (await CountAsync()).ShouldBe(0);
        _simulator.App.Pod.Holdings.Count.ShouldBe(0);
    }

    [Test]
    public async Task Two_deletes_at_once_both_end_well()
    {
        await AllocateAsync(WithDrive);
        _simulator.App.Clock.Unfreeze();

        var answers = await Task.WhenAll(Redfish.DeleteAsync($"{Nodes}/1"), Redfish.DeleteAsync($"{Nodes}/1"));

        answers.ShouldAllBe(a => a.Status == HttpStatusCode.NoContent || a.Status == HttpStatusCode.NotFound);
        answers.ShouldContain(a => a.Status == HttpStatusCode.NoContent);
    }

    private Task<Answer> AllocateAsync(string body) => Redfish.PostAsync($"{Nodes}/Actions/Allocate", body);

    private Task<Answer> AssembleAsync(string? body = null) => Redfish.PostAsync($"{Nodes}/1/Actions/ComposedNode.Assemble", body);

    private Task<Answer> ResetAsync(string type) => Redfish.PostAsync($"{Nodes}/1/Actions/ComposedNode.Reset", $$"""{"ResetType":"{{type}}"}""");

    private async Task<string> StateAsync() => (await Redfish.GetAsync($"{Nodes}/1")).Body.GetProperty("ComposedNodeState").GetString()!;

    private async Task<string> SystemOfAsync(string node) =>
        (await Redfish.GetAsync($"{Nodes}/{node}")).Body.GetProperty("Links").GetProperty("ComputerSystem").GetProperty("@odata.id").GetString()!;

    private async Task<int> CountAsync() => (await Redfish.GetAsync(Nodes)).Body.GetProperty("Members@odata.count").GetInt32();
}
