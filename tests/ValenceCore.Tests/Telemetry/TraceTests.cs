using System.Diagnostics;
using NUnit.Framework;
using Shouldly;
using ValenceCore.Tests.Peers;

namespace ValenceCore.Tests.Telemetry;

/// <summary>One trace tells how an operation went, from the request down to what the pod was asked.</summary>
internal sealed class TraceTests : CoreTests
{
    private const string IronicUuid = "11111111-2222-3333-4444-555555555555";
    private const string CallersTrace = "0af7651916cd43dd8448eb211c80319c";

    private readonly (string Name, string Value) callersHeader = ("traceparent", $"00-{CallersTrace}-b7ad6b7169203331-01");

    private SeenActivities seen = null!;
    private Func<Guid> nextId = Guid.NewGuid;

    [SetUp]
    public void Listen() => seen = new SeenActivities();

    [TearDown]
    public void StopListening() => seen.Dispose();

    [Test]
    public async Task A_composition_that_is_waited_for_is_a_part_of_its_request()
    {
        await Core.RegisterPodAsync(Pod);
        Pod.ComposesNode();

        await Core.SendWithAsync(HttpMethod.Post, "/v1/nodes", """{"name": "db-3"}""", callersHeader);

        var row = (await Core.GetAsync("/v1/operations")).List.ShouldHaveSingleItem()!;
        row["trace_id"]!.GetValue<string>().ShouldBe(CallersTrace);
        var operation = Operation(CallersTrace);
        operation.DisplayName.ShouldBe("operation compose");
        operation.Parent!.Source.Name.ShouldBe("Microsoft.AspNetCore");
        operation.Parent.DisplayName.ShouldBe("POST /v1/nodes");
        operation.Links.ShouldBeEmpty();
        operation.GetTagItem("valence.operation.id").ShouldBe(row["id"]!.GetValue<string>());
        operation.GetTagItem("valence.operation.kind").ShouldBe("compose");
        operation.GetTagItem("valence.operation.subject").ShouldBe(row["subject"]!.GetValue<string>());
        operation.GetTagItem("valence.operation.state").ShouldBe("succeeded");
    }

    [Test]
    public async Task Steps_are_below_the_operation_and_calls_of_the_driver_below_the_steps()
    {
        await Core.RegisterPodAsync(Pod);
        await Core.ComposeAsync(Pod);
        var trace = (await Core.GetAsync("/v1/operations")).List[0]!["trace_id"]!.GetValue<string>();

        Below(trace, "operation compose").ShouldBe(
            ["execute reserve", "execute allocate", "execute assemble", "execute inventory", "execute record"]);
        Below(trace, "execute allocate").ShouldBe(["driver allocate"]);
        Below(trace, "execute assemble").ShouldBe(["driver assemble", "driver read assembly"]);
        Below(trace, "execute inventory").ShouldBe(["driver show"]);
        var call = seen.Of(trace).Single(one => one.DisplayName == "driver allocate");
        string.Join(' ', call.Tags).ShouldBe(
            "[valence.driver.name, redfishv1] [valence.pod.name, pod-a] [valence.driver.verb, allocate] [valence.outcome, ok]");
    }

    [Test]
    public async Task The_pod_is_told_the_trace_in_every_request()
    {
        await Core.RegisterPodAsync(Pod);
        await Core.ComposeAsync(Pod);
        var trace = (await Core.GetAsync("/v1/operations")).List[0]!["trace_id"]!.GetValue<string>();
        var call = seen.Of(trace).Single(one => one.DisplayName == "driver allocate");

        var told = Pod.Only(StubPod.Allocate).Headers["traceparent"];

        var request = seen.All.Single(one => one.Id == told);
        (request.Source.Name, request.ParentSpanId).ShouldBe(("System.Net.Http", call.SpanId));
        Pod.Only(StubPod.Assemble).Headers["traceparent"].ShouldStartWith($"00-{trace}-");
    }

    [Test]
    public async Task What_a_caller_hangs_on_his_trace_stays_here()
    {
        await Core.RegisterPodAsync(Pod);
        Pod.ComposesNode();

        await Core.SendWithAsync(HttpMethod.Post, "/v1/nodes", """{"name": "db-3"}""", callersHeader, ("baggage", "customer=42"));

        Operation(CallersTrace).GetBaggageItem("customer").ShouldBe("42", "it has come in");
        Pod.Seen.ShouldAllBe(request => !request.Headers.ContainsKey("baggage") && !request.Headers.ContainsKey("Correlation-Context"));
    }

