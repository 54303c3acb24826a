using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Shouldly;
using ValenceCore.Tests.Peers;

namespace ValenceCore.Tests.Idempotency;

internal sealed class IdempotencyTests : CoreTests
{
    private const string Flavor = """{"name": "small", "properties": {}}""";

    [Test]
    public async Task The_same_request_with_the_same_key_is_answered_as_the_first_was()
    {
        var first = await FlavorAsync("k1");
        var again = await FlavorAsync("\"k1\"");

        again.ToString().ShouldBe(first.ToString());
        again.Headers["Idempotency-Replayed"].ShouldBe("true");
        again.Headers["ETag"].ShouldBe(first.Headers["ETag"]);
        first.Headers.Keys.ShouldNotContain("Idempotency-Replayed");
        (await Core.GetAsync("/v1/flavors")).List.Count.ShouldBe(1);
    }

    [Test]
    public async Task Another_request_with_the_same_key_is_422()
    {
        await FlavorAsync("k1");

        var other = await FlavorAsync("k1", """{"name": "large", "properties": {}}""");

        other.Status.ShouldBe(HttpStatusCode.UnprocessableContent);
        other["status"].GetValue<int>().ShouldBe(422);
        (await Core.GetAsync("/v1/flavors")).List.Count.ShouldBe(1);
    }

    [TestCase("")]
    [TestCase("two words")]
    public async Task A_key_that_is_none_is_400(string key) => (await FlavorAsync(key)).Status.ShouldBe(HttpStatusCode.BadRequest);

