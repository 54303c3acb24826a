using System.Text.Json.Nodes;
using Harness.Labs;
using Harness.Time;
using Shouldly;

namespace Harness.Operators;

/// <summary>What a person does with pod managers, through the core's API.</summary>
public sealed class PodManagerOperator(ScenarioLab lab)
{
    /// <summary>Registers the lab's pod in the core.</summary>
    /// <returns>The pod manager as the core shows it.</returns>
    public Task<JsonNode> RegisterAsync(string name) => RegisterAsync(name, lab.Addresses.Redfish, lab.External?.Driver);

    /// <summary>Registers a pod manager that another driver speaks to.</summary>
    /// <param name="driver">Null for the default.</param>
    public Task<JsonNode> RegisterAsync(string name, Uri url, string? driver) => RegisterAsync(name, url, driver, lab.Addresses.User, lab.Addresses.Password);

    /// <summary>Registers one of many pods.</summary>
    public Task<JsonNode> RegisterAsync(LabPod pod) => RegisterAsync(pod.Name, pod.Link.Address, pod.Driver, pod.User, pod.Password);

    private async Task<JsonNode> RegisterAsync(string name, Uri url, string? driver, string user, string password)
    {
        var reply = await lab.Valence.SendAsync(HttpMethod.Post, "v1/pod_managers", new JsonObject
        {
            ["name"] = name,
            ["url"] = url.GetLeftPart(UriPartial.Authority),
            ["driver"] = driver,
            ["verify_ca"] = lab.External?.Ca,
            ["authentication"] = new JsonArray(new JsonObject
            {
                ["type"] = "basic",
                ["auth_items"] = new JsonObject { ["username"] = user, ["password"] = password },
            }),
        });
        reply.Status.ShouldBe(200, reply.Text);
        return reply.Body!;
    }

    /// <summary>Changes something harmless, whereupon the core looks at the pod manager anew.</summary>
    public async Task<JsonNode> LookAgainAsync(string uuid)
    {
        var reply = await lab.Valence.SendAsync(HttpMethod.Patch, $"v1/pod_managers/{uuid}", new JsonObject { ["description"] = "looked at again" });
        reply.Status.ShouldBe(200, reply.Text);
        return reply.Body!;
    }

    /// <summary>Tells the core another password for the pod manager.</summary>
    public async Task SetPasswordAsync(string uuid, string password)
    {
        var reply = await lab.Valence.SendAsync(HttpMethod.Patch, $"v1/pod_managers/{uuid}", new JsonObject
        {
            ["authentication"] = new JsonArray(new JsonObject
            {
                ["type"] = "basic", ["auth_items"] = new JsonObject { ["username"] = lab.Addresses.User, ["password"] = password },
            }),
        });
        reply.Status.ShouldBe(200, reply.Text);
    }

    /// <summary>Forgets a pod manager.</summary>
    public Task<LabReply> RemoveAsync(string uuid) => lab.Valence.SendAsync(HttpMethod.Delete, $"v1/pod_managers/{uuid}");

    /// <summary>Waits until the core has read what every pod has.</summary>
    public Task SeeAllReadAsync() => Eventually.SeeAsync(
        "every pod is read", HealthAsync, health => (int)health.Body!["pod_managers"]!["unread"]! == 0);

    /// <summary>How the core is, as a load balancer asks.</summary>
    public Task<LabReply> HealthAsync() => lab.Valence.SendAsync(HttpMethod.Get, "v1/health");

    public async Task<JsonNode> ListAsync() => (await lab.Valence.SendAsync(HttpMethod.Get, "v1/pod_managers")).Body!;
}