    [Test]
    public async Task Ironic_is_told_the_trace_of_a_registration()
    {
        await Core.RegisterPodAsync(Pod);
        var node = await Core.ComposeAsync(Pod);
        Ironic.Enrolls();

        await Core.SendWithAsync(HttpMethod.Post, $"/v1/nodes/{node}/register", """{"manage": false}""", callersHeader);

        Ironic.Only(StubIronic.CreateNode).Headers["traceparent"].ShouldStartWith($"00-{CallersTrace}-");
        Operation(CallersTrace).DisplayName.ShouldBe("operation register");
    }

    [Test]
    public async Task Calls_of_the_driver_of_ironic_are_below_the_steps_too()
    {
        await Core.RegisterPodAsync(Pod);
        var node = await Core.ComposeAsync(Pod);
        Ironic.Enrolls();
        Ironic.Manages(IronicUuid);
        nextId = () => new Guid(IronicUuid);

        await Core.SendWithAsync(HttpMethod.Post, $"/v1/nodes/{node}/register", "{}", callersHeader);

        Below(CallersTrace, "execute enroll").ShouldBe(["driver show", "driver create node"]);
        Below(CallersTrace, "execute ports").ShouldContain("driver create port");
        Below(CallersTrace, "execute manage").ShouldBe(["driver manage"]);
        var call = seen.Of(CallersTrace).Single(one => one.DisplayName == "driver create node");
        string.Join(' ', call.Tags).ShouldBe("[valence.driver.name, ironic] [valence.driver.verb, create node] [valence.outcome, ok]");
        seen.All.Single(one => one.Id == Ironic.Only(StubIronic.CreateNode).Headers["traceparent"]).ParentSpanId.ShouldBe(call.SpanId);
    }

    [Test]
    public async Task What_ironic_refuses_is_seen_at_its_verb_without_its_words()
    {
        await Core.RegisterPodAsync(Pod);
        var node = await Core.ComposeAsync(Pod);
        Ironic.On(StubIronic.CreateNode, StubIronic.Error(400, "s3cret was not expected"));

        await Core.SendWithAsync(HttpMethod.Post, $"/v1/nodes/{node}/register", "{}", callersHeader);

        var call = seen.Of(CallersTrace).Single(one => one.DisplayName == "driver create node");
        (call.Status, call.StatusDescription, call.GetTagItem("valence.outcome")).ShouldBe((ActivityStatusCode.Error, "refused", "refused"));
        seen.Of(CallersTrace).ShouldAllBe(one => !SeenActivities.Text(one).Contains("s3cret"));
    }

    [Test]
    public async Task An_operation_whose_caller_leaves_is_a_trace_of_its_own_that_points_to_the_request()
    {
        await Core.RegisterPodAsync(Pod);
        Pod.ComposesNode();

        var accepted = await Core.SendWithAsync(HttpMethod.Post, "/v1/nodes", """{"name": "db-3"}""", ("Prefer", "respond-async"), callersHeader);
        var ended = await Core.FollowAsync(accepted);

        var trace = accepted.Text("trace_id");
        ended.Text("trace_id").ShouldBe(trace);
        trace.ShouldNotBe(CallersTrace);
        var operation = Operation(trace);
        operation.ParentSpanId.ShouldBe(default);
        operation.Links.ShouldHaveSingleItem().Context.TraceId.ToHexString().ShouldBe(CallersTrace);
        Pod.Only(StubPod.Allocate).Headers["traceparent"].ShouldStartWith($"00-{trace}-");
    }

    [Test]
    public async Task Undoing_is_seen_step_by_step()
    {
        await Core.RegisterPodAsync(Pod);
        Pod.On(StubPod.Allocate, StubPod.Refusal(409));

        await Core.SendWithAsync(HttpMethod.Post, "/v1/nodes", """{"name": "db-3"}""", callersHeader);

        Below(CallersTrace, "operation compose").ShouldBe(["execute reserve", "execute allocate", "revert allocate", "revert reserve"]);
        var ends = seen.Of(CallersTrace).ToDictionary(one => one.DisplayName, one => one.Status);
        ends["operation compose"].ShouldBe(ActivityStatusCode.Error);
        ends["execute allocate"].ShouldBe(ActivityStatusCode.Error);
        ends["revert reserve"].ShouldBe(ActivityStatusCode.Unset);
        seen.Of(CallersTrace).Single(one => one.DisplayName == "driver allocate").GetTagItem("valence.outcome").ShouldBe("refused");
    }

    protected override void Configure(ValenceCoreOptions options)
    {
        nextId = Guid.NewGuid;
        options.NewId = () => nextId();
    }

    private Activity Operation(string trace) => seen.Of(trace).Single(one => one.DisplayName.StartsWith("operation ", StringComparison.Ordinal));

    private IReadOnlyList<string> Below(string trace, string name)
    {
        var all = seen.Of(trace);
        var span = all.Single(one => one.DisplayName == name).SpanId;
        return [.. all.Where(one => one.ParentSpanId == span).Select(one => one.DisplayName)];
    }
}
