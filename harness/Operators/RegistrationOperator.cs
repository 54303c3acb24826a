using System.Text.Json.Nodes;
using Harness.Labs;
using Harness.Time;
using Shouldly;

namespace Harness.Operators;

/// <summary>What a person does to hand nodes to Ironic, through the core's API.</summary>
public sealed class RegistrationOperator(ScenarioLab lab, CompositionOperator nodes)
{
    private readonly OperationOperator _operations = new(lab);

    /// <summary>The answer to the last request.</summary>
    public LabReply Last { get; private set; } = new(0, null, "nothing was asked yet");

    public async Task RegisterAsync(string name) =>
        Last = await lab.Valence.SendAsync(HttpMethod.Post, $"v1/nodes/{nodes.IdOf(name)}/register", new JsonObject());

    /// <summary>Registers with another address of the Redfish service than the pod's.</summary>
    public async Task RegisterAtAsync(string name, string address) => Last = await lab.Valence.SendAsync(
        HttpMethod.Post, $"v1/nodes/{nodes.IdOf(name)}/register",
        new JsonObject { ["driver_info"] = new JsonObject { ["redfish_address"] = address } });

    /// <summary>Registers with a body of the caller's.</summary>
    public async Task RegisterWithAsync(string name, JsonObject body) =>
        Last = await lab.Valence.SendAsync(HttpMethod.Post, $"v1/nodes/{nodes.IdOf(name)}/register", body);

    /// <summary>Has Ironic told what the node has by now.</summary>
    public async Task RefreshAsync(string name) =>
        Last = await lab.Valence.SendAsync(HttpMethod.Patch, $"v1/nodes/{nodes.IdOf(name)}/register");

    /// <param name="undeploys">Whether what runs on it is undeployed first.</param>
    public async Task UnregisterAsync(string name, bool undeploys = false) => Last = await lab.Valence.SendAsync(
        HttpMethod.Delete, $"v1/nodes/{nodes.IdOf(name)}/register{(undeploys ? "?undeploy=true" : "")}");

    /// <summary>The operation of the last answer, which has failed.</summary>
    public Task<JsonNode> OperationAsync() => _operations.ShowAsync($"v1/operations/{(string)Last.Body!["operation_id"]!}");

    /// <summary>Has it tried again, and waits until it is over.</summary>
    public async Task RetryAsync()
    {
        var id = (string)Last.Body!["operation_id"]!;
        var reply = await lab.Valence.SendAsync(HttpMethod.Post, $"v1/operations/{id}/retry");
        reply.IsSuccess.ShouldBeTrue(reply.ToString());
        await Eventually.SeeAsync("the operation is over", OperationAsync, one => (string)one["state"]! is "failed" or "needs attention" or "succeeded");
    }
}
