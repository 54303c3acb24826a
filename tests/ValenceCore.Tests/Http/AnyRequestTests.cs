using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Shouldly;
using ValenceCore.Http;
using ValenceCore.Store;
using ValenceCore.Tests.Peers;

namespace ValenceCore.Tests.Http;

/// <summary>
/// Bad bodies, paths and queries to every route: always the flat error body of valence-api 1.2 with a text in <c>detail</c>, which old
/// clients crash without (1.15), and the rows are what they were. The pod and the Ironic behind the core are switched off.
/// </summary>
internal sealed class AnyRequestTests
{
    /// <summary>Old clients ask these with a body (valence-api 1.15).</summary>
    private static readonly string[] GetsWithBody = ["/v1/systems", "/v1/systems/{id}", "/v1/racks", "/v1/racks/{id}"];

    /// <summary>Well-formed, and wrong for the route by one thing that its answer must name.</summary>
    private static readonly (string Route, string Body, string Named)[] Wrong =
    [
        ("POST /v1/pod_managers", "{}", "name: "),
        ("POST /v1/pod_managers", "{\"name\": \"\", \"url\": \"http://x\"}", "name: "),
        ("POST /v1/pod_managers", "{\"name\": 7, \"url\": [], \"verify_ca\": 1e400}", "url: "),
        ("POST /v1/pod_managers", "{\"name\": \"n\", \"url\": \"http://x\", \"authentication\": [null]}", "authentication: "),
        ("POST /v1/pod_managers", "{\"name\": \"n\", \"url\": \"http://x\", \"authentication\": []}", "authentication: "),
        ("POST /v1/pod_managers", "{\"name\": \"n\", \"url\": \"http://u:p@x\"}", "url: "),
        ("POST /v1/pod_managers", "{\"colour\": 1}", "colour: "),
        ("PATCH /v1/pod_managers/{uuid}", "{\"name\": \"\"}", "name: "),
        ("PATCH /v1/pod_managers/{uuid}", "{\"driver\": {}}", "driver: "),
        ("PATCH /v1/pod_managers/{uuid}", "{\"verify_ca\": \"maybe\"}", "verify_ca: "),
        ("PATCH /v1/pod_managers/{uuid}", "{\"status\": \"Online\"}", "status: "),
        ("POST /v1/flavors", "{}", "name: "),
        ("POST /v1/flavors", "{\"name\": \"\", \"properties\": {}}", "name: "),
        ("POST /v1/flavors", "{\"name\": \"n\", \"properties\": {\"memory\": {\"capacity_mib\": 1e400}}}", "properties.memory.capacity_mib: "),
        ("POST /v1/flavors", "{\"name\": \"n\", \"properties\": {\"memory\": {\"capacity_mib\": 99999999999999999999}}}", "properties.memory.capacity_mib: "),
        ("POST /v1/flavors", "{\"name\": \"n\", \"properties\": {\"storage\": [[]]}}", "properties.storage: "),
        ("POST /v1/flavors", "{\"name\": \"n\", \"properties\": {\"pci_device\": {\"type\": [null]}}}", "properties.pci_device.type[0]: "),
        ("PATCH /v1/flavors/{uuid}", "{\"name\": \"\"}", "name: "),
        ("PATCH /v1/flavors/{uuid}", "{\"properties\": []}", "properties: "),
        ("PATCH /v1/flavors/{uuid}", "{\"uuid\": \"x\"}", "uuid: "),
        ("POST /v1/nodes", "{}", "name: "),
        ("POST /v1/explain", "{\"name\": \"n\", \"properties\": {\"colour\": 1}}", "properties.colour: "),
        ("POST /v1/nodes", "{\"name\": \"\"}", "name: "),
        ("POST /v1/nodes", "{\"name\": \"n\", \"properties\": {\"processor\": {\"total_cores\": -1}}}", "properties.processor.total_cores: "),
        ("POST /v1/nodes", "{\"name\": \"n\", \"podm_id\": 7}", "podm_id: "),
        ("POST /v1/nodes", "{\"name\": \"n\", \"podm_id\": \"../x\"}", "'../x'"),
        ("POST /v1/nodes", "{\"name\": \"n\", \"flavor_id\": \"none\"}", "'none'"),
        ("POST /v1/nodes/manage", "{}", "node_index: "),
        ("POST /v1/nodes/manage", "{\"node_index\": \"\"}", "node_index: "),
        ("POST /v1/nodes/manage", "{\"node_index\": 7}", "node_index: "),
        ("POST /v1/nodes/{uuid}/action", "{}", "exactly one of"),
        ("POST /v1/nodes/{uuid}/action", "{\"Reset\": null}", "Reset: "),
        ("POST /v1/nodes/{uuid}/action", "{\"Reset\": {\"Type\": \"Explode\"}}", "Reset.Type: "),
        ("POST /v1/nodes/{uuid}/action", "{\"Reset\": {}, \"Boot\": {}}", "exactly one of"),
        ("POST /v1/nodes/{uuid}/action", "{\"attach\": {\"resource_id\": \"\"}}", "attach.resource_id: "),
        ("POST /v1/nodes/{uuid}/register", "{\"driver\": 7}", "driver: "),
        ("POST /v1/nodes/{uuid}/register", "{\"driver_info\": []}", "driver_info: "),
        ("POST /v1/nodes/{uuid}/register", "{\"manage\": \"yes\"}", "manage: "),
        ("POST /v1/nodes/{uuid}/register", "{\"uuid\": \"x\"}", "uuid: "),
        ("POST /v1/flavors", "{\"name\": \"n\", \"properties\": {}, \"compose\": \"perhaps\"}", "compose: "),
        ("POST /v1/flavors", "{\"name\": \"n\", \"traits\": [\"with a space\"]}", "traits: "),
        ("POST /v1/instances", "{}", "flavor_id: "),
        ("POST /v1/instances", "{\"name\": \"n\", \"flavor_id\": \"f\", \"image\": {}}", "image.source: "),
        ("POST /v1/instances", "{\"name\": \"n\", \"flavor_id\": \"f\", \"image\": {\"source\": \"http://x\"}}", "image.checksum: "),
        ("POST /v1/instances", "{\"name\": \"n\", \"flavor_id\": \"f\", \"image\": {\"source\": \"x\", \"kernel\": \"k\"}}", "image.kernel: "),
        ("POST /v1/instances", "{\"name\": \"n\", \"flavor_id\": \"f\", \"image\": {\"boot_iso\": \"x\"}, \"min_count\": 3, \"max_count\": 2}", "min_count: "),
        ("POST /v1/instances", "{\"name\": \"n\", \"flavor_id\": \"f\", \"image\": {\"boot_iso\": \"x\"}, \"max_count\": 100000}", "max_count: "),
        ("POST /v1/instances", "{\"name\": \"n\", \"flavor_id\": \"f\", \"image\": {\"boot_iso\": \"x\"}, \"networks\": [{\"net_id\": \"a\"}]}", "networks[0].net_id: "),
        ("POST /v1/instances", "{\"name\": \"n\", \"flavor_id\": \"f\", \"image\": {\"boot_iso\": \"x\"}, \"metadata\": {\"a\": 7}}", "metadata: "),
        ("PATCH /v1/instances/{uuid}", "{\"locked\": \"yes\"}", "locked: "),
        ("POST /v1/instances/{uuid}/action", "{}", "exactly one of"),
        ("POST /v1/instances/{uuid}/action", "{\"power\": \"sideways\"}", "power: "),
        ("POST /v1/instances/{uuid}/action", "{\"rebuild\": null}", "rebuild: "),
        ("POST /v1/instances/{uuid}/console", "{\"colour\": 1}", "colour: "),
        ("POST /v1/devices/sync", "{\"podm_id\": {}}", "podm_id: "),
        ("PATCH /v1/nodes/{uuid}/register", "{\"colour\": 1}", "colour: "),
        ("POST /v1/devices/sync", "{\"colour\": 1}", "colour: "),
        ("POST /v1/secrets/rotate", "{\"colour\": 1}", "colour: "),
        ("POST /v1/operations/{id}/cancel", "{\"colour\": 1}", "colour: "),
        ("POST /v1/operations/{id}/retry", "{\"colour\": 1}", "colour: "),
        ("POST /v1/discrepancies/{id}/{offer}", "{\"colour\": 1}", "colour: "),
        ("GET /v1/systems", "{\"podm_id\": 7}", "podm_id: "),
        ("GET /v1/racks", "{\"show_detail\": \"maybe\"}", "show_detail: "),
    ];

