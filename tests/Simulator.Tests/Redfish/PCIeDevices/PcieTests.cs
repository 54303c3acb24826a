using System.Text.Json;
using NUnit.Framework;
using Shouldly;

namespace Simulator.Tests.Redfish;

public sealed class PcieTests
{
    private StartedSimulator _simulator = null!;

    private RedfishClient Redfish => _simulator.Redfish;

    [SetUp]
    public async Task StartAsync() => _simulator = await StartedSimulator.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _simulator.DisposeAsync();

    [Test]
    public async Task A_pooled_device_is_a_device_of_the_system_that_has_it_as_long_as_it_has_it()
    {
        var node = await Redfish.PostAsync("/redfish/v1/Nodes/Actions/Allocate", """
            { "LocalDrives": [ { "FabricSwitch": true } ], "Processors": [ { "ProcessorType": "FPGA" } ] }
            """);
        var system = (await Redfish.GetAsync(node.Headers["Location"])).Body.GetProperty("Links").GetProperty("ComputerSystem")
            .GetProperty("@odata.id").GetString()!;

        var devices = await DevicesAsync(system);
        devices.Count(d => d.StartsWith("/redfish/v1/Chassis/r1-d3/PCIeDevices/r1-d3-nvme-", StringComparison.Ordinal)).ShouldBe(1);
        devices.Count(d => d.StartsWith("/redfish/v1/Chassis/r2-d4/PCIeDevices/r2-d4-fpga-", StringComparison.Ordinal)).ShouldBe(1);
        (await Redfish.GetAsync(system)).Body.GetProperty("PCIeFunctions").EnumerateArray().Select(Uri)
            .Count(f => devices.Any(d => f.StartsWith(d + "/PCIeFunctions/", StringComparison.Ordinal))).ShouldBe(devices.Count + 1);

        await Redfish.DeleteAsync(node.Headers["Location"]);
        await _simulator.PassAsync(60);
        (await DevicesAsync(system)).Select(d => d.Split('/')[^1]).ShouldBe(["nic-1", "host-1"]);
    }

    [Test]
    public async Task A_system_reaches_the_switches_with_which_it_shares_a_cable()
    {
        var cables = (await Redfish.GetAsync("/redfish/v1/Systems/r2-d1-s1")).Body.GetProperty("Oem").GetProperty("Intel_RackScale")
            .GetProperty("PCIeConnectionId").EnumerateArray().Select(c => c.GetString()!).ToList();
        var port = (await Redfish.GetAsync("/redfish/v1/Fabrics/pcie/Switches/r1-d3-pcie/Ports/up-r2")).Body;

        cables.Count.ShouldBe(3);
        port.GetProperty("Oem").GetProperty("Intel_RackScale").GetProperty("PCIeConnectionId")[0].GetString().ShouldBeOneOf([.. cables]);
        port.GetProperty("PortType").GetString().ShouldBe("UpstreamPort");
    }

    [Test]
    public async Task A_pcie_switch_has_a_port_for_each_rack_and_each_device()
    {
        var ports = (await Redfish.GetAsync("/redfish/v1/Fabrics/pcie/Switches/r1-d3-pcie/Ports")).Body.GetProperty("Members").EnumerateArray().Select(Uri).ToList();

        ports.Count.ShouldBe(2 + 12);
        var lanes = 0;
        foreach (var port in ports)
        {
            lanes += (await Redfish.GetAsync(port)).Body.GetProperty("Width").GetInt32();
        }

        (await Redfish.GetAsync("/redfish/v1/Fabrics/pcie/Switches/r1-d3-pcie")).Body.GetProperty("TotalSwitchWidth").GetInt32().ShouldBe(lanes);
    }

    [Test]
    public async Task The_slots_of_a_chassis_hold_its_devices()
    {
        var slots = (await Redfish.GetAsync("/redfish/v1/Chassis/r2-d4/PCIeSlots")).Body.GetProperty("Slots").EnumerateArray()
            .Select(s => Uri(s.GetProperty("Links").GetProperty("PCIeDevice")[0]));

        slots.ShouldBe((await Redfish.GetAsync("/redfish/v1/Chassis/r2-d4/PCIeDevices")).Body.GetProperty("Members").EnumerateArray().Select(Uri));
    }

    private async Task<IReadOnlyList<string>> DevicesAsync(string system) =>
        [.. (await Redfish.GetAsync(system)).Body.GetProperty("PCIeDevices").EnumerateArray().Select(Uri)];

    private static string Uri(JsonElement link) => link.GetProperty("@odata.id").GetString()!;
}
