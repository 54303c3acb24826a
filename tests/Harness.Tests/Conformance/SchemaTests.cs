using System.Text.Json;
using Harness.Conformance;
using Harness.Conformance.Schemas;
using Harness.Conformance.Walking;
using Harness.Fixtures;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Conformance;

[TestFixture]
public sealed class SchemaTests
{
    private static SchemaFolder Folder => new(TinySchemas.Folder);

    [TestCase("""{ "HeightMm": 1, "ChassisType": "Rack" }""")]
    [TestCase("""{ "HeightMm": null, "ChassisType": "Rack", "Made": "2026-01-01T00:00:00Z", "Location": null }""")]
    [TestCase("""{ "HeightMm": 1, "ChassisType": "Rack", "Location": { "Row": "A", "Rack": 3 }, "X@Redfish.Thing": 1 }""")]
    [TestCase("""{ "HeightMm": 1, "ChassisType": "Rack", "Links": { "ComputerSystems": [ { "@odata.id": "/redfish/v1/Systems/1" } ] } }""")]
    [TestCase("""{ "HeightMm": 1, "ChassisType": "Rack", "Links": { "ComputerSystems": [ { "@odata.id": "/redfish/v1/Systems/1", "Id": "1", "Name": "written out" } ] } }""")]
    public void A_good_body_has_no_problem(string body) => Problems(body).ShouldBeEmpty();

    [TestCase("""{ "ChassisType": "Rack" }""", ": is missing")]
    [TestCase("""{ "HeightMm": -1, "ChassisType": "Rack" }""", "/HeightMm: -1")]
    [TestCase("""{ "HeightMm": 1, "ChassisType": "Sofa" }""", "/ChassisType: \"Sofa\"")]
    [TestCase("""{ "HeightMm": 1, "ChassisType": "Rack", "Made": "2026-01-01T00:00:00" }""", "/Made: \"2026-01-01T00:00:00\"")]
    [TestCase("""{ "HeightMm": 1, "ChassisType": "Rack", "Colour": 1 }""", "/Colour: is there")]
    [TestCase("""{ "HeightMm": 1, "ChassisType": null }""", "/ChassisType: null")]
    [TestCase("""{ "HeightMm": 1, "ChassisType": "Rack", "Location": { "Rack": "three" } }""", "/Location/Rack: \"three\"")]
    [TestCase("""{ "HeightMm": 1, "ChassisType": "Rack", "Links": { "ComputerSystems": [ { "id": 1 } ] } }""", "/Links/ComputerSystems/0: is missing")]
    public void A_bad_body_has_the_one_problem_that_matters(string body, string problem) =>
        Problems(body).Select(p => $"{p.Pointer}: {p.Found}").ShouldBe([problem]);

    [Test]
    public void Of_an_older_version_what_came_later_is_not_required() => Problems("""{ "ChassisType": "Rack" }""", "v1_27_0").ShouldBeEmpty();

    [Test]
    public void Of_a_newer_version_than_the_folder_holds_nothing_is_judged() => Folder.Locate(TypeName.Parse("#Chassis.v1_29_0.Chassis")!).ShouldBeNull();

    [Test]
    public void The_walk_tells_links_deprecation_and_what_was_added_later()
    {
        var body = JsonElement.Parse("""
            { "ChassisType": "Pod", "HeightMm": 1, "AssetTag": "a",
              "Links": { "ManagedBy": [ { "@odata.id": "/redfish/v1/Managers/1" } ], "Related": [ { "@odata.id": "/redfish/v1/Systems/1" } ] } }
            """);

        new SchemaWalk(Folder).Remarks(body, Place("v1_26_0")).Select(r => $"{r.Kind} {r.Pointer} {r.Note}").ShouldBe(
        [
            "AddedLater /ChassisType Pod is in the schema since v1_27_0",
            "AddedLater /HeightMm HeightMm is in the schema since v1_28_0",
            "Deprecated /AssetTag Use another.",
            "LinksTo /Links/ManagedBy/0 Manager",
            "LinksTo /Links/Related/0 idRef",
        ], ignoreOrder: true);
    }

    [Test]
    public void What_was_given_up_later_than_the_version_is_no_note() =>
        new SchemaWalk(Folder).Remarks(JsonElement.Parse("""{ "AssetTag": "a" }"""), Place("v1_9_0")).ShouldBeEmpty();

    [Test]
    public async Task The_stub_keeps_to_the_real_schemas()
    {
        var report = await Checked.SmallServiceAsync(settings: s => s with { SchemaFolder = RealSchemas() });

        report.Ledgers.SelectMany(l => l.Findings).ShouldBeEmpty();
        report.Ledgers.Single(l => l.Check.Name == "schema").NotJudged.ShouldBe(0);
    }

    /// <summary>Every schema of the folder must build: a body of each type can be judged.</summary>
    [Test]
    public void Every_real_schema_can_judge()
    {
        var folder = new SchemaFolder(RealSchemas());
        var judge = new SchemaJudge(folder);
        var types = Directory.GetFiles(RealSchemas(), "*.v1_*.json").Select(Path.GetFileNameWithoutExtension).OfType<string>()
            .Select(f => TypeName.Parse($"#{f}.{f.Split('.')[0]}")).OfType<TypeName>().ToList();

        foreach (var place in types.Select(folder.Locate).Where(p => p is not null && folder.Definition(p.File, p.Definition) is not null))
        {
            Should.NotThrow(() => judge.Judge(JsonElement.Parse("""{ "@odata.id": 1 }"""), place!), place!.File);
        }

        types.Count.ShouldBeGreaterThan(100);
    }

    internal static string RealSchemas()
    {
        if (StandardSchemas.Find() is { } folder)
        {
            return folder;
        }

        Assert.Ignore($"There is no copy of the standard's JSON schemas; {StandardSchemas.Variable} can name one.");
        return "";
    }

    private static SchemaPlace Place(string version) => Folder.Locate(TypeName.Parse($"#Chassis.{version}.Chassis")!)!;

    private static IReadOnlyList<SchemaProblem> Problems(string body, string version = "v1_28_0")
    {
        var whole = System.Text.Json.Nodes.JsonNode.Parse(body)!;
        whole["@odata.id"] = "/redfish/v1/Chassis/1";
        whole["Id"] = "1";
        whole["Name"] = "One";
        return new SchemaJudge(Folder).Judge(JsonElement.Parse(whole.ToJsonString()), Place(version));
    }
}
