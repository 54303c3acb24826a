using System.IO.Enumeration;
using System.Text.Json.Nodes;
using Harness.Conformance;
using Harness.Fixtures;
using Harness.Operators;

namespace Features.Conformance;

[Binding]
public sealed class ConformanceSteps(ConformanceOperator conformance, RedfishStub service)
{
    [Given("a small Redfish service with these defects")]
    public void ServiceWithDefects(DataTable defects)
    {
        service.WithSmallService();
        defects.CreateSet<Defect>().ToList().ForEach(d => service[d.Document][d.Property] = JsonNode.Parse(d.Value));
    }

    [When("the pod is checked against the standard")]
    public Task PodIsChecked() => conformance.CheckPodAsync();

    [When("that service is checked against the standard")]
    public Task ServiceIsChecked() => conformance.CheckAsync(service);

    [Then("nothing is found")]
    public void NothingIsFound() => conformance.Findings().Select(f => f.Line).ShouldBeEmpty();

    [Then("nothing is found but what is known")]
    public void NothingButKnown(DataTable table)
    {
        var known = table.CreateSet<Known>().ToList();

        conformance.Findings().Where(f => !known.Any(k => k.Is(f.Check, f.Uri))).Select(f => f.Line).ShouldBeEmpty();
        known.Where(k => !conformance.Findings().Any(f => k.Is(f.Check, f.Uri))).Select(k => $"{k.Check} at {k.Uri}")
            .ShouldBeEmpty("What is not found any more goes out of the table.");
    }

    [Then("these are found")]
    public void TheseAreFound(DataTable table) => table.CreateSet<Known>().Where(k => !conformance.Findings().Any(f => k.Is(f.Check, f.Uri))).ShouldBeEmpty();

    [Then("all bodies were judged by the schemas of the standard")]
    public void JudgedBySchemas()
    {
        if (conformance.SchemaFolder is null)
        {
            Assert.Ignore($"All but the schemas was judged: there is no copy of the standard's JSON schemas; {StandardSchemas.Variable} can name one.");
        }

        // Composed nodes, Ethernet switches and storage services are the pod manager's own and not of the standard.
        string[] own = ["ComposedNode", "EthernetSwitch", "StorageService", "StoragePool", "Volume"];
        conformance.Report.Ledgers.Single(l => l.Check.Name == "schema").Reasons.Keys
            .Where(reason => !own.Any(type => reason.StartsWith($"there is no schema for {type}", StringComparison.Ordinal))).ShouldBeEmpty();
    }

    public sealed record Defect(string Document, string Property, string Value);

    public sealed record Known(string Check, string Uri, string? Why = null)
    {
        public bool Is(string check, string uri) => Check == check && FileSystemName.MatchesSimpleExpression(Uri, uri, ignoreCase: false);
    }
}
