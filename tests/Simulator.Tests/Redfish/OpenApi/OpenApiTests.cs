using System.Net;
using System.Text.RegularExpressions;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;
using NUnit.Framework;
using Shouldly;

namespace Simulator.Tests.Redfish;

/// <summary>The OpenAPI document says what the service does.</summary>
public sealed class OpenApiTests
{
    private const string Uri = "/redfish/v1/openapi.yaml";

    private StartedSimulator _simulator = null!;
    private Answer _answer = null!;
    private OpenApiDocument _document = null!;
    private OpenApiDiagnostic _diagnostic = null!;

    [OneTimeSetUp]
    public async Task ReadAsync()
    {
        _simulator = await StartedSimulator.StartAsync();
        _answer = await _simulator.Redfish.GetAsync(Uri, ("Authorization", ""));
        var settings = new OpenApiReaderSettings();
        settings.AddYamlReader();
        (_document, _diagnostic) = OpenApiDocument.Parse(_answer.Text, "yaml", settings) is { Document: { } document, Diagnostic: { } diagnostic }
            ? (document, diagnostic)
            : throw new AssertionException("It cannot be read.");
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _simulator.DisposeAsync();

    [Test]
    public void Everybody_may_read_it_and_it_is_valid()
    {
        _answer.Status.ShouldBe(HttpStatusCode.OK);
        _answer.Headers["Content-Type"].ShouldBe("application/yaml");
        _diagnostic.SpecificationVersion.ShouldBe(OpenApiSpecVersion.OpenApi3_1);
        _diagnostic.Errors.ShouldBeEmpty();
        _diagnostic.Warnings.ShouldBeEmpty();
        _document.Validate(ValidationRuleSet.GetDefaultRuleSet()).ShouldBeEmpty();
    }

    [Test]
    public async Task Every_path_takes_the_methods_that_it_is_said_to_take()
    {
        // Whatever is not a POST to the members of a collection is of a member of that name.
        var paths = _document.Paths.Where(p => !p.Key.Contains('{', StringComparison.Ordinal) && !p.Key.EndsWith("/Members", StringComparison.Ordinal)).ToList();

        paths.Count.ShouldBeGreaterThan(100);
        foreach (var (path, item) in paths)
        {
            var allow = (await _simulator.Redfish.SendAsync(HttpMethod.Options, path, null)).Headers["Allow"];
            item.Operations!.Keys.Select(m => m.Method).ShouldBe(allow.Split(", "), ignoreOrder: true, path);
        }
    }

    [Test]
    public void Every_parameter_of_a_path_is_described()
    {
        foreach (var (path, item) in _document.Paths)
        {
            (item.Parameters ?? []).Select(p => $"{{{p.Name}}}").ShouldBe(Regex.Matches(path, @"\{[^}]+\}").Select(m => m.Value), path);
        }
    }

    [TestCase("/redfish/v1/Chassis", "http://redfish.dmtf.org/schemas/v1/ChassisCollection.yaml#/components/schemas/ChassisCollection_ChassisCollection")]
    [TestCase("/redfish/v1/Chassis/{id}", "http://redfish.dmtf.org/schemas/v1/Chassis.v1_28_0.yaml#/components/schemas/Chassis_v1_28_0_Chassis")]
    [TestCase("/redfish/v1/StorageServices/{id}/Volumes/{volume}", "http://redfish.dmtf.org/schemas/swordfish/v1/Volume.v1_10_2.yaml#/components/schemas/Volume_v1_10_2_Volume")]
    [TestCase("/redfish/v1/Nodes/{id}", "#/components/schemas/ComposedNode")]
    public void A_resource_is_of_its_published_type_and_of_this_service_by_its_file(string path, string reference) =>
        Schema(Operation(path, HttpMethod.Get).Responses!["200"].Content!).ShouldBe(reference);

    [Test]
    public void What_is_added_to_a_collection_is_a_member()
    {
        const string zone = "http://redfish.dmtf.org/schemas/v1/Zone.v1_6_3.yaml#/components/schemas/Zone_v1_6_3_Zone";
        var post = Operation("/redfish/v1/Fabrics/pcie/Zones", HttpMethod.Post);

        Schema(post.RequestBody!.Content!).ShouldBe(zone);
        Schema(post.Responses!["201"].Content!).ShouldBe(zone);
        _document.Components!.Schemas!["ComposedNode"].ExternalDocs!.Url!.OriginalString.ShouldBe("/redfish/v1/JsonSchemas/ComposedNode.v1_1_0.json");
    }

    [TestCase("/redfish/v1", "GET", true)]
    [TestCase("/redfish/v1/openapi.yaml", "GET", true)]
    [TestCase("/redfish/v1/SessionService/Sessions", "POST", true)]
    [TestCase("/redfish/v1/SessionService/Sessions", "GET", false)]
    [TestCase("/redfish/v1/Systems", "GET", false)]
    public async Task It_says_who_needs_credentials(string path, string method, bool isOpen)
    {
        // None is written as an empty list, and the reader gives that back as one; without a list, those of the document count.
        (Operation(path, HttpMethod.Parse(method)).Security is { Count: 0 }).ShouldBe(isOpen);
        ((await _simulator.Redfish.SendAsync(HttpMethod.Parse(method), path, null, ("Authorization", ""))).Status != HttpStatusCode.Unauthorized).ShouldBe(isOpen);
    }

    private OpenApiOperation Operation(string path, HttpMethod method) => _document.Paths[path].Operations![method];

    private static string? Schema(IDictionary<string, IOpenApiMediaType> content) =>
        content["application/json"].Schema.ShouldBeOfType<OpenApiSchemaReference>().Reference.ReferenceV3;
}
