using System.Net;
using System.Net.Sockets;
using System.Text;
using NUnit.Framework;
using Shouldly;

namespace Simulator.Tests.Redfish;

public sealed class HeaderTests
{
    private const string System = "/redfish/v1/Systems/r1-d1-s1";

    private StartedSimulator _simulator = null!;

    private RedfishClient Redfish => _simulator.Redfish;

    [OneTimeSetUp]
    public async Task StartAsync() => _simulator = await StartedSimulator.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _simulator.DisposeAsync();

    [TestCase("POST", "/redfish/v1/Chassis", "GET, HEAD")]
    [TestCase("PATCH", "/redfish/v1/Systems", "GET, HEAD, POST")]
    [TestCase("DELETE", "/redfish/v1/Systems", "GET, HEAD, POST")]
    [TestCase("PUT", System, "GET, HEAD, PATCH")]
    [TestCase("DELETE", System, "GET, HEAD, PATCH")]
    [TestCase("BREW", System, "GET, HEAD, PATCH")]
    [TestCase("POST", "/redfish/v1/", "GET, HEAD")]
    [TestCase("POST", "/redfish/v1/$metadata", "GET, HEAD")]
    [TestCase("POST", "/redfish/v1/Nodes", "GET, HEAD")]
    [TestCase("GET", "/redfish/v1/Nodes/Actions/Allocate", "POST")]
    [TestCase("GET", System + "/Actions/ComputerSystem.Reset", "POST")]
    [TestCase("DELETE", "/redfish/v1/SessionService/Sessions", "GET, HEAD, POST")]
    public async Task A_method_that_is_not_offered_is_answered_405_with_those_that_are(string method, string path, string allow)
    {
        var answer = await Redfish.SendAsync(new HttpMethod(method), path, RedfishClient.Json(method == "GET" ? null : "{}"));

        answer.Status.ShouldBe(HttpStatusCode.MethodNotAllowed);
        answer.Headers["Allow"].ShouldBe(allow);
        answer.Problems.ShouldBe(["OperationNotAllowed"]);
    }

    [Test]
    public async Task Options_tells_the_methods()
    {
        var answer = await Redfish.SendAsync(HttpMethod.Options, System, null);

        answer.Status.ShouldBe(HttpStatusCode.NoContent);
        answer.Headers["Allow"].ShouldBe("GET, HEAD, PATCH");
    }

    [Test]
    public async Task Head_has_the_headers_of_get_and_no_body()
    {
        var get = await Redfish.GetAsync(System);

        var head = await Redfish.SendAsync(HttpMethod.Head, System, null);

        head.Status.ShouldBe(HttpStatusCode.OK);
        head.Bytes.ShouldBeEmpty();
        foreach (var name in new[] { "ETag", "Link", "Allow", "Content-Type", "Content-Length", "OData-Version", "Cache-Control" })
        {
            head.Headers[name].ShouldBe(get.Headers[name]);
        }
    }

    [TestCase("{0}", 304)]
    [TestCase("W/{0}", 304)]
    [TestCase("\"other\", {0}", 304)]
    [TestCase("*", 304)]
    [TestCase("\"other\"", 200)]
    public async Task If_none_match_spares_the_body_of_what_the_client_has(string header, int status)
    {
        var etag = (await Redfish.GetAsync(System)).Headers["ETag"];

        var answer = await Redfish.GetAsync(System, ("If-None-Match", header.Replace("{0}", etag, StringComparison.Ordinal)));

        ((int)answer.Status).ShouldBe(status);
        answer.Headers["ETag"].ShouldBe(etag);
        answer.Bytes.Length.ShouldBe(status == 304 ? 0 : answer.Bytes.Length);
        (answer.Bytes.Length > 0).ShouldBe(status == 200);
    }

