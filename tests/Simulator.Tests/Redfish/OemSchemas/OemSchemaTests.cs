using System.Net;
using System.Xml.Linq;
using NUnit.Framework;
using Shouldly;

namespace Simulator.Tests.Redfish.OemSchemas;

/// <summary>The schemas that this service describes itself.</summary>
public sealed class OemSchemaTests
{
    private static readonly XNamespace Edmx = "http://docs.oasis-open.org/odata/ns/edmx";
    private static readonly XNamespace Edm = "http://docs.oasis-open.org/odata/ns/edm";

    private StartedSimulator _simulator = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _simulator = await StartedSimulator.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _simulator.DisposeAsync();

    [Test]
    public async Task The_metadata_leads_to_them_without_a_login()
    {
        var references = (await ReferencesAsync("/redfish/v1/$metadata")).Where(r => r.Uri.StartsWith('/')).ToList();

        references.Count.ShouldBe(16);
        foreach (var (uri, namespaces) in references)
        {
            var file = await OpenAsync(uri);
            file.Headers["Content-Type"].ShouldStartWith("application/xml");
            XDocument.Parse(file.Text).Descendants(Edm + "Schema").Select(s => s.Attribute("Namespace")!.Value).ShouldBe(namespaces);
        }
    }

    [Test]
    public async Task They_refer_to_every_namespace_that_they_use()
    {
        foreach (var (uri, _) in (await ReferencesAsync("/redfish/v1/$metadata")).Where(r => r.Uri.StartsWith('/')))
        {
            var csdl = XDocument.Parse((await OpenAsync(uri)).Text);
            var known = csdl.Descendants(Edmx + "Include").Select(i => i.Attribute("Namespace")!.Value)
                .Concat(csdl.Descendants(Edm + "Schema").Select(s => s.Attribute("Namespace")!.Value));

            var used = csdl.Descendants().Where(e => e.Name.LocalName != "Annotation").SelectMany(e => new[] { e.Attribute("Type"), e.Attribute("BaseType") })
                .OfType<XAttribute>().Select(a => a.Value.Replace("Collection(", "", StringComparison.Ordinal).TrimEnd(')'))
                .Where(t => !t.StartsWith("Edm.", StringComparison.Ordinal)).Select(t => t[..t.LastIndexOf('.')]).Distinct();

            used.ShouldBeSubsetOf(known, uri);
        }
    }

    [TestCase("/redfish/v1/Nodes")]
    [TestCase("/redfish/v1/StorageServices/r1-ss1")]
    [TestCase("/redfish/v1/Chassis/r1")]
    public async Task The_link_header_of_a_resource_leads_to_a_file(string resource)
    {
        var link = (await _simulator.Redfish.GetAsync(resource)).Headers["Link"];

        var file = await _simulator.Redfish.GetAsync(link.Split('>')[0].TrimStart('<'));

        file.Status.ShouldBe(resource == "/redfish/v1/Chassis/r1" ? HttpStatusCode.Found : HttpStatusCode.OK);
    }

    [Test]
    public async Task They_are_among_the_json_schemas()
    {
        var entry = (await _simulator.Redfish.GetAsync("/redfish/v1/JsonSchemas/ComposedNode.v1_1_0")).Body;

        entry.GetProperty("Schema").GetString().ShouldBe("#ComposedNode.v1_1_0.ComposedNode");
        var file = (await _simulator.Redfish.GetAsync(entry.GetProperty("Location")[0].GetProperty("Uri").GetString()!)).Body;
        file.GetProperty("definitions").GetProperty("ComposedNodeState").GetProperty("enum").EnumerateArray().Select(v => v.GetString()).ShouldContain("Assembled");
    }

    private async Task<IReadOnlyList<(string Uri, IReadOnlyList<string> Namespaces)>> ReferencesAsync(string uri) =>
    [
        .. XDocument.Parse((await OpenAsync(uri)).Text).Descendants(Edmx + "Reference").Select(r => (
            r.Attribute("Uri")!.Value, (IReadOnlyList<string>)[.. r.Elements(Edmx + "Include").Select(i => i.Attribute("Namespace")!.Value)])),
    ];

    private async Task<Answer> OpenAsync(string uri)
    {
        var answer = await _simulator.Redfish.GetAsync(uri, ("Authorization", ""));
        answer.Status.ShouldBe(HttpStatusCode.OK, uri);
        return answer;
    }
}
