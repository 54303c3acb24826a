using System.Text.Json.Nodes;
using Harness.Conformance;
using Harness.Conformance.Checks;
using Harness.Fixtures;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Conformance;

/// <summary>Each check passes on a sound service, and finds the defect that it is there for.</summary>
[TestFixture]
[Parallelizable(ParallelScope.Children)]
public sealed class CheckTests
{
    private const string Chassis = "/redfish/v1/Chassis/c1";
    private const string System = "/redfish/v1/Systems/s1";
    private const string Manager = "/redfish/v1/Managers/m1";

    private sealed record Defect(string Check, string Story, Action<RedfishStub> Break, string Uri, string Pointer);

    private static readonly IReadOnlyList<Defect> Defects =
    [
        new("schema", "a property of nobody", s => s[Chassis]["Colour"] = "red", Chassis, "/Colour"),
        new("schema", "a value that is not in the enumeration", s => s[Chassis]["ChassisType"] = "Sofa", Chassis, "/ChassisType"),
        new("schema", "a number that is none", s => s[Chassis]["HeightMm"] = "tall", Chassis, "/HeightMm"),
        new("schema", "a property that the version does not have yet", s => { s[Chassis]["@odata.type"] = "#Chassis.v1_27_0.Chassis"; }, Chassis, "/HeightMm"),
        new("required", "no name", s => s[System].Remove("Name"), System, "/Name"),
        new("required", "a null id", s => s[System]["Id"] = null, System, "/Id"),
        new("odata-id", "the URI of another", s => s[System]["@odata.id"] = "/redfish/v1/Systems/s2", System, "/@odata.id"),
        new("odata-type", "a type without its hash", s => s[System]["@odata.type"] = "ComputerSystem.v1_27_0.ComputerSystem", System, "/@odata.type"),
        new("id-segment", "an Id that differs from the URI", s => s[System]["Id"] = "s9", System, "/Id"),
        new("uri-pattern", "a chassis where none belongs", s => { Move(s, "/redfish/v1/Chassis/c1", "/redfish/v1/Boxes/Big/c1"); }, "/redfish/v1/Boxes/Big/c1", ""),
        new("counts", "one too many", s => s["/redfish/v1/Systems"]["Members@odata.count"] = 2, "/redfish/v1/Systems", "/Members@odata.count"),
        new("counts", "a wrong count inside", s => s[System]["Links"]!["Chassis@odata.count"] = 3, System, "/Links/Chassis@odata.count"),
        new("counts", "a count of nothing", s => s[System]["Fans@odata.count"] = 0, System, "/Fans@odata.count"),
        new("unique-members", "a member twice", s => s.AddCollection("ComputerSystemCollection", "/redfish/v1/Systems", "s1", "s1"), "/redfish/v1/Systems", "/Members"),
        new("times", "no offset", s => s[Manager]["DateTime"] = "2026-01-01T00:00:00", Manager, "/DateTime"),
        new("times", "a date of the day's people", s => s[System]["LastResetTime"] = "2026/01/01 00:00", System, "/LastResetTime"),
        new("times", "a month that is none", s => s[Manager]["DateTime"] = "2026-13-01T00:00:00Z", Manager, "/DateTime"),
        new("uuids", "a short one", s => s[System]["UUID"] = "1234", System, "/UUID"),
        new("action-targets", "an action of another resource", s => s[System]["Actions"]!["#ComputerSystem.Reset"]!["target"] = "/redfish/v1/Systems/s2/Actions/ComputerSystem.Reset", System, "/Actions/#ComputerSystem.Reset/target"),
        new("action-targets", "an action without a target", s => s[System]["Actions"]!["#ComputerSystem.Reset"]!.AsObject().Remove("target"), System, "/Actions/#ComputerSystem.Reset/target"),
        new("messages", "a message that the registry lacks", s => s[System]["@Message.ExtendedInfo"] = Message("Base.1.22.Unheard"), System, "/@Message.ExtendedInfo/0/MessageId"),
        new("messages", "an argument too few", s => s[System]["@Message.ExtendedInfo"] = Message("Base.1.22.PropertyMissing"), System, "/@Message.ExtendedInfo/0/MessageId"),
        new("messages", "an id of no form", s => s[System]["@Message.ExtendedInfo"] = Message("PropertyMissing"), System, "/@Message.ExtendedInfo/0/MessageId"),
        new("deprecated", "a property that was given up", s => s[Chassis]["AssetTag"] = "A-1", Chassis, "/AssetTag"),
        new("deprecated", "a value that was given up", s => s[Chassis]["ChassisType"] = "Cage", Chassis, "/ChassisType"),
        new("links-resolve", "a link to nothing", s => s[Chassis]["Links"]!["Related"] = Links("/redfish/v1/Nowhere"), Chassis, "/Links/Related/0/@odata.id"),
        new("links-resolve", "a fragment to nothing", s => s[Chassis]["Links"]!["Related"] = Links(System + "#/Fans/0"), Chassis, "/Links/Related/0/@odata.id"),
        new("links-resolve", "a link out of the service", s => s[Chassis]["Links"]!["Related"] = Links("Systems/s1"), Chassis, "/Links/Related/0/@odata.id"),
        new("link-types", "a manager where a system belongs", s => s[Chassis]["Links"]!["ComputerSystems"]!.AsArray().Add(Link(Manager)), Chassis, "/Links/ComputerSystems/1"),
        new("link-pairs", "a system that knows no chassis", s => s[System]["Links"]!["Chassis"] = new JsonArray(), System, "/Links/Chassis"),
        new("link-pairs", "a chassis that knows no system", s => s[Chassis]["Links"]!["ComputerSystems"] = new JsonArray(), Chassis, "/Links/ComputerSystems"),
        Header("odata-version", "OData-Version", "3.0"),
        Header("cache-control", "Cache-Control", "max-age=60"),
        Header("content-type", "Content-Type", "text/plain"),
        Header("content-type", "Content-Type", "application/json; charset=latin1"),
        Header("allow", "Allow", null),
        Header("described-by", "Link", null, "no Link"),
        Header("described-by", "Link", "</redfish/v1/JsonSchemas/ComputerSystem.v1_2_0.json>; rel=describedby", "a Link to another version"),
        new("etag", "an ETag that the body contradicts", s => s[System]["@odata.etag"] = "\"other\"", System, "ETag"),
        new("head", "HEAD with other headers", s => s.Twist = a => { if (a is { Method: "HEAD", Path: System }) { a.Headers["Allow"] = "GET"; } }, System, "HEAD Allow"),
        new("head", "no HEAD", s => s.Twist = a => { if (a is { Method: "HEAD", Path: System }) { a.Status = 405; } }, System, "HEAD"),
        new("options", "OPTIONS that says otherwise", s => s.Twist = a => { if (a is { Method: "OPTIONS", Path: System }) { a.Headers["Allow"] = "GET, PATCH"; } }, System, "OPTIONS"),
        new("not-modified", "If-None-Match ignored", s => s.Twist = a => { if (a is { Status: 304, Path: System }) { a.Status = 200; } }, System, "If-None-Match"),
        new("authentication", "open to everybody", s => s.Twist = a => { if (a is { Status: 401, Path: System }) { a.Status = 200; } }, System, "without login"),
        new("authentication", "no word how to log in", s => s.Twist = a => { if (a is { Status: 401, Path: System }) { a.Headers.Remove("WWW-Authenticate"); } }, System, "without login"),
        new("unknown-query", "an unknown parameter ignored", s => s.Twist = a => { if (a is { Status: 501, Path: System }) { a.Status = 200; } }, System, "?$unheard=1"),
        new("wrong-odata-version", "OData 3 accepted", s => s.Twist = a => { if (a is { Status: 412, Path: System }) { a.Status = 200; } }, System, "OData-Version: 3.0"),
        new("session-login", "sessions refused, Basic taken", s => s.Twist = a => { if (a.Method == "POST") { a.Status = 400; } }, "/redfish/v1/", "/Links/Sessions"),
        new("open-documents", "a closed document", s => s.Twist = a => { if (a is { Path: "/redfish/v1/odata", IsLoggedIn: false }) { a.Status = 401; } }, "/redfish/v1/odata", "without login"),
        new("metadata", "a type that the metadata do not know", s => s.Twist = a => { if (a.Path.EndsWith("$metadata", StringComparison.Ordinal)) { a.Body = a.Body!.Replace("Chassis.v1_28_0", "Chassis.v1_0_0", StringComparison.Ordinal); } }, "/redfish/v1/$metadata", "Include"),
        new("metadata", "metadata that are no XML", s => s.Twist = a => { if (a.Path.EndsWith("$metadata", StringComparison.Ordinal)) { a.Body = "{}"; } }, "/redfish/v1/$metadata", ""),
        new("service-document", "an entry that leads nowhere", s => s["/redfish/v1/odata"]["value"]![0]!["url"] = "/redfish/v1/Nowhere", "/redfish/v1/odata", "/value/0/url"),
        new("not-found", "an answer for everything", s => s.Twist = a => { if (a.Status == 404) { a.Status = 200; } }, "/redfish/v1/there-is-no-such-thing", ""),
        new("not-found", "an error without its form", s => s.Twist = a => { if (a.Status == 404) { a.Body = "{ \"error\": { \"code\": \"404\" } }"; } }, "/redfish/v1/there-is-no-such-thing", ""),
    ];

