using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using NUnit.Framework;
using Shouldly;

namespace Simulator.Tests.Eem;

/// <summary>The manager of the fabric of <c>fixtures/racks/expether.json</c>, over HTTP (valence-api 2.5).</summary>
public sealed class EemFaceTests
{
    private StartedSimulator _simulator = null!;
    private HttpClient _eem = null!;

    [SetUp]
    public async Task StartAsync()
    {
        var file = Path.Combine(AppContext.BaseDirectory, "fixtures", "racks", "expether.json");
        _simulator = await StartedSimulator.StartAsync(options => options with { RackFile = file });
        _eem = new HttpClient(new SocketsHttpHandler()) { BaseAddress = _simulator.App.EemAddress };
        _eem.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"admin:{StartedSimulator.Password}")));
    }

    [TearDown]
    public async Task StopAsync()
    {
        _eem.Dispose();
        await _simulator.DisposeAsync();
    }

    [Test]
    public async Task Nobody_is_let_in_without_the_login()
    {
        _eem.DefaultRequestHeaders.Authorization = null;

        var (status, body) = await SendAsync(HttpMethod.Get, "api_version");

        (status, (string?)body["code"]).ShouldBe((401, "40100"));
    }

    [Test]
    public async Task The_version_is_told() => ((string?)(await SendAsync(HttpMethod.Get, "api_version")).Body["api_version"]).ShouldBe("v1.0");

    [TestCase("devices", 13)]
    [TestCase("devices?status=eesv", 4)]
    [TestCase("devices?status=eeio", 9)]
    [TestCase("devices/detail?status=eeio&group_id=4093", 9)]
    [TestCase("devices/detail?group_id=4094", 4)]
    [TestCase("devices?status=eesv&group_id=17", 0)]
    public async Task Lists_are_filtered(string path, int count) =>
        (await SendAsync(HttpMethod.Get, path)).Body["devices"]!.AsArray().Count.ShouldBe(count);

    [Test]
    public async Task Everything_wrong_with_a_query_is_told_at_once()
    {
        var (status, body) = await SendAsync(HttpMethod.Get, "devices?status=gpu&group_id=x&sort=id");

        status.ShouldBe(400);
        foreach (var name in (string[])["status: 'gpu'", "group_id: 'x'", "sort: is not a filter"])
        {
            ((string)body["message"]!).ShouldContain(name);
        }
    }

    [Test]
    public async Task Boards_tell_what_their_speed_lets_them()
    {
        var devices = (await SendAsync(HttpMethod.Get, "devices/detail?status=eeio")).Body["devices"]!.AsArray();

        ((string?)devices[0]!["pcie_class_code"]).ShouldBe("0x010802");
        ((string?)devices[0]!["notification_status0"]![0]).ShouldBe("up");
        ((string?)devices[7]!["notification_status0"]![0]).ShouldBe("down");
        ((string?)devices[8]!["type"]).ShouldBe("10g");
        devices[8]!.AsObject().ContainsKey("pcie_class_code").ShouldBeFalse();
    }

    [Test]
    public async Task A_group_is_invented_joined_and_left()
    {
        var (server, device) = (await IdAsync("eesv", 0), await IdAsync("eeio", 0));

        var group = (string)(await JoinAsync(server, null)).Body["group_id"]!;
        var joined = await JoinAsync(device, group);
        var shown = (await SendAsync(HttpMethod.Get, $"devices/{server}")).Body["device"]!;
        var left = await SendAsync(HttpMethod.Delete, $"devices/{device}/group_id");
        var gone = await SendAsync(HttpMethod.Delete, $"devices/{server}/group_id");

        (joined.Status, (string?)joined.Body["group_id"]).ShouldBe((200, group));
        shown["downstream_ports"]!.AsArray().Count.ShouldBe(1);
        ((string?)left.Body["group_id"]).ShouldBe("4093");
        ((string?)gone.Body["group_id"]).ShouldBe("4094");
    }

    [Test]
    public async Task A_board_in_a_group_is_not_moved_to_another()
    {
        var device = await IdAsync("eeio", 0);
        (await JoinAsync(device, "5")).Status.ShouldBe(200);

        (await JoinAsync(device, "5")).Status.ShouldBe(200);
        var other = await JoinAsync(device, "6");
        var anew = await JoinAsync(device, null);

        (other.Status, (string?)other.Body["code"]).ShouldBe((409, "40900"));
        anew.Status.ShouldBe(409);
    }

    [Test]
    public async Task A_server_takes_no_more_than_it_can_and_shares_its_group_with_none()
    {
        await JoinAsync(await IdAsync("eesv", 0), "9");
        for (var i = 0; i < 3; i++)
        {
            (await JoinAsync(await IdAsync("eeio", i), "9")).Status.ShouldBe(200);
        }

        var fourth = await JoinAsync(await IdAsync("eeio", 3), "9");
        var second = await JoinAsync(await IdAsync("eesv", 1), "9");

        (fourth.Status, second.Status).ShouldBe((409, 409));
        ((string)fourth.Body["message"]!).ShouldContain("takes 3 devices");
    }

    [Test]
    public async Task A_board_that_is_down_cannot_join_until_it_is_up_again()
    {
        var device = await IdAsync("eeio", 0);
        await SetHealthAsync(device, "Critical");
        var down = await JoinAsync(device, "9");
        await SetHealthAsync(device, "OK");
        var up = await JoinAsync(device, "9");

        (down.Status, up.Status).ShouldBe((409, 200));
    }

    [TestCase("""{"group_id": "4093"}""", "group_id: '4093'")]
    [TestCase("""{"group_id": true}""", "group_id: 'true'")]
    [TestCase("{}", "group_id: is missing")]
    [TestCase("""{"group_id": "5", "force": 1}""", "force: is not known")]
    [TestCase("[]", "must be an object")]
    [TestCase("{", "not JSON")]
    public async Task A_bad_body_is_told(string text, string problem)
    {
        using var body = new StringContent(text, Encoding.UTF8, "application/json");

        using var response = await _eem.PutAsync($"devices/{await IdAsync("eeio", 0)}/group_id", body);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync()).ShouldContain(problem);
    }

    [TestCase("GET", "devices/0x1", 404)]
    [TestCase("DELETE", "devices/0x1/group_id", 404)]
    [TestCase("GET", "groups", 404)]
    [TestCase("POST", "devices", 405)]
    public async Task Other_errors_have_the_same_form(string method, string path, int status)
    {
        var (answered, body) = await SendAsync(new HttpMethod(method), path);

        (answered, (string?)body["code"]).ShouldBe((status, $"{status}00"));
    }

    [Test]
    public async Task Rules_break_it_and_the_bench_shows_what_happened()
    {
        var server = await IdAsync("eesv", 0);
        await _simulator.Control.PostAsJsonAsync("sim/v1/faults", new { face = "eem", method = "PUT", status = 503, count = 1 });

        (await JoinAsync(server, "7")).Status.ShouldBe(503);
        (await JoinAsync(server, "7")).Status.ShouldBe(200);
        var snapshot = await _simulator.Control.GetFromJsonAsync<JsonNode>("sim/v1/snapshot");
        var journal = await _simulator.Control.GetStringAsync(new Uri("sim/v1/journal", UriKind.Relative));
        var law = await _simulator.Control.GetFromJsonAsync<JsonNode>("sim/v1/invariants");

        ((int?)snapshot!["expEther"]![0]!["group"]).ShouldBe(7);
        snapshot["addresses"]!["eem"].ShouldNotBeNull();
        journal.ShouldContain($"Server board {server} joins group 7.");
        ((bool)law!["hold"]!, (int)law["installed"]!, (int)law["held"]!).ShouldBe((true, 14, 1));
    }

    private async Task SetHealthAsync(string id, string health) =>
        (await _simulator.Control.PostAsJsonAsync("sim/v1/health", new { id, health })).StatusCode.ShouldBe(HttpStatusCode.NoContent);

    private Task<(int Status, JsonNode Body)> JoinAsync(string id, string? group) =>
        SendAsync(HttpMethod.Put, $"devices/{id}/group_id", new JsonObject { ["group_id"] = group });

    private async Task<string> IdAsync(string kind, int position) =>
        (string)(await SendAsync(HttpMethod.Get, $"devices?status={kind}")).Body["devices"]![position]!["id"]!;

    private async Task<(int Status, JsonNode Body)> SendAsync(HttpMethod method, string path, JsonObject? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = body is null ? null : JsonContent.Create(body);
        using var response = await _eem.SendAsync(request);
        return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }
}