    [Test]
    public async Task Twenty_at_once_make_one_node()
    {
        await Core.RegisterPodAsync(Pod);
        Pod.ComposesNode();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => ComposeAsync("k1")));

        Pod.Count(StubPod.Allocate).ShouldBe(1);
        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.OK || answer.Status == HttpStatusCode.Conflict);
        answers.Where(answer => answer.Status == HttpStatusCode.Conflict).ShouldAllBe(answer => answer.Headers.ContainsKey("Retry-After"));
        answers.Where(answer => answer.Status == HttpStatusCode.OK).Select(answer => answer.Text("uuid")).Distinct().Count().ShouldBe(1);
        (await Core.GetAsync("/v1/nodes")).List.Count.ShouldBe(1);
        (await ComposeAsync("k1")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task The_answer_waits_for_a_caller_who_went_away()
    {
        await Core.RegisterPodAsync(Pod);
        Pod.ComposesNode();
        var (arrived, held) = (new TaskCompletionSource(), new TaskCompletionSource());
        Pod.On(StubPod.Allocate, new StubReply(201) { Arrived = arrived, Held = held }.With("Location", "/redfish/v1/Nodes/7"));
        using (var gone = new CancellationTokenSource())
        {
            var first = Core.SendUntilAsync(HttpMethod.Post, "/v1/nodes", """{"name": "web"}""", gone.Token, ("Idempotency-Key", "k1"));
            await Wait.ForAsync(arrived);
            await gone.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(first);
        }

        var meanwhile = await ComposeAsync("k1");
        meanwhile.Status.ShouldBe(HttpStatusCode.Conflict);
        held.SetResult();
        var operation = (await Core.GetAsync("/v1/operations")).List[0]!["id"]!.GetValue<string>();
        meanwhile.Text("operation_id").ShouldBe(operation);
        await Core.Services.GetRequiredService<ValenceCore.Operations.OperationRunner>().WaitAsync(operation, CancellationToken.None);
        var answer = await Wait.UntilAsync(() => ComposeAsync("k1"), one => one.Status == HttpStatusCode.OK);

        answer.Text("index").ShouldBe("7");
        Pod.Count(StubPod.Allocate).ShouldBe(1);
    }

    [Test]
    public async Task A_request_that_was_refused_frees_its_key()
    {
        await Core.RegisterPodAsync(Pod);
        Pod.On(StubPod.Allocate, StubPod.Refusal(409));
        (await ComposeAsync("k1")).Status.ShouldBe(HttpStatusCode.Conflict);
        Pod.ComposesNode();

        (await ComposeAsync("k1")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task An_answer_is_kept_for_a_day()
    {
        await FlavorAsync("k1");

        Pass(TimeSpan.FromHours(23));
        (await FlavorAsync("k1")).Headers.Keys.ShouldContain("Idempotency-Replayed");
        Pass(TimeSpan.FromHours(2));
        (await FlavorAsync("k1")).Headers.Keys.ShouldNotContain("Idempotency-Replayed");

        (await Core.GetAsync("/v1/flavors")).List.Count.ShouldBe(2);
    }

    [Test]
    public async Task An_accepted_operation_is_answered_again_with_its_location()
    {
        await Core.RegisterPodAsync(Pod);
        Pod.ComposesNode();
        (string, string)[] headers = [("Idempotency-Key", "k1"), ("Prefer", "respond-async")];

        var first = await Core.SendWithAsync(HttpMethod.Post, "/v1/nodes", """{"name": "web"}""", headers);
        var again = await Core.SendWithAsync(HttpMethod.Post, "/v1/nodes/", """{"name": "web"}""", headers);
        await Core.FollowAsync(first);

        again.Status.ShouldBe(HttpStatusCode.Accepted, again.ToString());
        again.Headers["Location"].ShouldBe(first.Headers["Location"]);
    }

    [Test]
    public async Task A_pod_manager_is_registered_once_and_its_password_is_not_stored_in_clear()
    {
        var body = CoreUnderTest.PodBody("a", Pod.Url);

        var first = await Core.SendWithAsync(HttpMethod.Post, "/v1/pod_managers", body, ("Idempotency-Key", "k1"));
        var again = await Core.SendWithAsync(HttpMethod.Post, "/v1/pod_managers", body, ("Idempotency-Key", "k1"));

        again.Text("uuid").ShouldBe(first.Text("uuid"));
        await using var session = await Core.Services.GetRequiredService<ValenceCore.Store.Database>().OpenAsync(CancellationToken.None);
        (await session.SingleAsync<string>("SELECT sealed_request || body FROM idempotency_keys"))!.ShouldNotContain("s3cret");
    }

    [Test]
    public async Task Keys_outlive_the_process_and_one_that_it_left_under_way_makes_nothing_twice()
    {
        var database = TestStore.NewDurable();
        var asked = (CoreUnderTest core, string key) => core.SendWithAsync(HttpMethod.Post, "/v1/flavors", Flavor, ("Idempotency-Key", key));
        string uuid;
        await using (var first = await CoreUnderTest.StartedAsync(options => TestStore.Use(options, database)))
        {
            uuid = (await asked(first, "k1")).Text("uuid");
            await asked(first, "k2");
            await using var session = await first.Services.GetRequiredService<ValenceCore.Store.Database>().OpenAsync(CancellationToken.None);
            await session.ExecuteAsync("UPDATE idempotency_keys SET state = 'under way', status = NULL WHERE idempotency_key = 'k2'");
        }

        await using var second = await CoreUnderTest.StartedAsync(options => TestStore.Use(options, database));

        (await asked(second, "k1")).Text("uuid").ShouldBe(uuid);

        // Where replicas share the store, it takes a few check-ins until one is taken for dead.
        var left = await Wait.UntilAsync(() => asked(second, "k2"), one => !one.Headers.ContainsKey("Retry-After"));
        left.Status.ShouldBe(HttpStatusCode.Conflict);
        left.Text("next").ShouldContain("use a new key");
        (await second.GetAsync("/v1/flavors")).List.Count.ShouldBe(2);
    }

    private void Pass(TimeSpan span) =>
        Core.Services.GetRequiredService<TimeProvider>().CreateTimer(_ => { }, null, span, Timeout.InfiniteTimeSpan).Dispose();

    private Task<Answer> FlavorAsync(string key, string body = Flavor) =>
        Core.SendWithAsync(HttpMethod.Post, "/v1/flavors", body, ("Idempotency-Key", key));

    private Task<Answer> ComposeAsync(string key) =>
        Core.SendWithAsync(HttpMethod.Post, "/v1/nodes", """{"name": "web"}""", ("Idempotency-Key", key));
}