    private static IEnumerable<TestCaseData> Cases => Defects.Select((d, i) => new TestCaseData(i).SetName($"{{m}} ({d.Check}: {d.Story})"));

    [Test]
    public async Task A_sound_service_passes_every_check()
    {
        var report = await Checked.SmallServiceAsync();

        report.Ledgers.SelectMany(l => l.Findings.Select(f => $"{l.Check.Name} {f}")).ShouldBeEmpty();
        report.IsConformant.ShouldBeTrue();
        report.Ledgers.Where(l => l.Judged == 0).Select(l => l.Check.Name).ShouldBe(["messages"]); // it sends none
    }

    [TestCaseSource(nameof(Cases))]
    public async Task A_defect_is_found(int index)
    {
        var defect = Defects[index];

        var report = await Checked.SmallServiceAsync(defect.Break);

        report.FindingsOf(defect.Check).Select(f => $"{f.Uri} {f.Pointer}").ShouldContain($"{defect.Uri} {defect.Pointer}");
        report.IsConformant.ShouldBe(report.Failed.All(l => l.Failed == 0));
    }

    [Test]
    public void Every_check_has_a_defect_that_it_finds() => CheckCatalogue.All.Select(c => c.Name).Except(Defects.Select(d => d.Check)).ShouldBeEmpty();

