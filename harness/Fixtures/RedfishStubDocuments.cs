using System.Text.Json.Nodes;

namespace Harness.Fixtures;

/// <summary>A service that has little and has it right: one chassis with a system and its manager.</summary>
public static class RedfishStubDocuments
{
    private const string Root = "/redfish/v1";

    /// <summary>Fills the stub with it; every check of the conformance check passes.</summary>
    public static RedfishStub WithSmallService(this RedfishStub stub)
    {
        stub.Documents["/redfish"] = new JsonObject { ["v1"] = Root + "/" };
        stub.Documents[Root + "/odata"] = new JsonObject
        {
            ["@odata.context"] = Root + "/$metadata",
            ["value"] = new JsonArray(new JsonObject { ["name"] = "Systems", ["kind"] = "Singleton", ["url"] = Root + "/Systems" }),
        };
        stub.Add("ServiceRoot.v1_20_0.ServiceRoot", Root + "/", "RootService", new JsonObject
        {
            ["RedfishVersion"] = "1.22.1",
            ["UUID"] = "92384634-2938-2342-8820-489239905423",
            ["Systems"] = Link("/Systems"),
            ["Chassis"] = Link("/Chassis"),
            ["Managers"] = Link("/Managers"),
            ["SessionService"] = Link("/SessionService"),
            ["Registries"] = Link("/Registries"),
            ["Links"] = new JsonObject { ["Sessions"] = Link("/SessionService/Sessions") },
        });
        stub.AddCollection("ComputerSystemCollection", Root + "/Systems", "s1");
        stub.AddCollection("ChassisCollection", Root + "/Chassis", "c1");
        stub.AddCollection("ManagerCollection", Root + "/Managers", "m1");
        stub.AddCollection("SessionCollection", Root + "/SessionService/Sessions");
        stub.AddCollection("MessageRegistryFileCollection", Root + "/Registries", "Base");
        stub.Add("ComputerSystem.v1_27_0.ComputerSystem", Root + "/Systems/s1", "s1", new JsonObject
        {
            ["SystemType"] = "Physical",
            ["UUID"] = "00000000-0000-0000-0000-000000000001",
            ["LastResetTime"] = "2026-01-01T00:00:00Z",
            ["PowerState"] = "On",
            ["Actions"] = new JsonObject { ["#ComputerSystem.Reset"] = new JsonObject { ["target"] = Root + "/Systems/s1/Actions/ComputerSystem.Reset" } },
            ["Links"] = new JsonObject { ["Chassis"] = Links("/Chassis/c1"), ["Chassis@odata.count"] = 1, ["ManagedBy"] = Links("/Managers/m1") },
        });
        stub.Add("Chassis.v1_28_0.Chassis", Root + "/Chassis/c1", "c1", new JsonObject
        {
            ["ChassisType"] = "Sled",
            ["HeightMm"] = 44.45,
            ["Links"] = new JsonObject { ["ComputerSystems"] = Links("/Systems/s1"), ["ManagedBy"] = Links("/Managers/m1") },
        });
        stub.Add("Manager.v1_24_0.Manager", Root + "/Managers/m1", "m1", new JsonObject
        {
            ["ManagerType"] = "BMC",
            ["DateTime"] = "2026-01-01T00:00:00+00:00",
            ["Links"] = new JsonObject { ["ManagerForServers"] = Links("/Systems/s1"), ["ManagerForChassis"] = Links("/Chassis/c1") },
        });
        stub.Add("SessionService.v1_2_0.SessionService", Root + "/SessionService", "SessionService", new JsonObject { ["Sessions"] = Link("/SessionService/Sessions") });
        stub.Add("MessageRegistryFile.v1_1_5.MessageRegistryFile", Root + "/Registries/Base", "Base", new JsonObject
        {
            ["Languages"] = new JsonArray("en"),
            ["Registry"] = "Base.1.22",
            ["Location"] = new JsonArray(new JsonObject { ["Language"] = "en", ["Uri"] = Root + "/Registries/Base/File" }),
        });
        stub.Documents[Root + "/Registries/Base/File"] = Registry();
        return stub;
    }

    /// <summary>A resource; the properties that every resource has are put in.</summary>
    public static RedfishStub Add(this RedfishStub stub, string type, string uri, string id, JsonObject properties)
    {
        var document = new JsonObject { ["@odata.id"] = uri, ["@odata.type"] = "#" + type, ["Id"] = id, ["Name"] = $"Stub {id}" };
        foreach (var (name, value) in properties)
        {
            document[name] = value?.DeepClone();
        }

        stub.Documents[uri.TrimEnd('/')] = document;
        return stub;
    }

    public static RedfishStub AddCollection(this RedfishStub stub, string type, string uri, params string[] ids)
    {
        stub.Documents[uri] = new JsonObject
        {
            ["@odata.id"] = uri,
            ["@odata.type"] = $"#{type}.{type}",
            ["Name"] = $"Stub {type}",
            ["Members@odata.count"] = ids.Length,
            ["Members"] = new JsonArray([.. ids.Select(id => new JsonObject { ["@odata.id"] = $"{uri}/{id}" })]),
        };
        return stub;
    }

    private static JsonObject Link(string path) => new() { ["@odata.id"] = Root + path };

    private static JsonArray Links(string path) => new(Link(path));

    private static JsonObject Registry()
    {
        (string Key, int Arguments)[] messages = [("GeneralError", 0), ("NoValidSession", 0), ("PreconditionFailed", 0), ("QueryNotSupported", 0), ("PropertyMissing", 1)];
        return new JsonObject
        {
            ["@odata.type"] = "#MessageRegistry.v1_6_3.MessageRegistry",
            ["Id"] = "Base.1.22.0",
            ["Name"] = "Stub messages",
            ["RegistryPrefix"] = "Base",
            ["RegistryVersion"] = "1.22.0",
            ["Messages"] = new JsonObject(messages.Select(m => KeyValuePair.Create(m.Key, (JsonNode?)new JsonObject { ["NumberOfArgs"] = m.Arguments }))),
        };
    }
}
