using System.Text.Json.Nodes;

namespace ValenceCore.Tests.Peers;

/// <summary>An Ironic that knows one node, whatever its uuid turns out to be.</summary>
internal sealed class StubIronic : StubPeer
{
    public const string CreateNode = "POST /v1/nodes";
    public const string CreatePort = "POST /v1/ports";
    public const string ListNodes =
        "GET /v1/nodes?fields=uuid,name,extra,properties,resource_class,provision_state,power_state,maintenance,instance_uuid,deploy_interface,traits,conductor_group&limit=1000";

    public const string SetTrait = "PUT /v1/nodes/*/traits/*";

    public static async Task<StubIronic> StartedAsync()
    {
        var ironic = new StubIronic();
        await ironic.StartAsync();
        ironic.On("GET /v1/", StubReply.File("ironic/v1.json"));
        return ironic;
    }

    public static string Node(string uuid) => $"GET /v1/nodes/{uuid}";

    public static string Provision(string uuid) => $"PUT /v1/nodes/{uuid}/states/provision";

    public static string DeleteNode(string uuid) => $"DELETE /v1/nodes/{uuid}";

    public void Enrolls()
    {
        On(CreateNode, new StubReply(201, "{}"));
        On(CreatePort, new StubReply(201, "{}"));
        On(SetTrait, new StubReply(204));
    }

    public void Manages(string uuid)
    {
        On(Provision(uuid), new StubReply(202));
        On(Node(uuid), NodeIn("verifying"), NodeIn("manageable"));
    }

    public static StubReply NodeIn(string state, string? lastError = null, string? instance = null)
    {
        var node = Fixture.Object("ironic/node-enroll.json");
        node["provision_state"] = state;
        node["last_error"] = lastError;
        node["instance_uuid"] = instance;
        return StubReply.Json(node);
    }

    public static StubReply Error(int status, string text) => new(
        status,
        new JsonObject
        {
            ["error_message"] = new JsonObject { ["faultcode"] = "Client", ["faultstring"] = text, ["debuginfo"] = null }.ToJsonString(),
        }.ToJsonString());
}