    [Test]
    public void Names_are_unique() => CheckCatalogue.All.Select(c => c.Name).ShouldBeUnique();

    [Test]
    public async Task Advice_and_notes_do_not_make_a_service_fail()
    {
        var report = await Checked.SmallServiceAsync(s =>
        {
            s[System]["Id"] = "s9";
            s[Chassis]["AssetTag"] = "A-1";
        });

        report.IsConformant.ShouldBeTrue();
        report.Advised.Select(l => l.Check.Weight).ShouldBe([Weight.Advice, Weight.Note], ignoreOrder: true);
    }

    [Test]
    public async Task A_message_with_its_arguments_passes()
    {
        var info = Message("Base.1.22.PropertyMissing");
        info[0]!["MessageArgs"] = new JsonArray("Name");

        var report = await Checked.SmallServiceAsync(s => s[System]["@Message.ExtendedInfo"] = info);

        report.FindingsOf("messages").ShouldBeEmpty();
        report.Ledgers.Single(l => l.Check.Name == "messages").Judged.ShouldBe(1);
    }

    [Test]
    public async Task A_message_of_a_registry_that_is_not_served_is_not_judged()
    {
        var report = await Checked.SmallServiceAsync(s => s[System]["@Message.ExtendedInfo"] = Message("Vendor.2.1.Hot"));

        report.Ledgers.Single(l => l.Check.Name == "messages").Reasons.Keys.ShouldBe(["the service does not serve registry Vendor.2.1"]);
    }

    [Test]
    public async Task An_account_needs_an_etag()
    {
        var report = await Checked.SmallServiceAsync(s =>
        {
            s[Chassis]["Links"]!["Related"] = Links("/redfish/v1/AccountService/Accounts/1");
            s.Add("ManagerAccount.v1_14_0.ManagerAccount", "/redfish/v1/AccountService/Accounts/1", "1", []);
            s.Twist = a => a.Headers.Remove("ETag");
        });

        report.FindingsOf("etag").Select(f => f.Uri).ShouldBe(["/redfish/v1/AccountService/Accounts/1"]);
    }

    [Test]
    public async Task Without_schemas_the_checks_by_schema_are_not_judged_and_the_rest_is()
    {
        var report = await Checked.SmallServiceAsync(s => s[System].Remove("Name"), s => s with { SchemaFolder = null });

        report.NotJudged.Select(l => l.Check.Name).ShouldBe(["schema", "uri-pattern", "messages", "deprecated", "link-types"], ignoreOrder: true);
        report.FindingsOf("required").Count.ShouldBe(1);
    }

    [Test]
    public async Task What_has_no_schema_is_not_judged_and_counted()
    {
        var report = await Checked.SmallServiceAsync();

        report.Ledgers.Single(l => l.Check.Name == "schema").Reasons.Keys.ShouldContain("there is no schema for SessionService.v1_2_0");
    }

    [Test]
    public async Task What_a_vendor_adds_is_not_judged_by_schema()
    {
        var report = await Checked.SmallServiceAsync(s => s[Chassis]["Oem"] = new JsonObject { ["Vendor"] = new JsonObject { ["Colour"] = "red" } });

        report.FindingsOf("schema").ShouldBeEmpty();
    }

    private static Defect Header(string check, string header, string? value, string? story = null) => new(
        check, story ?? $"{header} {value ?? "is missing"}",
        s => s.Twist = a =>
        {
            if (a is { Path: System, Status: 200 })
            {
                a.Headers.Remove(header);
                if (value is not null)
                {
                    a.Headers[header] = value;
                }
            }
        },
        System, header);

    private static JsonObject Link(string uri) => new() { ["@odata.id"] = uri };

    private static JsonArray Links(string uri) => new(Link(uri));

    private static JsonArray Message(string id) => new(new JsonObject { ["MessageId"] = id, ["Message"] = "Something is the matter." });

    private static void Move(RedfishStub stub, string from, string to)
    {
        stub.Documents.Remove(from, out var document);
        document!["@odata.id"] = to;
        stub.Documents[to] = document;
        stub["/redfish/v1/Chassis"]["Members"] = Links(to);
        stub[System]["Links"]!["Chassis"] = Links(to);
        stub[Manager]["Links"]!["ManagerForChassis"] = Links(to);
    }
}
