using System.Text.Json.Nodes;

namespace ValenceCore.Tests.Peers;

/// <summary>A pod manager that says what the fixtures say; its verbs set the stage.</summary>
internal sealed class StubPod : StubPeer
{
    public const string Allocate = "POST /redfish/v1/Nodes/Actions/Allocate";
    public const string Assemble = "POST /redfish/v1/Nodes/7/Actions/ComposedNode.Assemble";
    public const string Reset = "POST /redfish/v1/Nodes/7/Actions/ComposedNode.Reset";
    public const string Node = "GET /redfish/v1/Nodes/7";
    public const string Nodes = "GET /redfish/v1/Nodes";
    public const string Release = "DELETE /redfish/v1/Nodes/7";

    public static async Task<StubPod> StartedAsync()
    {
        var pod = new StubPod();
        await pod.StartAsync();
        pod.On("GET /redfish/v1/", File("service-root"));
        pod.On(Nodes, File("nodes"));
        return pod;
    }

    public static StubReply File(string name) => StubReply.File($"redfish/rsd-2.5/{name}.json");

    /// <summary>Composes node 7 on request; it stands at the given look, the looks before it show it in the making.</summary>
    public void ComposesNode(int looks = 1)
    {
        On(Allocate, new StubReply(201).With("Location", "/redfish/v1/Nodes/7"));
        On(Assemble, new StubReply(204));
        On(Node, [NodeIn("Allocated"), .. Enumerable.Repeat(NodeIn("Assembling"), looks - 1), NodeIn("Assembled")]);
        ShowsParts();
    }

    /// <summary>Has node 7 already, with all its parts.</summary>
    public void HasNode(Action<JsonObject>? change = null)
    {
        On(Node, NodeIn("Assembled", change));
        ShowsParts();
    }

    public void ReleasesNode() => On(Release, new StubReply(204));

    public void ShowsParts()
    {
        On("GET /redfish/v1/Systems/s3", File("system"));
        On("GET /redfish/v1/Systems/s3/Processors/1", File("processor"));
        On("GET /redfish/v1/Systems/s3/Memory/1", File("memory"));
        On("GET /redfish/v1/Systems/s3/EthernetInterfaces/1", File("nic-1"));
        On("GET /redfish/v1/Systems/s3/EthernetInterfaces/2", File("nic-2"));
        On("GET /redfish/v1/Chassis/d1/Drives/4", File("drive"));
    }

    public static StubReply NodeIn(string state, Action<JsonObject>? change = null)
    {
        var node = Fixture.Object("redfish/rsd-2.5/node.json");
        node["ComposedNodeState"] = state;
        change?.Invoke(node);
        return StubReply.Json(node);
    }

    public static StubReply Refusal(int status, string fixture = "allocation-refused") => File(fixture) with { Status = status };
}
