using System.Net;
using NUnit.Framework;
using Shouldly;
using ValenceCore.Tests.Peers;

namespace ValenceCore.Tests.PassThrough;

/// <summary>The pass-through of valence-api 1.13 without what made it unsafe (S-05).</summary>
internal sealed class PassThroughTests : CoreTests
{
    [Test]
    public async Task A_request_reaches_the_named_pod_with_its_query_and_without_the_headers_of_the_caller()
    {
        await Core.RegisterPodAsync(Pod);
        Pod.On("GET /redfish/v1/Nodes/7?$select=Name", new StubReply(200, """{"Name": "db-3"}""")
            .With("Set-Cookie", "a=b").With("X-Auth-Token", "t").With("ETag", "\"1\"").With("Connection", "X-Inner").With("X-Inner", "1").With("Allow", "GET, DELETE"));

        var answer = await Core.SendWithAsync(
            HttpMethod.Get, "/Nodes/7?$select=Name", "{}", ("Authorization", "Bearer mine"), ("Cookie", "c=d"), ("Accept", "application/json"));

        answer.Text("Name").ShouldBe("db-3");
        answer.Headers["ETag"].ShouldBe("\"1\"");
        answer.Headers.Keys.ShouldNotContain("Set-Cookie");
        answer.Headers.Keys.ShouldNotContain("Allow", "what the pod takes is not what is passed on");
        answer.Headers.Keys.ShouldNotContain("X-Auth-Token");
        answer.Headers.Keys.ShouldNotContain("X-Inner");
        var seen = Pod.Only("GET /redfish/v1/Nodes/7?$select=Name");
        seen.Headers.Keys.ShouldNotContain("Cookie");
        seen.Headers.GetValueOrDefault("Authorization", "").ShouldNotContain("mine");
        seen.Body.ShouldBeNull();
    }

    [Test]
    public async Task An_error_of_the_pod_is_passed_on_as_it_is()
    {
        await Core.RegisterPodAsync(Pod);
        Pod.On("GET /redfish/v1/Nodes/9", StubPod.Refusal(404));

        var answer = await Core.GetAsync("/Nodes/9");

        answer.Status.ShouldBe(HttpStatusCode.NotFound);
        answer["error"]["message"].ShouldNotBeNull();
    }

    [TestCase("/Nodes/../../../x", 404)]
    [TestCase("/Nodes/../Chassis/1", 400)]
    [TestCase("/Nodes/%2e%2e/Chassis/1", 400)]
    [TestCase("/Nodes/..%2f..%2fx", 400)]
    [TestCase("/Nodes/%252e%252e/x", 400)]
    [TestCase("/Nodes/a%5cb", 400)]
    [TestCase("/Sessions/1", 404)]
    [TestCase("/EventService/1", 404)]
    public async Task Nothing_climbs_out_of_what_is_allowed(string target, int expected)
    {
        await Core.RegisterPodAsync(Pod);
        var before = Pod.Seen.Count;

        (await RawRequest.SendAsync(Core.Address, "GET", target)).ShouldBeOneOf(expected, expected == 404 ? 501 : expected);

        Pod.Seen.Count.ShouldBe(before);
    }

    [TestCase("POST")]
    [TestCase("PATCH")]
    [TestCase("DELETE")]
    public async Task A_change_is_405_unless_writes_are_allowed(string method)
    {
        await Core.RegisterPodAsync(Pod);

        var answer = await Core.SendAsync(new HttpMethod(method), "/Nodes/7", "{}");

        answer.Status.ShouldBe(HttpStatusCode.MethodNotAllowed);
        answer.Headers["Allow"].ShouldBe("GET, HEAD");
        Pod.Seen.ShouldNotContain(request => request.Name.StartsWith(method));
    }

    [Test]
    public async Task An_answer_that_is_too_large_is_not_passed_on()
    {
        await Core.RegisterPodAsync(Pod);
        Pod.On("GET /redfish/v1/Nodes/7", new StubReply(200, $"\"{new string('a', 5000)}\""));

        var answer = await Core.GetAsync("/Nodes/7");

        answer.Status.ShouldBe(HttpStatusCode.BadGateway);
        answer.Detail.ShouldContain("4096 bytes");
    }

    [Test]
    public async Task A_pod_that_is_not_registered_is_told_by_name()
    {
        var answer = await Core.GetAsync("/Nodes");

        answer.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        answer.Detail.ShouldContain("'pod-a'");
    }

    protected override void Configure(ValenceCoreOptions options)
    {
        options.PassThrough.PodManager = "pod-a";
        options.PassThrough.Allow = ["Nodes", "Chassis"];
        options.PassThrough.MaxBytes = 4096;
    }
}

internal sealed class PassThroughWritesTests : CoreTests
{
    [Test]
    public async Task A_change_is_passed_on_with_its_body()
    {
        await Core.RegisterPodAsync(Pod);
        Pod.On("POST /redfish/v1/Nodes/Actions/Allocate", new StubReply(201).With("Location", $"{Pod.Url}/redfish/v1/Nodes/7"));

        var answer = await Core.PostAsync("/Nodes/Actions/Allocate", """{"Name": "ui"}""");

        answer.Status.ShouldBe(HttpStatusCode.Created);
        answer.Headers["Location"].ShouldBe("/redfish/v1/Nodes/7");
        Pod.Only("POST /redfish/v1/Nodes/Actions/Allocate").Body!.ToJsonString().ShouldBe("""{"Name":"ui"}""");
    }

    protected override void Configure(ValenceCoreOptions options)
    {
        options.PassThrough.PodManager = "pod-a";
        options.PassThrough.Writes = true;
    }
}
