using System.Net;
using NUnit.Framework;
using Shouldly;
using Simulator.Redfish;

namespace Simulator.Tests.Redfish.ComposedNodes;

/// <summary>A pod manager refuses what a later release brought, as unknown, and takes what its own has (contract of the pod manager, 2.3 and 2.9).</summary>
public sealed class ReleasedPropertyTests
{
    private static readonly string[] Releases = ["rsd-1.2", "rsd-2.1", "rsd-2.2", "rsd-2.3", "rsd-2.4"];

    private static readonly Dictionary<string, StartedSimulator> Started = [];

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        foreach (var release in Releases)
        {
            Started[release] = await StartedSimulator.StartAsync(o => o with { Profile = RedfishProfile.Find(release)! });
        }
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        foreach (var simulator in Started.Values)
        {
            await simulator.DisposeAsync();
        }
    }

    [TestCase("2.1", "TotalSystemCoreCount", """{"TotalSystemCoreCount":1}""")]
    [TestCase("2.1", "TotalSystemMemoryMiB", """{"TotalSystemMemoryMiB":1}""")]
    [TestCase("2.4", "SupportedPerformanceConfigurations", """{"SupportedPerformanceConfigurations":["StaticSpeedSelect"]}""")]
    [TestCase("2.2", "Security", """{"Security":{"TpmPresent":true}}""")]
    [TestCase("2.3", "Security/ClearTPMOnDelete", """{"Security":{"ClearTPMOnDelete":true}}""")]
    [TestCase("2.4", "Security/ClearOptaneDCPersistentMemoryOnDelete", """{"Security":{"ClearOptaneDCPersistentMemoryOnDelete":true}}""")]
    [TestCase("2.2", "Processors/0/ProcessorType", """{"Processors":[{"ProcessorType":"CPU"}]}""")]
    [TestCase("2.4", "Processors/0/Connectivity", """{"Processors":[{"Connectivity":["Local"]}]}""")]
    [TestCase("2.4", "Processors/0/Oem/Intel_RackScale", """{"Processors":[{"Oem":{"Intel_RackScale":{"Brand":"Gold"}}}]}""")]
    [TestCase("2.4", "Memory/0/MemoryType", """{"Memory":[{"MemoryType":"DRAM"}]}""")]
    [TestCase("2.1", "LocalDrives/0/FabricSwitch", """{"LocalDrives":[{"FabricSwitch":false}]}""")]
    [TestCase("2.3", "RemoteDrives/0/Protocol", """{"RemoteDrives":[{"CapacityGiB":1,"Protocol":"iSCSI"}]}""")]
    [TestCase("2.4", "EthernetInterfaces/0/MACAddress", """{"EthernetInterfaces":[{"MACAddress":"$MAC"}]}""")]
    [TestCase("2.1", "EthernetInterfaces/0/VLANs/0/VLANEnable", """{"EthernetInterfaces":[{"VLANs":[{"VLANId":110,"VLANEnable":true}]}]}""")]
    [TestCase("1.2", "", """{"Processors":[{"TotalCores":8}],"Memory":[{"CapacityMiB":1,"SpeedMHz":1}],"LocalDrives":[{"CapacityGiB":1}],"EthernetInterfaces":[{"SpeedMbps":1}],"Oem":{}}""")]
    public async Task A_property_of_Allocate_is_taken_since_its_release(string since, string path, string body)
    {
        foreach (var release in Releases)
        {
            var simulator = Started[release];
            var sent = body.Replace("$MAC", simulator.App.Pod.Systems.Values.First().EthernetInterfaces[0].MacAddress, StringComparison.Ordinal);
            Expect(release, since, path, HttpStatusCode.Created, await new NodeDriver(simulator).AllocateAsync(sent));
            await ReleaseAllAsync(simulator);
        }
    }

    [TestCase("2.3", "ClearTPMOnDelete", """{"ClearTPMOnDelete":false}""")]
    [TestCase("2.4", "ClearOptaneDCPersistentMemoryOnDelete", """{"ClearOptaneDCPersistentMemoryOnDelete":false,"Boot":{"BootSourceOverrideTarget":"Pxe","BootSourceOverrideEnabled":"Once"}}""")]
    [TestCase("2.4", "Oem/Intel_RackScale/TaggedValues", """{"Oem":{"Intel_RackScale":{"TaggedValues":{"a":"b"}}}}""")]
    [TestCase("9.9", "Boot/BootOrder", """{"Boot":{"BootOrder":[],"BootSourceOverrideTarget":"Pxe","BootSourceOverrideEnabled":"Once"}}""")]
    [TestCase("1.2", "", """{"Boot":{"BootSourceOverrideTarget":"Pxe","BootSourceOverrideEnabled":"Once","BootSourceOverrideMode":"UEFI"}}""")]
    public async Task A_property_of_a_node_is_taken_since_its_release(string since, string path, string body)
    {
        foreach (var release in Releases)
        {
            var simulator = Started[release];
            var allocated = await new NodeDriver(simulator).AllocateAsync("{}");
            var node = $"/redfish/v1/Nodes/{allocated.Headers["Location"].Split('/')[^1]}";
            Expect(release, since, path, release == "rsd-1.2" ? HttpStatusCode.NoContent : HttpStatusCode.OK, await simulator.Redfish.PatchAsync(node, body));
            await ReleaseAllAsync(simulator);
        }
    }

    [TestCase("2.2", "Oem/Intel_RackScale/UserModeEnabled", """{"Oem":{"Intel_RackScale":{"UserModeEnabled":true}}}""")]
    [TestCase("2.4", "Oem/Intel_RackScale/TaggedValues", """{"Oem":{"Intel_RackScale":{"TaggedValues":{"a":"b"}}}}""")]
    [TestCase("2.5", "Oem/Intel_RackScale/PerformanceConfiguration", """{"Oem":{"Intel_RackScale":{"PerformanceConfiguration":{"CurrentConfigurationId":null}}}}""")]
    public async Task A_property_of_a_system_is_taken_since_its_release(string since, string path, string body)
    {
        foreach (var release in Releases)
        {
            Expect(release, since, path, HttpStatusCode.OK, await Started[release].Redfish.PatchAsync("/redfish/v1/Systems/r2-d2-s1", body));
        }
    }

    [TestCase("rsd-2.2", HttpStatusCode.Created, """{"RemoteDrives":[{"CapacityGiB":1,"iSCSIAddress":"iqn.2001-04.com.example:a"}]}""")]
    [TestCase("rsd-2.3", HttpStatusCode.BadRequest, """{"RemoteDrives":[{"CapacityGiB":1,"Protocol":"iSCSI","iSCSIAddress":"iqn.2001-04.com.example:a"}]}""")]
    [TestCase("rsd-2.3", HttpStatusCode.Created, """{"Processors":[{"Oem":{"Brand":"Gold"}}]}""")]
    [TestCase("rsd-2.4", HttpStatusCode.BadRequest, """{"Processors":[{"Oem":{"Brand":"Gold"}}]}""")]
    public async Task A_property_is_taken_until_its_last_release(string release, HttpStatusCode status, string body)
    {
        var answer = await new NodeDriver(Started[release]).AllocateAsync(body);

        answer.Status.ShouldBe(status, answer.Text);
        if (status == HttpStatusCode.BadRequest)
        {
            answer.Text.ShouldContain("was the last that took it");
        }

        await ReleaseAllAsync(Started[release]);
    }

    [Test]
    public async Task All_of_them_are_told_at_once_and_nothing_is_taken()
    {
        var answer = await new NodeDriver(Started["rsd-2.1"]).AllocateAsync(
            """{"Colour":1,"Security":{"Nonsense":1},"Memory":[{"MemoryType":"DRAM","CapacityMiB":-1}],"Processors":[{},{"Connectivity":[]}]}""");

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Problems.ShouldBe(
            ["GeneralError #/Colour", "GeneralError #/Security", "GeneralError #/Memory/0/MemoryType", "GeneralError #/Memory/0/CapacityMiB", "GeneralError #/Processors/1/Connectivity"],
            ignoreOrder: true);
        answer.Text.ShouldContain("MemoryType is unknown to release 2.1: it came with 2.4.");
        Started["rsd-2.1"].App.Pod.Nodes.ShouldBeEmpty();
    }

    private static void Expect(string release, string since, string path, HttpStatusCode taken, Answer answer)
    {
        if (Version.Parse(release["rsd-".Length..]) >= Version.Parse(since))
        {
            answer.Status.ShouldBe(taken, $"{release}: {answer.Text}");
            return;
        }

        answer.Status.ShouldBe(HttpStatusCode.BadRequest, $"{release}: {answer.Text}");
        var refused = answer.Problems.Select(p => p.Split(' ')[^1]).ToList();
        refused.ShouldContain(p => $"#/{path}" == p || $"#/{path}".StartsWith(p + "/", StringComparison.Ordinal), $"{release}: {answer.Text}");
        answer.Text.ShouldContain("is unknown to release");
        answer.Body.GetProperty("error").GetProperty("code").GetString().ShouldBe("Base.1.0.GeneralError");
    }

    private static async Task ReleaseAllAsync(StartedSimulator simulator)
    {
        foreach (var node in simulator.App.Pod.Nodes)
        {
            (await simulator.Redfish.DeleteAsync($"/redfish/v1/Nodes/{node.Id}")).Status.ShouldBe(HttpStatusCode.NoContent);
        }

        simulator.App.Pod.CheckInvariants().ShouldBeEmpty();
    }
}
