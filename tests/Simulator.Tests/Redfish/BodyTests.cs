using System.Net;
using System.Net.Http.Headers;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using Shouldly;

namespace Simulator.Tests.Redfish;

/// <summary>Bodies that nobody should send, and what becomes of them.</summary>
public sealed class BodyTests
{
    private const string System = "/redfish/v1/Systems/r1-d1-s1";

    private StartedSimulator _simulator = null!;

    private RedfishClient Redfish => _simulator.Redfish;

    [OneTimeSetUp]
    public async Task StartAsync() => _simulator = await StartedSimulator.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _simulator.DisposeAsync();

    [TestCase("", "EmptyJSON")]
    [TestCase("{", "MalformedJSON")]
    [TestCase("{'AssetTag':1}", "MalformedJSON")]
    [TestCase("""{"AssetTag":"a",}""", "MalformedJSON")]
    [TestCase("""{"AssetTag":"a"} {}""", "MalformedJSON")]
    [TestCase("[]", "UnrecognizedRequestBody")]
    [TestCase("null", "UnrecognizedRequestBody")]
    [TestCase("\"text\"", "UnrecognizedRequestBody")]
    public async Task A_body_that_is_no_JSON_object_is_refused(string body, string problem)
    {
        var answer = await Redfish.PatchAsync(System, body);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Problems.ShouldBe([problem]);
    }

    [Test]
    public async Task A_property_given_twice_is_named()
    {
        var answer = await Redfish.PatchAsync(System, """{"AssetTag":"a","AssetTag":"b"}""");

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Problems.ShouldBe(["PropertyDuplicate #/AssetTag"]);
    }

    [Test]
    public async Task A_malformed_body_is_told_where_it_breaks()
    {
        var answer = await Redfish.PatchAsync(System, "{\n  \"AssetTag\": x }");

        answer.Text.ShouldContain("line 2, byte 15");
    }

    [Test]
    public async Task A_very_deep_body_is_refused() =>
        (await Redfish.PatchAsync(System, string.Concat(Enumerable.Repeat("{\"a\":", 5_000)) + "1" + new string('}', 5_000)))
            .Problems.ShouldBe(["MalformedJSON"]);

    // A lone surrogate and bytes that are no UTF-8 pass the JSON grammar, and cannot be read as text.
    [TestCase(@"{""AssetTag"":""\ud800""}")]
    [TestCase(@"{""\udc00"":1}")]
    [TestCase(@"{""Boot"":{""BootSourceOverrideTarget"":""\ud800x""}}")]
    public async Task Text_that_is_no_Unicode_is_refused(string body) =>
        (await Redfish.PatchAsync(System, body)).Problems.ShouldBe(["MalformedJSON"]);

    [Test]
    public async Task Bytes_that_are_no_UTF8_are_refused()
    {
        using var content = new ByteArrayContent([.. "{\"AssetTag\":\""u8, 0xff, 0xfe, .. "\"}"u8]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        (await Redfish.SendAsync(HttpMethod.Patch, System, content)).Problems.ShouldBe(["MalformedJSON"]);
    }

    [TestCase("text/plain")]
    [TestCase("application/xml")]
    public async Task A_body_of_another_type_is_415(string type)
    {
        var answer = await Redfish.SendAsync(HttpMethod.Patch, System, new StringContent("{}", Encoding.UTF8, type));

        answer.Status.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        answer.Problems.ShouldBe(["HeaderInvalid"]);
    }

    [Test]
    public async Task A_body_that_is_too_large_is_413()
    {
        // Asking first: otherwise the refusal may meet a client that is still sending, and breaks its line.
        var answer = await Redfish.PatchAsync(System, $$"""{"AssetTag":"{{new string('x', 1_000_000)}}"}""", ("Expect", "100-continue"));

        answer.Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        answer.Problems.ShouldBe(["PayloadTooLarge"]);
    }

    [Test]
    public void Whatever_is_sent_wherever_it_is_never_a_bug()
    {
        string[] paths =
        [
            System, System + "/Actions/ComputerSystem.Reset", "/redfish/v1/Nodes/Actions/Allocate", "/redfish/v1/Nodes/1",
            "/redfish/v1/Nodes/1/Actions/ComposedNode.Assemble", "/redfish/v1/Nodes/1/Actions/ComposedNode.Reset",
            "/redfish/v1/SessionService/Sessions", "/redfish/v1/SessionService/Sessions/1", "/redfish/v1/Chassis/pod",
        ];
        string[] methods = ["GET", "POST", "PATCH", "DELETE", "PUT"];
        var request =
            from method in Gen.Elements(methods)
            from path in Gen.Elements(paths)
            from body in SomeJson.Value(4)
            select (method, path, body);

        Prop.ForAll(request.ToArbitrary(), r => IsNoBug(new HttpMethod(r.method), r.path, r.body))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(600).WithReplay(4, 5));
    }

    [Test]
    public void Whatever_path_is_asked_for_is_never_a_bug()
    {
        var path = ArbMap.Default.GeneratorFor<NonNull<string>[]>()
            .Select(parts => "/redfish/v1/" + string.Join('/', parts.Select(p => Uri.EscapeDataString(Clean(p.Get)))));

        Prop.ForAll(path.ToArbitrary(), p => IsNoBug(HttpMethod.Get, p, body: null))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(200).WithReplay(6, 7));

        // A lone surrogate cannot be put into a URL at all.
        static string Clean(string text) => new([.. text.Where(c => !char.IsSurrogate(c))]);
    }

    private bool IsNoBug(HttpMethod method, string path, string? body)
    {
        var answer = Redfish.SendAsync(method, path, method == HttpMethod.Get ? null : RedfishClient.Json(body)).GetAwaiter().GetResult();
        return (int)answer.Status < 500
            ? true
            : throw new AssertionException($"{method} {path} {body} was answered {(int)answer.Status}: {answer.Text}");
    }
}
