using System.Text.Json.Nodes;
using Harness.Conformance;
using Harness.Conformance.Reports;
using Harness.Fixtures;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Conformance;

/// <summary>The samples that the standard's publisher gives out, served as they are: their known defects must be found.</summary>
[TestFixture]
public sealed class MockupTests
{
    [Test]
    public async Task The_composability_sample_counts_wrong_and_bears_the_uris_of_others()
    {
        var report = await CheckAsync("public-composability");

        report.FindingsOf("counts").Select(f => $"{f.Uri} {f.Found} {f.Expected}").ShouldBeSubsetOf(
        [
            "/redfish/v1/Systems 2 5", "/redfish/v1/Chassis 7 8",
        ]);
        report.FindingsOf("counts").Count.ShouldBe(2);
        report.FindingsOf("odata-id").Count.ShouldBeGreaterThanOrEqualTo(3);
    }

    [Test]
    public async Task The_rack_mount_sample_misses_what_its_schemas_require()
    {
        var report = await CheckAsync("public-rackmount1");

        report.Resources.ShouldBeGreaterThan(200);
        report.FindingsOf("schema").Select(f => f.Uri).ShouldContain("/redfish/v1/ServiceConditions");
    }

    [Test]
    public async Task The_compose_action_sample_misspells_a_target_and_offers_what_no_enumeration_has()
    {
        var report = await CheckAsync("public-compose-action");

        report.FindingsOf("action-targets").ShouldContain(f => f.Found.Contains("CompostionService", StringComparison.Ordinal));
        report.FindingsOf("id-segment").ShouldNotBeEmpty();
        report.FindingsOf("link-pairs").ShouldContain(f => f.Pointer == "/Links/Zones");
    }

    private static async Task<ConformanceReport> CheckAsync(string sample)
    {
        var schemas = SchemaTests.RealSchemas();
        var folder = Path.Combine(Path.GetDirectoryName(schemas)!, "mockups", sample);
        if (!Directory.Exists(folder))
        {
            Assert.Ignore("There are no samples beside the standard's JSON schemas.");
        }

        await using var stub = new RedfishStub();
        foreach (var file in Directory.EnumerateFiles(folder, "index.json", SearchOption.AllDirectories))
        {
            var path = Path.GetRelativePath(folder, Path.GetDirectoryName(file)!).Replace('\\', '/');
            var document = JsonNode.Parse(await File.ReadAllTextAsync(file))!.AsObject();
            document.Remove("@Redfish.Copyright");
            stub.Documents[path == "." ? "/redfish/v1" : $"/redfish/v1/{path}"] = document;
        }

        await stub.StartAsync();
        return await ConformanceRun.RunAsync(Checked.SettingsFor(stub) with { SchemaFolder = schemas });
    }
}