    /// <summary>Without <c>%00</c>, which the server refuses by itself before any route.</summary>
    private static readonly string[] Ids =
    [
        "%FF%FE", "..%2F..%2Fetc", "..", "'%20OR%201=1%20--", "%22", "%C3%A4", "%F0%9F%92%A9", "%7Buuid%7D", "%0D%0AX:%20y", "%25", "%", "%zz", "-1", "null",
    ];

    private CoreUnderTest core = null!;
    private string flavor = "";
    private string node = "";
    private string podManager = "";

    private IReadOnlyList<(string Method, string Pattern)> Served =>
    [
        .. core.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .Select(endpoint => endpoint.Metadata.GetMetadata<ValenceRoute>())
            .OfType<ValenceRoute>()
            .Where(route => route.Pattern != "/v1/operations/events")
            .SelectMany(route => route.Methods.Select(method => (method, route.Pattern)))
            .Where(route => route.method != "HEAD"),
    ];

    private IReadOnlyList<(string Method, string Pattern)> Readers =>
        [.. Served.Where(route => route.Method is "POST" or "PATCH" || GetsWithBody.Contains(route.Pattern))];

    [SetUp]
    public async Task StartAsync()
    {
        core = await CoreUnderTest.StartedAsync(options => options.Ironic.Url = "http://127.0.0.1:1");
        await using var pod = await StubPod.StartedAsync();
        podManager = await core.RegisterPodAsync(pod);
        node = await core.ComposeAsync(pod);
        flavor = (await core.PostAsync("/v1/flavors", """{"name": "small", "properties": {}}""")).Text("uuid");
    }

