using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Shouldly;
using ValenceCore.Access;
using ValenceCore.Operations;
using ValenceCore.Tests.Peers;

namespace ValenceCore.Tests.Access;

/// <summary>Each limit, at a size that a test reaches; every refusal is in the flat form.</summary>
internal sealed class LimitTests : CoreTests
{
    [Test]
    public async Task A_body_above_the_limit_is_413_announced_or_not()
    {
        var big = new string(' ', 1024 * 1024) + "{}";

        var announced = await Core.PostAsync("/v1/flavors", big);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/flavors") { Content = new StringContent(big) };
        request.Headers.TransferEncodingChunked = true;
        var unannounced = await Core.SendAsync(request);

        foreach (var answer in (Answer[])[announced, unannounced])
        {
            answer.Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
            answer.Text("code").ShouldBe("Content Too Large");
            answer.Detail.ShouldContain("1048576 bytes");
        }
    }

    [Test]
    public async Task A_body_nested_too_deeply_is_400()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 40)) + "1" + new string('}', 40);

        var answer = await Core.PostAsync("/v1/flavors", deep);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Detail.ShouldContain("32");
    }

    [Test]
    public async Task A_request_that_takes_too_long_is_504_and_the_pod_is_let_go()
    {
        await using var core = await LimitedAsync(limits => limits.RequestTime = TimeSpan.FromSeconds(0.3));
        var held = Hold("GET /redfish/v1/", StubPod.File("service-root"));

        var answer = await core.PostAsync("/v1/pod_managers", CoreUnderTest.PodBody("pod-a", Pod.Url));

        held.Release();
        answer.Status.ShouldBe(HttpStatusCode.GatewayTimeout);
        answer.Text("code").ShouldBe("Gateway Timeout");
        answer.Detail.ShouldContain("0.3 s");
        answer.Has("next").ShouldBeTrue();
    }

    [Test]
    public async Task A_compose_that_waits_has_a_longer_limit_and_goes_on_without_its_caller()
    {
        await using var core = await LimitedAsync(limits => limits.WaitingRequestTime = TimeSpan.FromSeconds(0.5));
        await core.RegisterPodAsync(Pod);
        Pod.ComposesNode();
        var held = Hold(StubPod.Assemble, new StubReply(204));

        var answer = await core.PostAsync("/v1/nodes", """{"name": "db-3"}""");

        answer.Status.ShouldBe(HttpStatusCode.GatewayTimeout);
        var operation = answer.Text("operation_id");
        held.Release();
        await core.Services.GetRequiredService<OperationRunner>().WaitAsync(operation, CancellationToken.None);
        (await core.GetAsync($"/v1/operations/{operation}")).Text("state").ShouldBe("succeeded");
    }

    [Test]
    public async Task One_request_too_many_at_a_time_is_503_with_retry_after_and_the_health_is_still_told()
    {
        await using var core = await LimitedAsync(limits => limits.ConcurrentRequests = 1);
        var held = Hold("GET /redfish/v1/", StubPod.File("service-root"));
        var first = core.PostAsync("/v1/pod_managers", CoreUnderTest.PodBody("pod-a", Pod.Url));
        await held.Arrived;

        var second = await core.GetAsync("/v1/nodes");
        var health = await core.GetAsync("/v1/health");
        held.Release();
        (await first).Status.ShouldBe(HttpStatusCode.OK);

        second.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        second.Headers["Retry-After"].ShouldNotBeEmpty();
        second.Detail.ShouldContain("1 requests are under way");
        health.Status.ShouldBe(HttpStatusCode.OK);
        (await core.GetAsync("/v1/nodes")).Status.ShouldBe(HttpStatusCode.OK, "the place is given back");
    }

    [Test]
    public async Task One_watcher_too_many_is_503()
    {
        await using var core = await LimitedAsync(limits => limits.ConcurrentStreams = 1);
        using var leaving = new CancellationTokenSource();
        await using var stream = await core.StreamAsync("/v1/operations/events", leaving.Token);

        var second = await core.GetAsync("/v1/operations/events");

        second.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    [Test]
    public async Task A_caller_who_asks_too_often_is_429_and_others_are_not()
    {
        await using var core = await LimitedAsync(limits => limits.RequestsPerSecond = 1, People.ByToken);

        var answers = new List<Answer>();
        for (var count = 0; count < 5; count++)
        {
            answers.Add(await core.AsAsync(People.Reader, "/v1/flavors"));
        }

        var refused = answers.Find(answer => answer.Status == HttpStatusCode.TooManyRequests).ShouldNotBeNull();
        refused.Text("code").ShouldBe("Too Many Requests");
        int.Parse(refused.Headers["Retry-After"]).ShouldBeGreaterThan(0);
        refused.Detail.ShouldContain("'rita'");
        (await core.AsAsync(People.Operator, "/v1/flavors")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task Who_guesses_tokens_is_soon_not_listened_to()
    {
        await using var core = await LimitedAsync(limits => limits.FailedLoginsPerMinute = 3, People.ByToken);

        for (var count = 0; count < 3; count++)
        {
            (await core.AsAsync("guess", "/v1/flavors")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        }

        // Many, over a while: the allowance does not come back in crumbs.
        for (var count = 0; count < 200; count++)
        {
            var answer = await core.AsAsync("guess", "/v1/flavors");

            answer.Status.ShouldBe(HttpStatusCode.TooManyRequests);
            int.Parse(answer.Headers["Retry-After"]).ShouldBeInRange(1, 60);
        }
    }

    [Test]
    public async Task Without_authentication_nobody_is_counted()
    {
        for (var count = 0; count < 150; count++)
        {
            (await Core.GetAsync("/v1/flavors")).Status.ShouldBe(HttpStatusCode.OK);
        }
    }

    private static Task<CoreUnderTest> LimitedAsync(Action<LimitOptions> limit, Action<ValenceCoreOptions>? configure = null) =>
        CoreUnderTest.StartedAsync(options =>
        {
            configure?.Invoke(options);
            limit(options.Limits);
        });

    private (Task Arrived, Action Release) Hold(string request, StubReply reply)
    {
        var arrived = new TaskCompletionSource();
        var held = new TaskCompletionSource();
        Pod.On(request, reply with { Arrived = arrived, Held = held });
        return (arrived.Task, () => held.TrySetResult());
    }
}
