using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using NUnit.Framework;
using Shouldly;
using Simulator.Tests.Redfish;

namespace Simulator.Tests.Faces;

/// <summary>Fault rules, set over the control face and felt over the Redfish face.</summary>
public sealed class FaultPipelineTests
{
    private const string System = "/redfish/v1/Systems/r1-d1-s1";

    private StartedSimulator _simulator = null!;

    [SetUp]
    public async Task StartAsync() => _simulator = await StartedSimulator.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _simulator.DisposeAsync();

    [Test]
    public async Task A_status_is_answered_in_the_form_of_the_face_with_its_headers()
    {
        await SetAsync("""{"face":"redfish","path":"/redfish/v1/Systems/*","status":503,"retryAfterSeconds":7,"message":"Later.","count":1}""");

        var struck = await _simulator.Redfish.GetAsync(System);

        struck.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        struck.Headers["Retry-After"].ShouldBe("7");
        struck.Headers["OData-Version"].ShouldBe("4.0");
        struck.Problems.ShouldBe(["ServiceTemporarilyUnavailable"]);
        struck.Text.ShouldContain("Later.");
        (await _simulator.Redfish.GetAsync(System)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_drop_before_cuts_the_line_and_does_nothing()
    {
        await SetAsync("""{"face":"redfish","method":"PATCH","drop":"before","count":1}""");

        await Should.ThrowAsync<HttpRequestException>(_simulator.Redfish.PatchAsync(System, """{"AssetTag":"A"}"""));

        _simulator.App.Pod.Systems["r1-d1-s1"].State.AssetTag.ShouldBeNull();
    }

    [Test]
    public async Task A_drop_after_does_the_work_and_loses_the_answer()
    {
        await SetAsync("""{"face":"redfish","method":"PATCH","drop":"after","count":1}""");

        await Should.ThrowAsync<HttpRequestException>(_simulator.Redfish.PatchAsync(System, """{"AssetTag":"A"}"""));

        _simulator.App.Pod.Systems["r1-d1-s1"].State.AssetTag.ShouldBe("A");
    }

    [Test]
    public async Task A_delay_takes_simulated_time()
    {
        await SetAsync("""{"face":"redfish","delaySeconds":90}""");
        var before = _simulator.App.Clock.GetUtcNow();

        (await _simulator.Redfish.GetAsync(System)).Status.ShouldBe(HttpStatusCode.OK);

        (_simulator.App.Clock.GetUtcNow() - before).ShouldBe(TimeSpan.FromSeconds(90));
    }

    [Test]
    public async Task A_dark_face_comes_back_by_the_clock()
    {
        _simulator.App.Clock.Freeze();
        await SetAsync("""{"face":"redfish","darkSeconds":30}""");
        await Should.ThrowAsync<HttpRequestException>(_simulator.Redfish.GetAsync(System));
        await Should.ThrowAsync<HttpRequestException>(_simulator.Redfish.GetAsync("/redfish/v1/"));

        await _simulator.PassAsync(30);

        (await _simulator.Redfish.GetAsync(System)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_rule_that_strikes_everything_leaves_the_way_to_heal_it()
    {
        await SetAsync("""{"id":"all","path":"**","drop":"before"}""");
        await Should.ThrowAsync<HttpRequestException>(_simulator.Redfish.GetAsync(System));

        using var healed = await _simulator.Control.DeleteAsync("/sim/v1/faults/all");

        healed.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await _simulator.Redfish.GetAsync(System)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_failed_release_is_told_and_keeps_the_node()
    {
        await SetAsync("""{"step":"release/*","fail":true,"count":1,"message":"Drive is busy."}""");
        await _simulator.Redfish.PostAsync("/redfish/v1/Nodes/Actions/Allocate", "{}");

        var failed = await _simulator.Redfish.DeleteAsync("/redfish/v1/Nodes/1");

        failed.Status.ShouldBe(HttpStatusCode.InternalServerError);
        failed.Text.ShouldContain("Drive is busy.");
        (await _simulator.Redfish.GetAsync("/redfish/v1/Nodes/1")).Status.ShouldBe(HttpStatusCode.OK);
        (await _simulator.Redfish.DeleteAsync("/redfish/v1/Nodes/1")).Status.ShouldBe(HttpStatusCode.NoContent);
    }

    [Test]
    public async Task A_cut_answer_promises_all_and_sends_half_after_the_work()
    {
        var whole = (await _simulator.Redfish.GetAsync(System)).Bytes;
        await SetAsync("""{"id":"cut","face":"redfish","cutBody":true,"count":2}""");

        var (length, got) = await ReadUntilCutAsync(System);

        length.ShouldBe(whole.Length);
        got.ShouldBe(whole[..(whole.Length / 2)]);
        await Should.ThrowAsync<HttpRequestException>(_simulator.Redfish.PatchAsync(System, """{"AssetTag":"A"}"""));
        _simulator.App.Pod.Systems["r1-d1-s1"].State.AssetTag.ShouldBe("A");
        (await _simulator.Redfish.GetAsync(System)).Status.ShouldBe(HttpStatusCode.OK);
        (await ToldAsync("cut")).ShouldBe(
            [$"Struck redfish GET {System}: cut in the middle of the body", $"Struck redfish PATCH {System}: cut in the middle of the body"]);
    }

    [Test]
    public async Task An_answer_that_was_cut_on_purpose_is_not_logged_as_a_bug()
    {
        var errors = new List<string>();
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(new Listening(errors)));
        await using var simulator = await StartedSimulator.StartAsync(loggers: loggers);
        await SetAsync("""{"face":"redfish","cutBody":true,"count":1}""", simulator);

        await Should.ThrowAsync<HttpRequestException>(simulator.Redfish.GetAsync(System));

        // The next answer comes over the same server, after whatever it had to say.
        await simulator.Redfish.GetAsync(System);
        errors.ShouldBeEmpty();
    }

    [Test]
    public async Task An_edited_answer_has_other_values_under_the_same_tag()
    {
        var before = await _simulator.Redfish.GetAsync(System);
        await SetAsync("""{"id":"e","face":"redfish","method":"GET","edit":[{"path":"/PowerState","value":7},{"path":"/Status/Health","remove":true}],"count":1}""");

        var edited = await _simulator.Redfish.GetAsync(System);

        edited.Status.ShouldBe(HttpStatusCode.OK);
        edited.Headers["ETag"].ShouldBe(before.Headers["ETag"]);
        edited.Headers["Content-Length"].ShouldBe($"{edited.Bytes.Length}");
        edited.Body.GetProperty("PowerState").GetInt32().ShouldBe(7);
        edited.Body.GetProperty("Status").TryGetProperty("Health", out _).ShouldBeFalse();
        edited.Body.GetProperty("Status").GetProperty("State").GetString().ShouldBe(before.Body.GetProperty("Status").GetProperty("State").GetString());
        (await _simulator.Redfish.GetAsync(System)).Bytes.ShouldBe(before.Bytes);
        (await ToldAsync("e")).ShouldBe([$"Struck redfish GET {System}: body edited at /PowerState, /Status/Health"]);
    }

    [Test]
    public async Task An_answer_that_an_edit_does_not_fit_goes_out_as_it_is_and_is_told()
    {
        var before = await _simulator.Redfish.GetAsync(System);
        await SetAsync("""{"id":"e","face":"redfish","edit":[{"path":"/PowerState","value":7},{"path":"/Moon/Phase","value":"full"}],"count":1}""");

        (await _simulator.Redfish.GetAsync(System)).Bytes.ShouldBe(before.Bytes);
        (await _simulator.Redfish.GetAsync("/redfish/v1/$metadata")).Status.ShouldBe(HttpStatusCode.OK);
        (await _simulator.Redfish.GetAsync(System, ("If-None-Match", before.Headers["ETag"]))).Status.ShouldBe(HttpStatusCode.NotModified);

        (await ToldAsync("e")).ShouldBe(
        [
            $"Missed redfish GET {System}: the answer has no /Moon/Phase", "Missed redfish GET /redfish/v1/$metadata: the answer is not JSON",
            $"Missed redfish GET {System}: the answer has no body",
        ]);
        (await _simulator.Control.GetStringAsync("/sim/v1/faults")).ShouldContain("\"matched\":3,\"struck\":0");
    }

    [Test]
    public async Task A_malformed_answer_keeps_its_headers_and_the_work()
    {
        await SetAsync("""{"face":"redfish","method":"POST","malformed":"{\"Id\": ","count":1}""");

        var made = await _simulator.Redfish.PostAsync("/redfish/v1/Nodes/Actions/Allocate", "{}");

        (made.Status, made.Text).ShouldBe((HttpStatusCode.Created, "{\"Id\": "));
        made.Headers["Location"].ShouldEndWith("/redfish/v1/Nodes/1");
        made.Headers["Content-Type"].ShouldStartWith("application/json");
        (await _simulator.Redfish.GetAsync("/redfish/v1/Nodes/1")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_status_comes_with_the_page_of_a_proxy()
    {
        await SetAsync("""{"face":"redfish","status":502,"retryAfterSeconds":3,"malformed":"<html>Bad Gateway</html>"}""");

        var struck = await _simulator.Redfish.GetAsync(System);

        (struck.Status, struck.Text, struck.Headers["Retry-After"]).ShouldBe((HttpStatusCode.BadGateway, "<html>Bad Gateway</html>", "3"));
    }

    [Test]
    public async Task A_stream_of_events_is_not_held_back()
    {
        await SetAsync("""{"id":"s","face":"redfish","path":"/redfish/v1/EventService/SSE","cutBody":true}""");
        var stream = (await _simulator.Redfish.GetAsync("/redfish/v1/EventService")).Body.GetProperty("ServerSentEventUri").GetString()!;
        stream.ShouldBe("/redfish/v1/EventService/SSE");
        using var answer = await OpenAsync(stream);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());

        await _simulator.Redfish.PostAsync("/redfish/v1/Systems/r1-d1-s1/Actions/ComputerSystem.Reset", """{"ResetType":"On"}""");

        (await reader.ReadLineAsync().Soon()).ShouldNotBeNullOrEmpty();

        // Ends the stream, and is over when nobody writes down any more that its reader has gone.
        await _simulator.App.StopAsync(CancellationToken.None).Soon();
    }

    [Test]
    public async Task The_session_of_the_caller_expires_in_the_middle_and_others_go_on()
    {
        var (mine, other) = (await _simulator.Redfish.LoginAsync("admin", StartedSimulator.Password), await _simulator.Redfish.LoginAsync("admin", StartedSimulator.Password));
        await SetAsync("""{"id":"s","face":"redfish","method":"GET","path":"/redfish/v1/Systems","expireSessions":"caller","count":1}""");

        (await _simulator.Redfish.WithTokenAsync(mine)).ShouldBe(HttpStatusCode.Unauthorized);

        (await _simulator.Redfish.WithTokenAsync(mine)).ShouldBe(HttpStatusCode.Unauthorized);
        (await _simulator.Redfish.WithTokenAsync(other)).ShouldBe(HttpStatusCode.OK);
        (await _simulator.Redfish.WithTokenAsync(await _simulator.Redfish.LoginAsync("admin", StartedSimulator.Password))).ShouldBe(HttpStatusCode.OK);
        (await ToldAsync("s")).ShouldBe(["Struck redfish GET /redfish/v1/Systems: session of the caller expired"]);
    }

    [Test]
    public async Task All_sessions_expire_whoever_asks()
    {
        var logins = new[] { await _simulator.Redfish.LoginAsync("admin", StartedSimulator.Password), await _simulator.Redfish.LoginAsync("admin", StartedSimulator.Password) };
        await SetAsync("""{"face":"redfish","expireSessions":"all","count":1}""");

        // Whoever comes with user and password has no session that could be over.
        (await _simulator.Redfish.GetAsync(System)).Status.ShouldBe(HttpStatusCode.OK);

        foreach (var login in logins)
        {
            (await _simulator.Redfish.WithTokenAsync(login)).ShouldBe(HttpStatusCode.Unauthorized);
        }
    }

    [Test]
    public async Task A_request_that_hangs_is_answered_when_it_is_healed_and_time_goes_on_meanwhile()
    {
        await SetAsync("""{"id":"h","face":"redfish","method":"PATCH","hang":true}""");
        var hanging = _simulator.Redfish.PatchAsync(System, """{"AssetTag":"A"}""");
        await StruckAsync("h");

        await _simulator.PassAsync(3_600);
        hanging.IsCompleted.ShouldBeFalse();
        _simulator.App.Pod.Systems["r1-d1-s1"].State.AssetTag.ShouldBeNull();
        await _simulator.Control.DeleteAsync("/sim/v1/faults/h");

        (await hanging.Soon()).Status.ShouldBe(HttpStatusCode.OK);
        _simulator.App.Pod.Systems["r1-d1-s1"].State.AssetTag.ShouldBe("A");
    }

    [Test]
    public async Task A_request_that_hangs_ends_with_its_client_and_does_nothing()
    {
        await SetAsync("""{"id":"h","face":"redfish","method":"POST","hang":true}""");
        using var patience = new CancellationTokenSource();
        using var http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = _simulator.App.RedfishAddress };
        http.DefaultRequestHeaders.Authorization = Redfish.RedfishClient.Basic("admin", StartedSimulator.Password);
        using var body = new StringContent("{}", Encoding.UTF8, "application/json");
        var hanging = http.PostAsync("/redfish/v1/Nodes/Actions/Allocate", body, patience.Token);
        await StruckAsync("h");

        await patience.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(hanging);
        await _simulator.Control.DeleteAsync("/sim/v1/faults/h");

        // A clock that moves has waited for every request that is being served.
        await _simulator.PassAsync(1);
        _simulator.App.Pod.Nodes.ShouldBeEmpty();
    }

    [Test]
    public async Task A_simulator_with_a_request_that_hangs_can_be_stopped()
    {
        await SetAsync("""{"id":"h","face":"redfish","hang":true}""");
        var hanging = _simulator.Redfish.GetAsync(System);
        await StruckAsync("h");

        await _simulator.App.StopAsync(CancellationToken.None).Soon();

        await Should.ThrowAsync<HttpRequestException>(hanging);
    }

    private async Task<HttpResponseMessage> OpenAsync(string path)
    {
        using var http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = _simulator.App.RedfishAddress };
        http.DefaultRequestHeaders.Authorization = Redfish.RedfishClient.Basic("admin", StartedSimulator.Password);
        return await http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead).Soon();
    }

    private async Task<(long? Length, byte[] Got)> ReadUntilCutAsync(string path)
    {
        using var answer = await OpenAsync(path);
        await using var body = await answer.Content.ReadAsStreamAsync();
        using var got = new MemoryStream();
        await Should.ThrowAsync<IOException>(body.CopyToAsync(got).Soon());
        return (answer.Content.Headers.ContentLength, got.ToArray());
    }

    private async Task StruckAsync(string rule)
    {
        for (var waited = 0; (await ToldAsync(rule)).Count == 0; waited++)
        {
            waited.ShouldBeLessThan(3_000, $"{rule} did not strike");
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }
    }

    /// <summary>What the journal says of a rule: what happened, and the text.</summary>
    private async Task<List<string>> ToldAsync(string rule)
    {
        var journal = JsonElement.Parse(await _simulator.Control.GetStringAsync("/sim/v1/journal"));
        return
        [
            .. journal.EnumerateArray().Where(e => e.GetProperty("room").GetString() == "fault" && e.GetProperty("subject").GetString() == rule)
                .Select(e => $"{e.GetProperty("what").GetString()} {e.GetProperty("text").GetString()}"),
        ];
    }

    private Task SetAsync(string rule) => SetAsync(rule, _simulator);

    private static async Task SetAsync(string rule, StartedSimulator simulator)
    {
        using var content = new StringContent(rule, Encoding.UTF8, "application/json");
        using var answer = await simulator.Control.PostAsync("/sim/v1/faults", content);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
    }

    private sealed class Listening(List<string> errors) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (errors)
            {
                errors.Add(formatter(state, exception));
            }
        }

        public void Dispose()
        {
            // Holds nothing.
        }
    }
}
