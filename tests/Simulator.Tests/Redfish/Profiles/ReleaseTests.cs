using System.Net;
using System.Text.Json;
using NUnit.Framework;
using Shouldly;
using Simulator.Redfish;

namespace Simulator.Tests.Redfish.Profiles;

/// <summary>What releases of the Intel RSD pod manager had elsewhere, or had otherwise (contract of the pod manager, 1.1 to 1.11).</summary>
public sealed class ReleaseTests
{
    private const string Root = "/redfish/v1";
    private const string System = Root + "/Systems/r1-d1-s1";
    private const string Discovery = System + "/Actions/ComputerSystem.StartDeepDiscovery";

    private StartedSimulator? _simulator;

    private RedfishClient Redfish => _simulator!.Redfish;

    [SetUp]
    public void Forget() => _simulator = null;

    [TearDown]
    public async Task StopAsync() => await (_simulator?.DisposeAsync() ?? ValueTask.CompletedTask);

    [TestCase("rsd-1.2", "Chassis EthernetSwitches EventService Managers Nodes Services Systems")]
    [TestCase("rsd-2.1", "Chassis EthernetSwitches EventService Fabrics Managers Nodes Services Systems")]
    [TestCase("rsd-2.2", "Chassis EventService Fabrics Managers Systems TelemetryService")]
    [TestCase("rsd-2.3", "Chassis EventService Fabrics Managers StorageServices Systems TelemetryService")]
    [TestCase("rsd-2.4", "AccountService Chassis EventService Fabrics Managers Registries SessionService StorageServices Systems Tasks UpdateService")]
    public async Task The_root_links_what_the_release_had(string profile, string names)
    {
        var root = await ReadAsync(profile, Root);

        root.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.Object && p.Value.TryGetProperty("@odata.id", out _))
            .Select(p => p.Name).Order(StringComparer.Ordinal).ShouldBe(names.Split(' '));
        root.GetProperty("@odata.id").GetString().ShouldBe(Root);
        root.GetProperty("Id").GetString().ShouldBe("v1");
        root.GetProperty("Links").GetRawText().ShouldBe("""{"Oem":{}}""");
    }

    [TestCase("rsd-1.2", "/Chassis/1-c-1", "/Chassis/pod")]
    [TestCase("rsd-2.1", "/Chassis/1-c-1", "/Chassis/pod")]
    [TestCase("rsd-2.4", "/Chassis/pod", "/Chassis/1-c-1")]
    [TestCase("rsd-2.1", "/Chassis/r1-d3/PCIeDevices/r1-d3-nvme-1/Functions", "/Chassis/r1-d3/PCIeDevices/r1-d3-nvme-1/PCIeFunctions")]
    [TestCase("rsd-2.1", "/Systems/r1-d1-s1/NetworkInterfaces/nic-1/NetworkDeviceFunctions/eth-1", "/Chassis/r1-d1-s1/NetworkAdapters/nic-1/NetworkDeviceFunctions/eth-1")]
    [TestCase("rsd-2.4", "/Chassis/r1-d1-s1/NetworkAdapters/nic-1/NetworkDeviceFunctions/eth-1", "/Chassis/r1-d1-s1/NetworkAdapters/nic-1/Ports")]
    [TestCase("rsd-2.4", "/StorageServices/r1-ss1/Drives/3", "/Chassis/r1-ss1/Drives/3")]
    [TestCase("rsd-2.4", "/Chassis/r1-d3/Drives", "/StorageServices/r1-d3/Drives")]
    [TestCase("rsd-2.4", "/Oem/Intel_RackScale/TelemetryService/Triggers", "/TelemetryService/Triggers")]
    [TestCase("rsd-2.1", "/Fabrics/pcie", "/Fabrics/ethernet")]
    [TestCase("rsd-2.2", "/Chassis/1-c-1", "/Chassis/r1/PowerZones")]
    [TestCase("rsd-2.2", "/Services/r1-ss1", "/StorageServices")]
    [TestCase("rsd-2.2", "/TelemetryService/Triggers", "/Oem/Intel_RackScale/TelemetryService")]
    [TestCase("rsd-2.2", "/Systems/r1-d1-s1/NetworkInterfaces/nic-1/NetworkDeviceFunctions/eth-1", "/Chassis/r1-d1-s1/NetworkAdapters")]
    [TestCase("rsd-2.2", "/Fabrics/pcie", "/Fabrics/iscsi")]
    [TestCase("rsd-2.3", "/Chassis/1-c-1", "/Chassis/pod")]
    [TestCase("rsd-2.3", "/StorageServices/r1-ss1/Drives/3", "/Services")]
    [TestCase("rsd-2.3", "/TelemetryService/MetricDefinitions", "/TaskService")]
    [TestCase("rsd-2.3", "/Chassis/r1-d1-s1/NetworkAdapters/nic-1/NetworkDeviceFunctions/eth-1", "/SessionService")]
    [TestCase("rsd-2.3", "/Fabrics/iscsi", "/UpdateService")]
    [TestCase("rsd-1.2", "/Chassis/r1/PowerZones/1", "/Chassis/r1/Power")]
    [TestCase("rsd-2.1", "/Chassis/r1/Power", "/Chassis/r1-d1/PowerZones")]
    [TestCase("rsd-2.4", "/Chassis/r1/Power", "/Chassis/r1/PowerZones")]
    [TestCase("rsd-2.4", "/Fabrics/pcie/Zones", "/Fabrics/pcie/EndpointGroups")]
    [TestCase("rsd-2.4", "/Chassis/r1-d1-s1", "/Chassis/r1-d1-s1/FabricAdapters")]
    [TestCase("rsd-2.4", "/Systems/r1-d1-s1", "/Systems/r1-d1-s1/FabricAdapters")]
    [TestCase("rsd-2.4", "/Chassis/r1", "/PowerEquipment/PowerShelves")]
    [TestCase("rsd-2.4", "/Chassis/r2", "/ThermalEquipment")]
    [TestCase("rsd-2.4", "/Chassis/r1-d1", "/openapi.yaml")]
    public async Task A_resource_lies_where_the_release_had_it(string profile, string there, string notThere)
    {
        var found = await ReadAsync(profile, Root + there);

        found.GetProperty("@odata.id").GetString().ShouldBe(Root + there);
        (await Redfish.GetAsync(Root + notThere)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task What_lies_elsewhere_is_linked_and_named_from_there()
    {
        var pod = await ReadAsync("rsd-1.2", Root + "/Chassis/1-c-1");
        var rack = (await Redfish.GetAsync(Root + "/Chassis/r1")).Body;

        pod.GetProperty("Id").GetString().ShouldBe("1-c-1");
        pod.GetProperty("ChassisType").GetString().ShouldBe("Pod");
        Uri(rack.GetProperty("Links").GetProperty("ContainedBy")).ShouldBe(Root + "/Chassis/1-c-1");
        var subscribed = await Redfish.PostAsync(
            Root + "/EventService/Subscriptions",
            """{"Name":"mine","Destination":"http://127.0.0.1:9/","Protocol":"Redfish","Context":"x","OriginResources":[{"@odata.id":"/redfish/v1/Chassis/1-c-1"}]}""");
        subscribed.Status.ShouldBe(HttpStatusCode.Created, subscribed.Text);
        subscribed.Body.GetProperty("Name").GetString().ShouldBe("mine");
        subscribed.Body.TryGetProperty("SubscriptionType", out _).ShouldBeFalse();
        Uri(subscribed.Body.GetProperty("OriginResources")[0]).ShouldBe(Root + "/Chassis/1-c-1");
    }

    [TestCase("rsd-1.2")]
    [TestCase("rsd-2.4")]
    public async Task The_test_event_had_another_name(string profile)
    {
        var actions = (await ReadAsync(profile, Root + "/EventService")).GetProperty("Actions");

        actions.GetProperty("#EventService.SendTestEvent").GetProperty("target").GetString().ShouldBe(Root + "/EventService/Actions/EventService.SendTestEvent");
        actions.TryGetProperty("#EventService.SubmitTestEvent", out _).ShouldBeFalse();
    }

    [Test]
    public async Task Telemetry_is_a_matter_of_Intels_section_in_2_4()
    {
        var root = await ReadAsync("rsd-2.4", Root);
        var link = Uri(root.GetProperty("Oem").GetProperty("Intel_RackScale").GetProperty("TelemetryService"));

        link.ShouldBe(Root + "/Oem/Intel_RackScale/TelemetryService");
        var service = (await Redfish.GetAsync(link)).Body;
        service.GetProperty("@odata.type").GetString().ShouldBe("#TelemetryService.v1_1_0.TelemetryService");
        Uri(service.GetProperty("MetricDefinitions")).ShouldBe(link + "/MetricDefinitions");
        service.TryGetProperty("MetricReports", out _).ShouldBeFalse();
    }

    [TestCase("rsd-1.2", "?$filter=Name eq 'x'", HttpStatusCode.NotImplemented)]
    [TestCase("rsd-2.4", "?$filter=Name eq 'x'", HttpStatusCode.OK)]
    [TestCase("rsd-2.4", "?$select=Name", HttpStatusCode.NotImplemented)]
    [TestCase("rsd-2.4", "?only", HttpStatusCode.OK)]
    public async Task Queries_are_those_of_the_release(string profile, string query, HttpStatusCode status)
    {
        await StartAsync(profile);

        var answer = await Redfish.GetAsync(Root + "/Systems" + query);

        answer.Status.ShouldBe(status);
        if (status == HttpStatusCode.OK)
        {
            answer.Body.GetProperty("Members").GetArrayLength().ShouldBe(query.Contains("filter", StringComparison.Ordinal) ? 0 : 16);
        }
    }

    [Test]
    public async Task The_power_supplies_of_a_rack_are_a_zone_of_it([Values("rsd-1.2", "rsd-2.1")] string profile)
    {
        var rack = await ReadAsync(profile, Root + "/Chassis/r1");
        var zone = (await Redfish.GetAsync(Uri(rack.GetProperty("PowerZones")) + "/1")).Body;

        zone.GetProperty("@odata.type").GetString().ShouldBe(profile == "rsd-1.2" ? "#PowerZone.1.0.0.PowerZone" : "#PowerZone.v1_0_0.PowerZone");
        (Number(zone, "MaxPSUsSupported"), Number(zone, "NumberOfPSUsPresent"), Number(zone, "PowerCapacityWatts")).ShouldBe((2, 2, 12_000));
        zone.GetProperty("Presence").GetString().ShouldBe("11");
        Number(zone, "PowerConsumedWatts").ShouldBeGreaterThan(Number(zone, "PowerOutputWatts"));
        Number(zone, "PowerOutputWatts").ShouldBeGreaterThan(0);
        var place = zone.GetProperty("RackLocation");
        (place.GetProperty("RackUnits").GetString(), Number(place, "XLocation"), Number(place, "ULocation"), Number(place, "UHeight")).ShouldBe(("U", 0, 1, 2));
        zone.GetProperty("PowerSupplies").EnumerateArray().Sum(s => Number(s, "PowerCapacityWatts")).ShouldBe(12_000);
    }

    [Test]
    public async Task The_fans_of_a_drawer_are_a_zone_of_it()
    {
        var drawer = await ReadAsync("rsd-1.2", Root + "/Chassis/r1-d1");
        var zone = (await Redfish.GetAsync(Uri(drawer.GetProperty("ThermalZones")) + "/1")).Body;

        (Number(zone, "MaxFansSupported"), Number(zone, "NumberOfFansPresent")).ShouldBe((4, 4));
        zone.GetProperty("Presence").GetString().ShouldBe("1111");
        Number(zone, "DesiredSpeedPWM").ShouldBeInRange(1, 100);
        Number(zone, "DesiredSpeedRPM").ShouldBeGreaterThan(0);
        Number(zone, "VolumetricAirflow").ShouldBeGreaterThan(0);
        zone.GetProperty("Temperatures").GetArrayLength().ShouldBe(2);
        zone.GetProperty("Fans").EnumerateArray().Select(f => Number(f, "ReadingRPM")).ShouldAllBe(rpm => rpm > 0);
        (await Redfish.GetAsync(Root + "/Chassis/r1-d1/ThermalZones/2")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Redfish.GetAsync(Root + "/Chassis/r1/ThermalZones")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task Power_and_Thermal_have_sections_of_Intels([Values("rsd-2.1", "rsd-2.4")] string profile)
    {
        var power = await ReadAsync(profile, Root + "/Chassis/r1/Power");
        var thermal = (await Redfish.GetAsync(Root + "/Chassis/r1-d1/Thermal")).Body;

        Section(power).GetProperty("InputACPowerWatts").GetDouble().ShouldBeGreaterThan(0);
        Section(thermal).GetProperty("VolumetricAirflowCfm").GetDouble().ShouldBeGreaterThan(0);
        Section(thermal).GetProperty("DesiredSpeedPwm").GetDouble().ShouldBeInRange(1, 100);
    }

    [TestCase("rsd-1.2", "/Services/r1-ss1")]
    [TestCase("rsd-2.4", "/StorageServices/r1-ss1")]
    public async Task The_pod_manager_tells_what_it_manages(string profile, string service)
    {
        var manager = await ReadAsync(profile, Root + "/Managers/PodManager");
        var managed = Section(manager.GetProperty("Links"));

        manager.GetProperty("ManagerType").GetString().ShouldBe("Service");
        Section(manager).GetProperty("Trusted").GetBoolean().ShouldBeTrue();
        Uri(managed.GetProperty("ManagerForServices")[0]).ShouldBe(Root + service);
        managed.GetProperty("ManagerForEthernetSwitches").GetArrayLength().ShouldBe(2);
        managed.GetProperty("ManagerForFabrics").GetArrayLength().ShouldBe(profile == "rsd-1.2" ? 0 : 3);
        (await Redfish.GetAsync(Root + "/Managers/r1-d1-s1-bmc")).Body.GetProperty("ManagerType").GetString().ShouldBe("ManagementController");
    }

    [TestCase("rsd-1.2")]
    [TestCase("rsd-2.1")]
    [TestCase("rsd-2.2")]
    [TestCase("rsd-2.3")]
    public async Task A_free_system_can_be_looked_into(string profile)
    {
        var discovery = profile == "rsd-2.3" ? System + "/Actions/Oem/Intel.Oem.StartDeepDiscovery" : Discovery;
        var system = await ReadAsync(profile, System);
        var actions = system.GetProperty("Actions");
        var action = profile == "rsd-1.2"
            ? actions.GetProperty("#ComputerSystem.StartDeepDiscovery") : actions.GetProperty("Oem").GetProperty("#Intel.Oem.StartDeepDiscovery");

        action.GetProperty("target").GetString().ShouldBe(discovery);
        (await StateAsync()).ShouldBe("Deep");
        _simulator!.App.Clock.Freeze();
        (await Redfish.PostAsync(discovery)).Status.ShouldBe(HttpStatusCode.NoContent);
        (await StateAsync()).ShouldBe("DeepInProgress");
        (await Redfish.PostAsync(discovery)).Status.ShouldBe(HttpStatusCode.Conflict);
        await _simulator.PassAsync(60);
        (await StateAsync()).ShouldBe("Deep");
        (await Redfish.PostAsync(discovery, """{"Hard":true}""")).Status.ShouldBe(HttpStatusCode.BadRequest);
        await Redfish.PostAsync(Root + "/Nodes/Actions/Allocate", """{"Processors":[{"Chassis":{"@odata.id":"/redfish/v1/Chassis/r1-d1-s1"}}]}""");
        (await Redfish.PostAsync(discovery)).Status.ShouldBe(HttpStatusCode.Conflict);

        async Task<string?> StateAsync() => Section((await Redfish.GetAsync(System)).Body).GetProperty("DiscoveryState").GetString();
    }

    [Test]
    public async Task From_2_4_on_systems_are_looked_into_unasked()
    {
        var system = await ReadAsync("rsd-2.4", System);

        Section(system).TryGetProperty("DiscoveryState", out _).ShouldBeFalse();
        (await Redfish.PostAsync(Discovery)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [TestCase("rsd-1.2", "Off")]
    [TestCase("rsd-2.1", "Off")]
    [TestCase("rsd-2.2", "Off")]
    [TestCase("rsd-2.3", "Off")]
    [TestCase("rsd-2.4", "On")]
    public async Task A_system_is_left_as_the_release_left_it(string profile, string power)
    {
        await StartAsync(profile);
        var node = Root + "/Nodes/1";
        await Redfish.PostAsync(Root + "/Nodes/Actions/Allocate", "{}");
        await Redfish.PostAsync(node + "/Actions/ComposedNode.Assemble");
        await _simulator!.PassAsync(60);
        var system = Uri((await Redfish.GetAsync(node)).Body.GetProperty("Links").GetProperty("ComputerSystem"));
        await Redfish.PostAsync(node + "/Actions/ComposedNode.Reset", """{"ResetType":"On"}""");
        await _simulator.PassAsync(60);

        (await Redfish.DeleteAsync(node)).Status.ShouldBe(HttpStatusCode.NoContent);

        (await Redfish.GetAsync(system)).Body.GetProperty("PowerState").GetString().ShouldBe(power);
    }

    // 2.1 and 2.2: off only if the node was assembled.
    [TestCase("rsd-2.2", "On")]
    [TestCase("rsd-2.3", "Off")]
    public async Task A_system_of_a_node_that_was_not_assembled_is_left_as_the_release_left_it(string profile, string power)
    {
        await StartAsync(profile);
        await Redfish.PostAsync(Root + "/Nodes/Actions/Allocate", "{}");
        var system = Uri((await Redfish.GetAsync(Root + "/Nodes/1")).Body.GetProperty("Links").GetProperty("ComputerSystem"));
        await Redfish.PostAsync(system + "/Actions/ComputerSystem.Reset", """{"ResetType":"On"}""");
        await _simulator!.PassAsync(60);

        (await Redfish.DeleteAsync(Root + "/Nodes/1")).Status.ShouldBe(HttpStatusCode.NoContent);

        (await Redfish.GetAsync(system)).Body.GetProperty("PowerState").GetString().ShouldBe(power);
    }

    [TestCase("rsd-1.2", "#ComposedNode.1.0.0.ComposedNode", "ManagedBy LocalDrives RemoteDrives", "SystemType Processors Memory", "")]
    [TestCase("rsd-2.2", "#ComposedNode.v1_0_0.ComposedNode", "ManagedBy LocalDrives RemoteDrives", "Processors Memory", "AttachEndpoint DetachEndpoint")]
    [TestCase("rsd-2.3", "#ComposedNode.v1_0_0.ComposedNode", "ManagedBy Storage", "ClearTPMOnDelete", "AttachResource DetachResource")]
    [TestCase("rsd-2.4", "#ComposedNode.v1_1_0.ComposedNode", "Storage", "ClearTPMOnDelete ClearOptaneDCPersistentMemoryOnDelete", "AttachResource DetachResource ForceDelete")]
    public async Task A_node_has_what_the_release_gave_it(string profile, string type, string links, string properties, string actions)
    {
        await StartAsync(profile);
        var allocated = await Redfish.PostAsync(Root + "/Nodes/Actions/Allocate", "{}");
        allocated.Headers["Location"].StartsWith('/').ShouldBe(profile == "rsd-2.4");

        var node = (await Redfish.GetAsync(Root + "/Nodes/1")).Body;

        node.GetProperty("@odata.type").GetString().ShouldBe(type);
        Some(node.GetProperty("Links"), "ManagedBy LocalDrives RemoteDrives Storage").ShouldBe(links);
        Some(node, "SystemType Processors Memory ClearTPMOnDelete ClearOptaneDCPersistentMemoryOnDelete").ShouldBe(properties);
        Some(node.GetProperty("Actions"), "AttachEndpoint DetachEndpoint AttachResource DetachResource ForceDelete", "#ComposedNode.").ShouldBe(actions);

        static string Some(JsonElement value, string names, string before = "") =>
            string.Join(' ', names.Split(' ').Where(n => value.TryGetProperty(before + n, out _)));
    }

    [Test]
    public async Task A_switch_port_has_VLANs_by_their_old_name([Values("rsd-1.2", "rsd-2.1", "rsd-2.4")] string profile)
    {
        await StartAsync(profile);
        const string vlans = Root + "/EthernetSwitches/r1-switch-1/Ports/1/VLANs";

        var made = await Redfish.PostAsync(vlans, """{"VLANId":110,"VLANEnable":true,"Oem":{"Intel_RackScale":{"Tagged":true}}}""");

        made.Status.ShouldBe(HttpStatusCode.Created, made.Text);
        made.Body.GetProperty("@odata.type").GetString()!.ShouldStartWith("#VLanNetworkInterface.");
        var port = (await Redfish.GetAsync(Root + "/EthernetSwitches/r1-switch-1/Ports/1")).Body;
        port.GetProperty("NeighborMAC").GetString().ShouldNotBeNull();
        Uri(Section(port.GetProperty("Links")).GetProperty("NeighborInterface")).ShouldStartWith(Root + "/Systems/");
    }

    private async Task StartAsync(string profile) =>
        _simulator = await StartedSimulator.StartAsync(o => o with { Profile = RedfishProfile.Find(profile)! });

    private async Task<JsonElement> ReadAsync(string profile, string path)
    {
        await StartAsync(profile);
        var answer = await Redfish.GetAsync(path);
        answer.Status.ShouldBe(HttpStatusCode.OK, path);
        return answer.Body;
    }

    private static JsonElement Section(JsonElement resource) => resource.GetProperty("Oem").GetProperty("Intel_RackScale");

    private static string Uri(JsonElement link) => link.GetProperty("@odata.id").GetString()!;

    private static int Number(JsonElement value, string name) => value.GetProperty(name).GetInt32();
}
