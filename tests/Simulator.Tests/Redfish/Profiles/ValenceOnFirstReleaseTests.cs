using System.Net;
using System.Text.Json;
using NUnit.Framework;
using Shouldly;
using Simulator.Redfish;

namespace Simulator.Tests.Redfish.Profiles;

/// <summary>
/// OpenStack Valence's own code for pod managers, as far as it fits the first release alone: it takes the values of a reset from the older annotation and a
/// changed boot override for done at a 204 (contract of Valence, legacy RSD code).
/// </summary>
public sealed class ValenceOnFirstReleaseTests
{
    private const string Request = """{"Name":"node-1","Description":"one","Memory":[{"CapacityMiB":"16384","DimmDeviceType":"DDR4"}],"Processors":[{}]}""";

    private StartedSimulator _simulator = null!;
    private string _node = "";

    private RedfishClient Redfish => _simulator.Redfish;

    [TearDown]
    public async Task StopAsync() => await _simulator.DisposeAsync();

    [Test]
    public async Task It_resets_a_node_with_a_value_that_the_node_lists()
    {
        await ComposeAsync("rsd-1.2");

        var reset = (await GetAsync()).GetProperty("Actions").GetProperty("#ComposedNode.Reset");
        reset.GetProperty("ResetType@DMTF.AllowableValues").EnumerateArray().Select(v => v.GetString()).ShouldContain("On");
        (await Redfish.PostAsync(reset.GetProperty("target").GetString()!, """{"ResetType":"On"}""")).Status.ShouldBe(HttpStatusCode.NoContent);
        await _simulator.PassAsync(60);

        (await GetAsync()).GetProperty("ComposedNodeState").GetString().ShouldBe("PoweredOn");
    }

    [Test]
    public async Task It_sets_a_boot_source_that_the_node_lists_and_is_answered_204()
    {
        await ComposeAsync("rsd-1.2");
        (await GetAsync()).GetProperty("Boot").GetProperty("BootSourceOverrideTarget@Redfish.AllowableValues").EnumerateArray().Select(v => v.GetString())
            .ShouldContain("Pxe");

        var changed = await Redfish.PatchAsync(_node, """{"Boot":{"BootSourceOverrideEnabled":"Once","BootSourceOverrideTarget":"Pxe"}}""");

        changed.Status.ShouldBe(HttpStatusCode.NoContent);
        changed.Bytes.ShouldBeEmpty();
        (await GetAsync()).GetProperty("Boot").GetProperty("BootSourceOverrideTarget").GetString().ShouldBe("Pxe");
        (await Redfish.DeleteAsync(_node)).Status.ShouldBe(HttpStatusCode.NoContent);
    }

    // Later releases have neither: it finds no values, and takes the 200 for a failure.
    [TestCase("rsd-2.1")]
    [TestCase("rsd-2.2")]
    public async Task Neither_works_against_a_later_release(string profile)
    {
        await ComposeAsync(profile);

        (await GetAsync()).GetProperty("Actions").GetProperty("#ComposedNode.Reset").TryGetProperty("ResetType@DMTF.AllowableValues", out _).ShouldBeFalse();
        (await Redfish.PatchAsync(_node, """{"Boot":{"BootSourceOverrideEnabled":"Once","BootSourceOverrideTarget":"Pxe"}}""")).Status.ShouldBe(HttpStatusCode.OK);
    }

    private async Task ComposeAsync(string profile)
    {
        _simulator = await StartedSimulator.StartAsync(o => o with { Profile = RedfishProfile.Find(profile)! });
        var allocated = await Redfish.PostAsync("/redfish/v1/Nodes/Actions/Allocate", Request);
        allocated.Status.ShouldBe(HttpStatusCode.Created, allocated.Text);
        _node = new Uri(allocated.Headers["Location"]).AbsolutePath;
        (await Redfish.PostAsync($"{_node}/Actions/ComposedNode.Assemble")).Status.ShouldBe(HttpStatusCode.NoContent);
        await _simulator.PassAsync(60);
    }

    private async Task<JsonElement> GetAsync() => (await Redfish.GetAsync(_node)).Body;
}
