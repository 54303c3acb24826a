using System.Net;
using System.Text.Json;
using NUnit.Framework;
using Shouldly;
using Simulator.Redfish;

namespace Simulator.Tests.Redfish.Profiles;

/// <summary>What clients of Intel RSD 2.1 do, call by call: OpenStack Valence's own code for pod managers, and rsd-lib.</summary>
public sealed class OldClientsTests
{
    private StartedSimulator _simulator = null!;

    private RedfishClient Redfish => _simulator.Redfish;

    [SetUp]
    public async Task StartAsync() => _simulator = await StartedSimulator.StartAsync(o => o with { Profile = RedfishProfile.Find("rsd-2.1")! });

    [TearDown]
    public async Task StopAsync()
    {
        _simulator.App.Pod.CheckInvariants().ShouldBeEmpty();
        await _simulator.DisposeAsync();
    }

    // It sends numbers as text and the old name of the memory type, and waits for nothing after the 204.
    [TestCase("""{"Name":"node-1","Description":"one","Memory":[{"CapacityMiB":"16384","DimmDeviceType":"DDR4"}],"Processors":[{"Model":"Intel(R) Xeon(R) Gold 6130 CPU @ 2.10GHz","TotalCores":"16"}]}""")]
    [TestCase("""{"Name":"node-1","Description":"one","Memory":[{}],"Processors":[{}]}""")]
    public async Task Valence_composes_reads_and_deletes(string request)
    {
        var nodes = (await FollowAsync(await GetAsync("/redfish/v1/"), "Nodes"));
        var allocated = await Redfish.PostAsync(nodes.GetProperty("Actions").GetProperty("#ComposedNodeCollection.Allocate").GetProperty("target").GetString()!, request);
        allocated.Status.ShouldBe(HttpStatusCode.Created, allocated.Text);
        var place = new Uri(allocated.Headers["Location"]).AbsolutePath;

        var node = await GetAsync(place);
        (await Redfish.PostAsync(node.GetProperty("Actions").GetProperty("#ComposedNode.Assemble").GetProperty("target").GetString()!)).Status.ShouldBe(HttpStatusCode.NoContent);
        foreach (var kind in new[] { "Processors", "Memory", "EthernetInterfaces" })
        {
            foreach (var link in node.GetProperty("Links").GetProperty(kind).EnumerateArray())
            {
                await GetAsync(link.GetProperty("@odata.id").GetString()!);
            }
        }

        (await Redfish.DeleteAsync(place)).Status.ShouldBe(HttpStatusCode.NoContent);
    }

    [TestCase("""{"Memory":[{"CapacityMiB":"many"}]}""", "PropertyValueTypeError #/Memory/0/CapacityMiB")]
    [TestCase("""{"Memory":[{"DimmDeviceType":"DDR4","MemoryDeviceType":"DDR4"}]}""", "PropertyUnknown #/Memory/0/DimmDeviceType")]
    public async Task What_even_they_would_not_send_is_refused(string request, string problem)
    {
        var answer = await Redfish.PostAsync("/redfish/v1/Nodes/Actions/Allocate", request);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Text.ShouldContain(problem.Split('/')[^1]);
    }

    [Test]
    public async Task The_newest_pod_manager_is_strict()
    {
        await using var strict = await StartedSimulator.StartAsync();

        (await strict.Redfish.PostAsync("/redfish/v1/Nodes/Actions/Allocate", """{"Memory":[{"CapacityMiB":"16384","DimmDeviceType":"DDR4"}]}""")).Status
            .ShouldBe(HttpStatusCode.BadRequest);
    }

    // It insists on the versions in the root, takes reset values and what can be attached from the node, and polls until it is assembled.
    [Test]
    public async Task Rsd_lib_composes_waits_resets_attaches_and_deletes()
    {
        var root = await GetAsync("/redfish/v1/");
        root.GetProperty("RedfishVersion").GetString().ShouldNotBeNullOrEmpty();
        root.GetProperty("Oem").GetProperty("Intel_RackScale").GetProperty("ApiVersion").GetString().ShouldNotBeNullOrEmpty();
        var nodes = await FollowAsync(root, "Nodes");
        var allocated = await Redfish.PostAsync(
            nodes.GetProperty("Actions").GetProperty("#ComposedNodeCollection.Allocate").GetProperty("target").GetString()!,
            """{"Name":"db","Processors":[{"TotalCores":8}],"Memory":[{"CapacityMiB":8192}],"LocalDrives":[{"CapacityGiB":100}]}""");
        allocated.Status.ShouldBe(HttpStatusCode.Created, allocated.Text);
        var place = new Uri(allocated.Headers["Location"]).AbsolutePath;
        await Redfish.PostAsync($"{place}/Actions/ComposedNode.Assemble", "{}");
        await _simulator.PassAsync(60);

        var node = await GetAsync(place);
        node.GetProperty("ComposedNodeState").GetString().ShouldBe("Assembled");
        var reset = node.GetProperty("Actions").GetProperty("#ComposedNode.Reset");
        reset.GetProperty("ResetType@Redfish.AllowableValues").EnumerateArray().Select(v => v.GetString()).ShouldContain("On");
        (await Redfish.PostAsync(reset.GetProperty("target").GetString()!, """{"ResetType":"On"}""")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await Redfish.PatchAsync(place, """{"Boot":{"BootSourceOverrideEnabled":"Once","BootSourceOverrideTarget":"Pxe"}}""")).Status.ShouldBe(HttpStatusCode.OK);
        var attach = node.GetProperty("Actions").GetProperty("#ComposedNode.AttachEndpoint");
        var drive = attach.GetProperty("Resource@Redfish.AllowableValues")[0].GetProperty("@odata.id").GetString();
        (await Redfish.PostAsync(attach.GetProperty("target").GetString()!, $$$"""{"Resource":{"@odata.id":"{{{drive}}}" } }""")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await Redfish.PostAsync($"{place}/Actions/ComposedNode.DetachEndpoint", $$"""{"Resource":"{{drive}}"}""")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await Redfish.DeleteAsync(place)).Status.ShouldBe(HttpStatusCode.NoContent);
    }

    private async Task<JsonElement> GetAsync(string path)
    {
        var answer = await Redfish.GetAsync(path);
        answer.Status.ShouldBe(HttpStatusCode.OK, path);
        return answer.Body;
    }

    // At the top or below Links, as releases had it.
    private Task<JsonElement> FollowAsync(JsonElement root, string name) => GetAsync(
        (root.TryGetProperty(name, out var link) ? link : root.GetProperty("Links").GetProperty(name)).GetProperty("@odata.id").GetString()!);
}
