using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;
using NUnit.Framework;
using Shouldly;
using ValenceCore.Http;
using ValenceCore.OpenApi;
using ValenceCore.Tests.Peers;

namespace ValenceCore.Tests.OpenApi;

/// <summary>The document says what the service does, and nothing else.</summary>
internal sealed class OpenApiTests : CoreTests
{
    [Test]
    public async Task It_is_valid_and_the_same_as_json_and_as_yaml()
    {
        var document = await ReadAsync();
        var settings = new OpenApiReaderSettings();
        settings.AddYamlReader();

        var (yaml, diagnostic) = OpenApiDocument.Parse(await Core.TextAsync("/v1/openapi.yaml"), "yaml", settings) is { Document: { } read, Diagnostic: { } said }
            ? (read, said)
            : throw new AssertionException("It cannot be read.");

        document.Validate(ValidationRuleSet.GetDefaultRuleSet()).ShouldBeEmpty();
        diagnostic.Errors.ShouldBeEmpty();
        diagnostic.Warnings.ShouldBeEmpty();
        yaml.Paths.Keys.ShouldBe(document.Paths.Keys);
    }

    [Test]
    public async Task Every_endpoint_is_in_it_and_everything_in_it_is_an_endpoint()
    {
        var served = Core.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .Select(endpoint => endpoint.Metadata.GetMetadata<ValenceRoute>()).OfType<ValenceRoute>()
            .SelectMany(route => route.Methods.Select(method => $"{method} {route.Pattern}"));

        var told = (await ReadAsync()).Paths.SelectMany(path => path.Value.Operations!.Keys.Select(method => $"{method.Method} {path.Key}"));

        told.ShouldBe(served, ignoreOrder: true);
    }

    [Test]
    public void Every_description_is_of_a_route_and_every_route_is_described()
    {
        var routes = OpenApiApi.Routes(Core.Services.GetRequiredService<EndpointDataSource>()).ToList();

        routes.Where(route => ApiDescriptions.Of(route.Method, route.Pattern) is null).ShouldBeEmpty();
        ApiDescriptions.All.Select(one => (one.Method, one.Pattern)).Except(routes).ShouldBeEmpty();
    }

    [Test]
    public async Task Every_path_takes_the_methods_that_it_is_said_to_take()
    {
        foreach (var (path, item) in (await ReadAsync()).Paths)
        {
            var allow = (await Core.SendAsync(HttpMethod.Options, Regex.Replace(path, @"\{[^}]+\}", "x"))).Headers["Allow"];

            // More than that where the words of one path are a value in another: devices/sync is a device too (valence-api 1.4).
            item.Operations!.Keys.Select(method => method.Method).ShouldBeSubsetOf(allow.Split(", "), path);
        }
    }

    [Test]
    public async Task Answers_hold_what_their_schema_says()
    {
        await Core.RegisterPodAsync(Pod);
        await Core.PostAsync("/v1/flavors", """{"name": "small", "properties": {}}""");
        await Core.ComposeAsync(Pod);
        var document = await ReadAsync();

        foreach (var path in (string[])["/v1/pod_managers", "/v1/flavors", "/v1/nodes", "/v1/operations", "/v1/drivers"])
        {
            var schema = document.Paths[path].Operations![HttpMethod.Get].Responses!["200"].Content!["application/json"].Schema!.Items!;
            var element = (await Core.GetAsync(path)).List[0]!.AsObject();

            element.Select(pair => pair.Key).ShouldBeSubsetOf(schema.Properties!.Keys, path);
            schema.Required!.ShouldBeSubsetOf(element.Select(pair => pair.Key), path);
        }
    }

    [Test]
    public async Task Requests_errors_and_headers_are_described()
    {
        var document = await ReadAsync();
        var compose = document.Paths["/v1/nodes"].Operations![HttpMethod.Post];

        compose.RequestBody!.Content!["application/json"].Schema!.Required.ShouldBe(["name"]);
        compose.Parameters!.Select(parameter => parameter.Name).ShouldBe(["Idempotency-Key", "Prefer"]);
        compose.Responses!.Keys.ShouldBe(["200", "202", "default"], ignoreOrder: true);
        compose.Responses["default"].Content!["application/json"].Schema!.Required!.ShouldContain("detail");
        document.Paths["/v1/flavors/{uuid}"].Operations![HttpMethod.Delete].Parameters!.Select(parameter => parameter.Name).ShouldBe(["If-Match"]);
    }

    [Test]
    public async Task What_is_said_to_be_made_once_takes_a_key()
    {
        foreach (var one in ApiDescriptions.All.Where(description => description.IsOnce))
        {
            var answer = await Core.SendWithAsync(
                HttpMethod.Post, Regex.Replace(one.Pattern, @"\{[^}]+\}", "x"), "{}", ("Idempotency-Key", "not a key"));

            answer.Status.ShouldBe(HttpStatusCode.BadRequest, one.Pattern);
            answer.Detail.ShouldStartWith("Idempotency-Key", customMessage: one.Pattern);
        }
    }

    private async Task<OpenApiDocument> ReadAsync()
    {
        var read = OpenApiDocument.Parse(await Core.TextAsync("/v1/openapi.json"), "json");
        read.Diagnostic!.Errors.ShouldBeEmpty();
        read.Diagnostic.Warnings.ShouldBeEmpty();
        read.Diagnostic.SpecificationVersion.ShouldBe(OpenApiSpecVersion.OpenApi3_1);
        return read.Document!;
    }
}
