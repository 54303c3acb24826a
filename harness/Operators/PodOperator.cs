using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Harness.Labs;
using Harness.Time;
using Shouldly;

namespace Harness.Operators;

/// <summary>What somebody does at the pod manager itself, over Redfish, without the core.</summary>
public sealed class PodOperator(ScenarioLab lab)
{
    /// <summary>Allocates and assembles a node.</summary>
    /// <param name="description">Null for none.</param>
    /// <returns>Its id in the pod.</returns>
    public async Task<string> ComposeAsync(string name, string? description = null)
    {
        using var pod = lab.OpenPod();
        var allocated = await pod.SendAsync(
            HttpMethod.Post, "redfish/v1/Nodes/Actions/Allocate", new JsonObject { ["Name"] = name, ["Description"] = description }, Login());
        allocated.Status.ShouldBe(201, allocated.Text);
        var assembled = await pod.SendAsync(
            HttpMethod.Post, $"{allocated.Location}/Actions/ComposedNode.Assemble", new JsonObject(), Login());
        assembled.Status.ShouldBe(204, assembled.Text);
        await Eventually.SeeAsync(
            $"{name} is assembled", () => pod.SendAsync(HttpMethod.Get, allocated.Location!, body: null, Login()),
            r => (string?)r.Body?["ComposedNodeState"] == "Assembled");
        return allocated.Location!.Split('/')[^1];
    }

    /// <param name="id">Of the node in the pod.</param>
    public async Task ReleaseAsync(string id)
    {
        using var pod = lab.OpenPod();
        var released = await pod.SendAsync(HttpMethod.Delete, $"redfish/v1/Nodes/{id}", body: null, Login());
        released.IsSuccess.ShouldBeTrue(released.ToString());
    }

    private (string, string) Login()
    {
        var pair = Encoding.UTF8.GetBytes($"{lab.Addresses.User}:{lab.Addresses.Password}");
        return ("Authorization", new AuthenticationHeaderValue("Basic", Convert.ToBase64String(pair)).ToString());
    }
}