    [TearDown]
    public async Task StopAsync() => await core.DisposeAsync();

    [Test]
    public async Task A_broken_body_is_4xx_everywhere_and_changes_nothing()
    {
        var before = await RowsAsync();
        foreach (var (method, pattern) in Readers)
        {
            foreach (var (name, body) in SomeBody.Broken)
            {
                var answer = await SendAsync(method, PathOf(pattern), body);

                ShouldBeFlat(answer, $"{name} to {method} {pattern}");
                ((int)answer.Status).ShouldBe(name == "10 MB" ? 413 : 400, $"{name} to {method} {pattern}: {answer}");
            }
        }

        (await RowsAsync()).ShouldBe(before);
    }

    [Test]
    public async Task A_wrong_body_is_4xx_names_what_is_wrong_and_changes_nothing()
    {
        var before = await RowsAsync();
        foreach (var (route, body, named) in Wrong)
        {
            var (method, pattern) = (route.Split(' ')[0], route.Split(' ')[1]);
            var answer = await SendAsync(method, PathOf(pattern), Encoding.UTF8.GetBytes(body));

            ((int)answer.Status).ShouldBeInRange(400, 499, $"{body} to {route}: {answer}");
            ShouldBeFlat(answer, $"{body} to {route}");
            answer.Detail.ShouldContain(named, customMessage: $"{body} to {route}");
        }

        (await RowsAsync()).ShouldBe(before);
        Readers.Where(route => route.Method != "GET").Select(route => $"{route.Method} {route.Pattern}").Except(Wrong.Select(one => one.Route))
            .ShouldBeEmpty("every route that reads a body has a wrong one here");
    }

    [Test]
    public async Task A_body_that_a_route_does_not_read_is_let_be_or_refused_but_never_a_bug()
    {
        foreach (var (method, pattern) in Served.Where(route => route.Method == "GET"))
        {
            foreach (var (name, body) in SomeBody.Broken)
            {
                ShouldBeNoBug(await SendAsync(method, PathOf(pattern), body), $"{name} to {method} {pattern}");
            }
        }
    }

    [Test]
    public async Task An_id_of_any_kind_is_not_found_and_changes_nothing()
    {
        var before = await RowsAsync();
        foreach (var (method, pattern) in Served.Where(route => route.Pattern.Contains('{', StringComparison.Ordinal)))
        {
            foreach (var id in Ids.Append(new string('x', 4000)))
            {
                var path = pattern.Replace("{uuid}", id, StringComparison.Ordinal).Replace("{id}", id, StringComparison.Ordinal);
                var answer = await SendAsync(method, path, method == "GET" ? null : "{\"name\": \"x\"}"u8.ToArray());

                ShouldBeNoBug(answer, $"{method} {path}");
            }
        }

        (await RowsAsync()).ShouldBe(before);
    }