    [TestCase("{0}", 200)]
    [TestCase("W/{0}", 200)]
    [TestCase("*", 200)]
    [TestCase("\"other\"", 412)]
    public async Task If_match_guards_a_change(string header, int status)
    {
        var before = await Redfish.GetAsync(System);

        var answer = await Redfish.PatchAsync(
            System, $$"""{"AssetTag":"{{Guid.NewGuid()}}"}""", ("If-Match", header.Replace("{0}", before.Headers["ETag"], StringComparison.Ordinal)));

        ((int)answer.Status).ShouldBe(status);
        var after = await Redfish.GetAsync(System);
        (after.Text == before.Text).ShouldBe(status == 412);
        if (status == 412)
        {
            answer.Problems.ShouldBe(["PreconditionFailed"]);
        }
        else
        {
            answer.Headers["ETag"].ShouldBe(after.Headers["ETag"]);
            after.Headers["ETag"].ShouldNotBe(before.Headers["ETag"]);
        }
    }

    [Test]
    public async Task If_match_on_something_that_is_not_there_is_404() =>
        (await Redfish.PatchAsync("/redfish/v1/Systems/none", "{}", ("If-Match", "*"))).Status.ShouldBe(HttpStatusCode.NotFound);

    [TestCase("?$orderby=Name", "$orderby")]
    [TestCase("?$Top=1", "$Top")]
    [TestCase("?$nonsense=1&$top=1&$count=true", "$nonsense", "$count")]
    public async Task Queries_that_are_not_supported_are_all_named(string query, params string[] names)
    {
        var answer = await Redfish.GetAsync("/redfish/v1/Systems" + query);

        answer.Status.ShouldBe(HttpStatusCode.NotImplemented);
        answer.Body.GetProperty("error").GetProperty("@Message.ExtendedInfo").EnumerateArray().Select(m => m.GetProperty("MessageArgs")[0].GetString()!)
            .ShouldBe(names);
    }

