using System.Text.Json.Nodes;
using NUnit.Framework;

namespace Harness.Tests.Conformance;

/// <summary>A few schemas in the manner of the standard's, made up here, so that these tests need no copy of the standard.</summary>
[SetUpFixture]
internal sealed class TinySchemas
{
    private const string Published = "http://redfish.dmtf.org/schemas/v1/";

    public static string Folder { get; private set; } = "";

    [OneTimeSetUp]
    public static void Write()
    {
        Folder = Directory.CreateTempSubdirectory("tiny-schemas-").FullName;
        File("odata-v4", """
            { "idRef": { "type": "object", "properties": { "@odata.id": { "type": "string" } }, "additionalProperties": false } }
            """);
        Resource("ServiceRoot", "v1_20_0", "/redfish/v1/", """{ "type": "object" }""");
        Resource("ComputerSystem", "v1_27_0", "/redfish/v1/Systems/{ComputerSystemId}", """{ "type": "object" }""");
        Resource("Manager", "v1_24_0", "/redfish/v1/Managers/{ManagerId}", """{ "type": "object" }""");
        Resource("Chassis", "v1_28_0", "/redfish/v1/Chassis/{ChassisId}", """
            {
              "type": "object",
              "additionalProperties": false,
              "patternProperties": { "^([a-zA-Z_][a-zA-Z0-9_]*)?@(odata|Redfish|Message)\\.[a-zA-Z_][a-zA-Z0-9_]*$": { "type": ["array", "boolean", "integer", "number", "null", "object", "string"] } },
              "required": ["@odata.id", "Id", "Name", "ChassisType", "HeightMm"],
              "properties": {
                "Id": { "type": "string", "readonly": true }, "Name": { "type": "string" }, "Oem": { "type": "object" },
                "ChassisType": { "$ref": "#/definitions/ChassisType" },
                "HeightMm": { "type": ["number", "null"], "minimum": 0, "versionAdded": "v1_28_0" },
                "AssetTag": { "type": ["string", "null"], "deprecated": "Use another.", "versionDeprecated": "v1_10_0" },
                "Made": { "type": "string", "format": "date-time" },
                "Location": { "anyOf": [ { "$ref": "http://redfish.dmtf.org/schemas/v1/Place.v1_0_0.json#/definitions/Place" }, { "$ref": "#/definitions/Location" }, { "type": "null" } ] },
                "Links": { "$ref": "#/definitions/Links" }
              }
            }
            """, """
            "ChassisType": { "type": "string", "enum": ["Rack", "Sled", "Cage", "Pod"], "enumVersionAdded": { "Pod": "v1_27_0" }, "enumDeprecated": { "Cage": "Nobody has cages." } },
            "Location": { "type": "object", "additionalProperties": false, "properties": { "Row": { "type": "string" }, "Rack": { "type": "integer" } } },
            "Links": { "type": "object", "properties": {
                "ComputerSystems": { "type": "array", "items": { "$ref": "http://redfish.dmtf.org/schemas/v1/ComputerSystem.json#/definitions/ComputerSystem" } },
                "ManagedBy": { "type": "array", "items": { "$ref": "http://redfish.dmtf.org/schemas/v1/Manager.json#/definitions/Manager" } },
                "Related": { "type": "array", "items": { "$ref": "http://redfish.dmtf.org/schemas/v1/odata-v4.json#/definitions/idRef" } } } }
            """);
    }

    [OneTimeTearDown]
    public static void Delete() => Directory.Delete(Folder, recursive: true);

    // The unversioned file knows all versions; of those only the newest lies in the folder, as with the newest-only copies that people have.
    private static void Resource(string type, string version, string uri, string definition, string? others = null)
    {
        File(type, $$"""
            { "{{type}}": { "uris": ["{{uri}}"], "anyOf": [
                { "$ref": "{{Published}}odata-v4.json#/definitions/idRef" },
                { "$ref": "{{Published}}{{type}}.v1_0_0.json#/definitions/{{type}}" },
                { "$ref": "{{Published}}{{type}}.{{version}}.json#/definitions/{{type}}" } ] } }
            """);
        File($"{type}.{version}", $$"""{ "{{type}}": {{definition}} {{(others is null ? "" : "," + others)}} }""");
    }

    private static void File(string name, string definitions) => System.IO.File.WriteAllText(
        Path.Combine(Folder, $"{name}.json"),
        new JsonObject { ["$id"] = $"{Published}{name}.json", ["$schema"] = $"{Published}redfish-schema-v1.json", ["definitions"] = JsonNode.Parse(definitions) }.ToJsonString());
}