    [TestCase("?")]
    [TestCase("?x=1")]
    [TestCase("?name=a&name=b")]
    [TestCase("?%00=%00")]
    [TestCase("?created_at=9999-99-99")]
    [TestCase("?uuid=%FF")]
    [TestCase("?podm_id=' OR 1=1 --")]
    [TestCase("?limit=99999999999999999999")]
    [TestCase("?=&&&=")]
    [TestCase("?show_detail=maybe&ram=-1&nw=1e9")]
    public async Task A_query_of_any_kind_is_no_bug(string query)
    {
        foreach (var (method, pattern) in Served.Where(route => route.Method == "GET"))
        {
            ShouldBeNoBug(await SendAsync(method, PathOf(pattern) + query, null), $"{method} {pattern}{query}");
        }
    }

    [Test]
    public void Whatever_is_sent_to_any_route_is_done_or_refused_in_the_flat_form()
    {
        var routes = Served.Where(route => route.Method is "POST" or "PATCH" && route.Pattern != "/v1/secrets/rotate").ToArray();
        var request = from route in Gen.Elements(routes) from body in SomeBody.Any select (route, body);

        Prop.ForAll(request.ToArbitrary(), one => IsWellAnsweredAsync(one.route.Method, one.route.Pattern, one.body).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1_000).WithReplay(20_261_129, 7));
    }

    private async Task<bool> IsWellAnsweredAsync(string method, string pattern, string body)
    {
        var before = await RowsAsync();
        var answer = await SendAsync(method, PathOf(pattern), Encoding.UTF8.GetBytes(body));
        ShouldBeNoBug(answer, $"{body} to {method} {pattern}");
        if ((int)answer.Status is >= 400 and < 500)
        {
            (await RowsAsync()).ShouldBe(before, $"{body} to {method} {pattern}: {answer}");
        }

        return true;
    }

    /// <summary>Peers that are switched off make a 503 that is theirs; what is not there by contract is 501.</summary>
    private static void ShouldBeNoBug(Answer answer, string what)
    {
        if ((int)answer.Status >= 400)
        {
            ShouldBeFlat(answer, what);
        }

        var isTheirs = answer.Status == HttpStatusCode.NotImplemented
            || (answer.Status == HttpStatusCode.ServiceUnavailable && answer.Text("fault") is "pod manager" or "ironic");
        ((int)answer.Status < 500 || isTheirs).ShouldBeTrue($"{what}: {answer}");
    }

    private static void ShouldBeFlat(Answer answer, string what)
    {
        var body = answer.Body.ShouldBeOfType<JsonObject>($"{what}: {answer.Status}");
        body["status"]!.GetValue<int>().ShouldBe((int)answer.Status, what);
        foreach (var key in (string[])["code", "detail", "request_id", "title"])
        {
            body[key]!.GetValue<string>().ShouldNotBeEmpty($"{key} of {what}");
        }
    }

    private string PathOf(string pattern) => pattern
        .Replace("/v1/pod_managers/{uuid}", $"/v1/pod_managers/{podManager}", StringComparison.Ordinal)
        .Replace("/v1/flavors/{uuid}", $"/v1/flavors/{flavor}", StringComparison.Ordinal)
        .Replace("/v1/nodes/{uuid}", $"/v1/nodes/{node}", StringComparison.Ordinal)
        .Replace("{uuid}", "none", StringComparison.Ordinal)
        .Replace("{id}", "none", StringComparison.Ordinal);

    private async Task<Answer> SendAsync(string method, string path, byte[]? body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        return await core.SendAsync(request);
    }

    /// <summary>Every row of every table but the audit, which grows with every request.</summary>
    private async Task<IReadOnlyList<string>> RowsAsync()
    {
        await using var session = await core.Services.GetRequiredService<Database>().OpenAsync(CancellationToken.None);
        var rows = new List<string>();
        foreach (var table in await session.QueryAsync<string>(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN ('audit', 'schema_version', 'sequences') ORDER BY name"))
        {
            rows.AddRange((await session.QueryAsync<object>($"SELECT * FROM {table}"))
                .Select(row => string.Create(CultureInfo.InvariantCulture, $"{table} {row}")));
        }

        return rows;
    }
}