    // Two that read the same ETag both took a server once.
    [Test]
    public async Task Of_those_who_read_the_same_etag_one_changes_the_resource()
    {
        for (var round = 0; round < 40; round++)
        {
            var etag = (await Redfish.GetAsync(System)).Headers["ETag"];

            var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(one => Redfish.PatchAsync(
                System, $$"""{"AssetTag":"round {{round}} of {{one}}"}""", ("If-Match", etag))));

            answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1, $"round {round}");
            answers.Count(answer => answer.Status == HttpStatusCode.PreconditionFailed).ShouldBe(3, $"round {round}");
        }
    }

    [Test]
    public async Task Other_queries_are_ignored() => (await Redfish.GetAsync("/redfish/v1/Systems?colour=red")).Status.ShouldBe(HttpStatusCode.OK);

    [TestCase("/redfish/v1/", "ServiceRoot.v1_20_0")]
    [TestCase("/redfish/v1/Systems", "ComputerSystemCollection")]
    [TestCase(System, "ComputerSystem.v1_27_0")]
    public async Task A_resource_links_the_schema_that_it_keeps_to(string uri, string schema)
    {
        var answer = await Redfish.GetAsync(uri);

        answer.Headers["Link"].ShouldBe($"</redfish/v1/JsonSchemas/{schema}.json>; rel=describedby");
        answer.Body.GetProperty("@odata.type").GetString()!.ShouldStartWith($"#{schema}.");
    }

    [TestCase("application/json", 200)]
    [TestCase("application/json;charset=utf-8", 200)]
    [TestCase("application/*", 200)]
    [TestCase("text/html, */*;q=0.1", 200)]
    [TestCase("*/*", 200)]
    [TestCase("", 200)]
    [TestCase("nonsense", 200)]
    [TestCase("text/html", 406)]
    [TestCase("application/xml", 406)]
    [TestCase("*/*, application/json;q=0", 406)]
    public async Task A_client_that_reads_no_json_is_told(string accept, int status)
    {
        var answer = await Redfish.GetAsync(System, ("Accept", accept));
        var change = await Redfish.PatchAsync(System, "{}", ("Accept", accept));

        ((int)answer.Status).ShouldBe(status);
        ((int)change.Status).ShouldBe(status);
    }

    [TestCase("application/xml", 200)]
    [TestCase("*/*", 200)]
    [TestCase("application/json", 406)]
    public async Task Metadata_is_xml(string accept, int status) =>
        ((int)(await Redfish.GetAsync("/redfish/v1/$metadata", ("Accept", accept))).Status).ShouldBe(status);

    [Test]
    public async Task The_tag_in_the_body_is_the_tag_of_the_header()
    {
        foreach (var uri in new[] { "/redfish/v1/", "/redfish/v1/Systems", System, "/redfish/v1/Nodes" })
        {
            var answer = await Redfish.GetAsync(uri);

            answer.Body.GetProperty("@odata.etag").GetString().ShouldBe(answer.Headers["ETag"]);
        }

        var patched = await Redfish.PatchAsync(System, """{"AssetTag":"of the tags"}""");
        patched.Body.GetProperty("@odata.etag").GetString().ShouldBe(patched.Headers["ETag"]);
    }

    [TestCase("/redfish/v1/SessionService/Sessions", 411, "HeaderMissing")]
    [TestCase(System + "/Actions/ComputerSystem.Reset", 400, "ActionParameterMissing")] // may go without a body, and so without its length
    public async Task A_body_that_is_needed_needs_a_length(string uri, int status, string problem)
    {
        var answer = await PostWithoutLengthAsync(uri);

        answer.ShouldStartWith($"HTTP/1.1 {status} ");
        answer.ShouldContain($".{problem}\"");
    }

    [TestCase("4.0", 200)]
    [TestCase("3.0", 412)]
    [TestCase("4.01", 412)]
    public async Task Another_odata_version_is_refused(string version, int status) =>
        ((int)(await Redfish.GetAsync(System, ("OData-Version", version))).Status).ShouldBe(status);

    [Test]
    public async Task The_origin_of_a_request_is_let_in() =>
        (await Redfish.GetAsync(System, ("Origin", "http://localhost:3000"))).Headers["Access-Control-Allow-Origin"].ShouldBe("http://localhost:3000");

    [TestCase("/redfish/v1/NoSuchThing")]
    [TestCase("/redfish/v1/Systems/none")]
    [TestCase("/redfish/v1/Systems/none/Processors")]
    [TestCase("/redfish/v1/Systems/r1-d1-s1/Memory/none")]
    [TestCase("/redfish/v1/Systems/r1-d1-s1/Storage/remote")]
    [TestCase("/redfish/v1/Chassis/none")]
    [TestCase("/redfish/v1/Chassis/r1-d1/Drives/r1-d3-nvme-1")] // of another drawer
    [TestCase("/redfish/v1/Chassis/r1-d3/Processors/r1-d3-nvme-1")] // a drive is no processor
    [TestCase("/redfish/v1/Managers/none-bmc")]
    [TestCase("/redfish/v1/Nodes/99")]
    [TestCase("/elsewhere")]
    public async Task What_is_not_there_is_404_in_the_standard_form(string path)
    {
        var answer = await Redfish.GetAsync(path);

        answer.Status.ShouldBe(HttpStatusCode.NotFound);
        answer.Problems.ShouldBe(["ResourceMissingAtURI"]);
        answer.Headers["OData-Version"].ShouldBe("4.0");
    }

    [Test]
    public async Task An_error_has_the_form_of_the_standard()
    {
        var error = (await Redfish.GetAsync("/redfish/v1/Systems/none")).Body.GetProperty("error");
        var message = error.GetProperty("@Message.ExtendedInfo")[0];

        error.GetProperty("code").GetString().ShouldBe("Base.1.22.ResourceMissingAtURI");
        error.GetProperty("message").GetString().ShouldBe(message.GetProperty("Message").GetString());
        message.GetProperty("@odata.type").GetString().ShouldBe("#Message.v1_3_0.Message");
        message.GetProperty("MessageArgs")[0].GetString().ShouldBe("/redfish/v1/Systems/none");
        message.GetProperty("MessageSeverity").GetString().ShouldBe(message.GetProperty("Severity").GetString());
        message.GetProperty("Resolution").GetString().ShouldNotBeNullOrEmpty();
    }

    // HttpClient always sends a length.
    private async Task<string> PostWithoutLengthAsync(string uri)
    {
        var address = _simulator.App.RedfishAddress;
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(address.Host, address.Port).Soon();
        await using var stream = tcp.GetStream();
        var credentials = RedfishClient.Basic("admin", StartedSimulator.Password);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST {uri} HTTP/1.1\r\nHost: {address.Authority}\r\nAuthorization: {credentials}\r\nConnection: close\r\n\r\n")).AsTask().Soon();
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync().Soon();
    }
}
