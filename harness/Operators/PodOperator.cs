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
        return await ComposeAsync(pod, Login(lab.Addresses.User, lab.Addresses.Password), new JsonObject { ["Name"] = name, ["Description"] = description });
    }

    /// <param name="id">Of the node in the pod.</param>
    public async Task ReleaseAsync(string id)
    {
        using var pod = lab.OpenPod();
        var released = await pod.SendAsync(HttpMethod.Delete, $"redfish/v1/Nodes/{id}", body: null, Login(lab.Addresses.User, lab.Addresses.Password));
        released.IsSuccess.ShouldBeTrue(released.ToString());
    }

    public async Task MakeAccountAsync(string name)
    {
        using var pod = lab.OpenPod();
        var account = new JsonObject { ["UserName"] = name, ["Password"] = "Vl1-x7Qm2Kp9Rt4Wz6Yb", ["RoleId"] = "Operator" };
        var made = await pod.SendAsync(HttpMethod.Post, "redfish/v1/AccountService/Accounts", account, Login(lab.Addresses.User, lab.Addresses.Password));
        made.Status.ShouldBe(201, made.Text);
    }

    /// <summary>Deletes whatever was composed in one of many pods.</summary>
    public async Task DeleteNodesAsync(LabPod at)
    {
        using var pod = at.Open();
        var login = Login(at.User, at.Password);
        foreach (var node in await NodesAsync(pod, login))
        {
            var path = (string)node["@odata.id"]!;
            var reply = await pod.SendAsync(HttpMethod.Delete, path, body: null, login);
            reply.Status.ShouldBe(204, reply.Text);
            await Eventually.SeeAsync($"{path} is gone", () => pod.SendAsync(HttpMethod.Get, path, body: null, login), r => r.Status == 404);
        }
    }

    /// <summary>What is written on the nodes of one of many pods, by their names: all that a backup needs.</summary>
    public async Task<IReadOnlyDictionary<string, string>> BackUpAsync(LabPod at)
    {
        using var pod = at.Open();
        return (await NodesAsync(pod, Login(at.User, at.Password))).ToDictionary(node => (string)node["Name"]!, node => (string?)node["Description"] ?? "");
    }

    /// <summary>Composes a node anew in one of many pods.</summary>
    /// <param name="description">What is to be written on it.</param>
    public async Task ComposeAsync(LabPod at, string name, string description)
    {
        using var pod = at.Open();
        await ComposeAsync(pod, Login(at.User, at.Password), new JsonObject { ["Name"] = name, ["Description"] = description });
    }

    private static async Task<string> ComposeAsync(LabClient pod, (string, string) login, JsonObject request)
    {
        var allocated = await pod.SendAsync(HttpMethod.Post, "redfish/v1/Nodes/Actions/Allocate", request, login);
        allocated.Status.ShouldBe(201, allocated.Text);
        var assembled = await pod.SendAsync(
            HttpMethod.Post, $"{allocated.Location}/Actions/ComposedNode.Assemble", new JsonObject(), login);
        assembled.Status.ShouldBe(204, assembled.Text);
        await Eventually.SeeAsync(
            $"{allocated.Location} is assembled", () => pod.SendAsync(HttpMethod.Get, allocated.Location!, body: null, login),
            r => (string?)r.Body?["ComposedNodeState"] == "Assembled");
        return allocated.Location!.Split('/')[^1];
    }

    private static async Task<IReadOnlyList<JsonObject>> NodesAsync(LabClient pod, (string, string) login)
    {
        var root = (await pod.SendAsync(HttpMethod.Get, "redfish/v1/", body: null, login)).Body!;
        var hasNodes = (root["Nodes"] ?? root["Oem"]?["Intel_RackScale"]?["Nodes"])?["@odata.id"];
        var members = await pod.SendAsync(HttpMethod.Get, (string)(hasNodes ?? root["Systems"]!["@odata.id"]!)!, body: null, login);
        members.Status.ShouldBe(200, members.Text);
        var read = await Task.WhenAll(members.Body!["Members"]!.AsArray().Select(m => pod.SendAsync(HttpMethod.Get, (string)m!["@odata.id"]!, body: null, login)));
        return [.. read.Select(r => r.Body!.AsObject()).Where(node => hasNodes is not null || (string?)node["SystemType"] == "Composed")];
    }

    private static (string, string) Login(string user, string password)
    {
        var pair = Encoding.UTF8.GetBytes($"{user}:{password}");
        return ("Authorization", new AuthenticationHeaderValue("Basic", Convert.ToBase64String(pair)).ToString());
    }
}
