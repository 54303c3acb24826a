using System.Net;
using NUnit.Framework;
using Shouldly;
using ValenceCore.Tests.Peers;

namespace ValenceCore.Tests.Access;

internal sealed class AuditTests : CoreTests
{
    private const string Flavor = """{"name": "small", "properties": {"memory": {"capacity_mib": 1024}}}""";

    [Test]
    public async Task A_change_is_written_down_with_who_what_and_how_it_ended()
    {
        var made = await Core.AsAsync(People.Admin, HttpMethod.Post, "/v1/flavors?colour=red", Flavor);

        var entry = (await AuditAsync()).List.ShouldHaveSingleItem()!;

        entry["actor"]!.GetValue<string>().ShouldBe("ada");
        entry["role"]!.GetValue<string>().ShouldBe("admin");
        entry["method"]!.GetValue<string>().ShouldBe("POST");
        entry["path"]!.GetValue<string>().ShouldBe("/v1/flavors");
        entry["status"]!.GetValue<int>().ShouldBe((int)made.Status);
        entry["request_id"]!.GetValue<string>().ShouldBe(made.Headers["X-OpenStack-Request-Id"]);
        entry["remote_address"]!.GetValue<string>().ShouldBe("127.0.0.1");
        entry["created_at"]!.GetValue<string>().ShouldEndWith(" UTC");
        entry.ToJsonString().ShouldNotContain("1024");
    }

    [Test]
    public async Task Looking_is_not_written_down()
    {
        await Core.AsAsync(People.Reader, "/v1/nodes");
        await Core.AsAsync(People.Reader, HttpMethod.Head, "/v1/nodes");

        (await AuditAsync()).List.ShouldBeEmpty();
    }

    [Test]
    public async Task What_was_refused_is_written_down_too()
    {
        await Core.AsAsync(People.Reader, HttpMethod.Post, "/v1/flavors", Flavor);
        await Core.PostAsync("/v1/flavors", Flavor);
        await Core.AsAsync(People.Admin, HttpMethod.Delete, "/v1/flavors/none");

        var entries = (await AuditAsync()).List;

        entries.Select(entry => (entry!["actor"]?.GetValue<string>(), entry["status"]!.GetValue<int>()))
            .ShouldBe([("ada", 404), (null, 401), ("rita", 403)]);
    }

    [Test]
    public async Task A_compose_is_linked_with_its_operation()
    {
        await Core.AsAsync(People.Admin, HttpMethod.Post, "/v1/pod_managers", CoreUnderTest.PodBody("pod-a", Pod.Url));
        Pod.ComposesNode();

        (await Core.AsAsync(People.Operator, HttpMethod.Post, "/v1/nodes", """{"name": "db-3"}""")).Status.ShouldBe(HttpStatusCode.OK);

        var operation = (await Core.AsAsync(People.Reader, "/v1/operations")).List.ShouldHaveSingleItem()!["id"]!.GetValue<string>();
        (await AuditAsync("?limit=1")).List.ShouldHaveSingleItem()!["operation_id"]!.GetValue<string>().ShouldBe(operation);
    }

    [Test]
    public async Task A_caller_who_goes_away_is_written_down_as_gone()
    {
        var arrived = new TaskCompletionSource();
        var held = new TaskCompletionSource();
        Pod.On("GET /redfish/v1/", StubPod.File("service-root") with { Arrived = arrived, Held = held });
        using var leaving = new CancellationTokenSource();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/pod_managers");
        request.Headers.Add("X-Auth-Token", People.TokenOf(People.Admin));
        request.Content = new StringContent(CoreUnderTest.PodBody("pod-a", Pod.Url));

        var asked = Core.SendAsync(request, leaving.Token);
        await arrived.Task;
        var underWay = (await AuditAsync()).List[0]!;
        await leaving.CancelAsync();
        await asked.ShouldThrowAsync<OperationCanceledException>();

        underWay["actor"]!.GetValue<string>().ShouldBe("ada");
        underWay["status"].ShouldBeNull();
        held.TrySetResult();
        (await EndAsync()).ShouldBe(499);
    }

    [TestCase("?limit=0", "limit")]
    [TestCase("?limit=1001", "limit")]
    [TestCase("?limit=many", "limit")]
    [TestCase("?marker=-1", "marker")]
    [TestCase("?marker=", "marker")]
    [TestCase("?marker=4711", "marker")]
    [TestCase("?sort=at", "sort")]
    [TestCase("?sort_key=colour", "sort_key")]
    public async Task A_bad_page_is_400_and_named(string query, string named)
    {
        var answer = await AuditAsync(query);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Detail.ShouldStartWith($"{named}: ");
    }

    [TestCase("req-01234567-89ab-cdef-0123-456789abcdef", true)]
    [TestCase("req-01234567", false)]
    [TestCase("<script>", false)]
    public async Task The_id_of_the_caller_is_kept_when_it_is_one_and_never_taken_for_ours(string id, bool isKept)
    {
        var answer = await Core.WithAsync(
            HttpMethod.Delete, "/v1/flavors/x", null, ("X-Auth-Token", People.TokenOf(People.Admin)), ("X-Openstack-Request-Id", id));

        var entry = (await AuditAsync()).List[0]!;

        answer.Headers["X-OpenStack-Request-Id"].ShouldNotBe(id);
        entry["global_request_id"]?.GetValue<string>().ShouldBe(id);
        (entry["global_request_id"] is not null).ShouldBe(isKept);
    }

    [Test]
    public async Task A_path_cannot_write_a_line_of_its_own()
    {
        await Core.AsAsync(People.Admin, HttpMethod.Delete, "/v1/flavors/x%0Aada%20(admin)");

        (await AuditAsync()).List[0]!["path"]!.GetValue<string>().ShouldBe("/v1/flavors/x%0Aada%20(admin)");
    }

    protected override void Configure(ValenceCoreOptions options) => People.ByToken(options);

    /// <summary>Status of the newest entry, once it has one.</summary>
    private async Task<int> EndAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            deadline.Token.ThrowIfCancellationRequested();
            if ((await AuditAsync()).List[0]!["status"] is { } status)
            {
                return status.GetValue<int>();
            }
        }
    }

    private Task<Answer> AuditAsync(string query = "") => Core.AsAsync(People.Admin, $"/v1/audit{query}");
}
