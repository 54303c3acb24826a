using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Shouldly;
using ValenceCore.Access;
using ValenceCore.Http;
using ValenceCore.Tests.Peers;

namespace ValenceCore.Tests.Access;

/// <summary>Pages of the audit, which the database cuts, are those of every other list.</summary>
internal sealed class AuditPagesTests
{
    private CoreUnderTest core = null!;

    public static IEnumerable<string> SortKeys => CollectionQuery.SortKeys(AuditJsonContext.Default.AuditJson);

    [OneTimeSetUp]
    public async Task WriteEntriesAsync()
    {
        core = await CoreUnderTest.StartedAsync();
        var store = core.Services.GetRequiredService<AuditStore>();
        string?[] some = [null, "ada", "Rita", "otto", null, "ada", "zoë"];
        for (var count = 0; count < some.Length * 2; count++)
        {
            var entry = new AuditEntry
            {
                Moment = 1_767_323_045_000 + (count / 3 * 1000),
                Actor = some[count % some.Length],
                Role = count % 4 == 0 ? null : "admin",
                Method = count % 2 == 0 ? "POST" : "DELETE",
                Path = $"/v1/flavors/{count % 5}",
                RequestId = $"req-{count * 7 % 10}",
                OperationId = some[^(1 + (count % some.Length))],
                RemoteAddress = "127.0.0.1",
            };
            entry = entry with { Number = await store.AddAsync(entry), Status = count % 3 == 0 ? null : 200 + (count % 3) };
            await store.CompleteAsync(entry);
        }
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await core.DisposeAsync();

    [Test]
    public async Task Every_order_is_that_of_other_lists_and_its_pages_hold_every_entry_once(
        [ValueSource(nameof(SortKeys))] string key, [Values("asc", "desc")] string direction, [Values(1, 4, 1000)] int limit)
    {
        var newestFirst = (await core.GetAsync("/v1/audit")).List.Select(entry => entry!.AsObject()).ToList();
        var expected = direction == "asc" ? newestFirst.Order(By(key)) : newestFirst.OrderDescending(By(key));

        var seen = await FollowAsync($"/v1/audit?limit={limit}&sort_key={key}&sort_dir={direction}");

        newestFirst.Count.ShouldBe(14);
        Ids(seen).ShouldBe(Ids(expected));
    }

    [TestCase("actor=ada")]
    [TestCase("method=POST&actor=ada")]
    [TestCase("status=201")]
    [TestCase("operation_id=otto&sort_key=path")]
    public async Task Filters_hold_over_all_pages(string filters)
    {
        var wanted = filters.Split('&').Select(pair => pair.Split('=')).Where(pair => pair[0] != "sort_key").ToList();
        var expected = (await core.GetAsync("/v1/audit")).List.Where(entry => wanted.All(pair => entry![pair[0]]?.ToString() == pair[1])).ToList();

        var seen = await FollowAsync($"/v1/audit?limit=1&{filters}");

        expected.Count.ShouldBeGreaterThan(1);
        Ids(seen).ShouldBe(Ids(expected.Select(entry => entry!.AsObject())), ignoreOrder: filters.Contains("sort_key", StringComparison.Ordinal));
    }

    [TestCase("status=fine")]
    [TestCase("actor=nobody")]
    [TestCase("actor=' OR 1=1 --")]
    public async Task A_filter_that_nothing_meets_lists_nothing(string filter) =>
        (await core.GetAsync($"/v1/audit?{filter}")).List.ShouldBeEmpty();

    [Test]
    public async Task Only_the_fields_asked_for_are_answered() =>
        (await core.GetAsync("/v1/audit?limit=1&fields=id,actor")).Body!.ToJsonString().ShouldBe("""[{"actor":"zo\u00EB","id":14}]""");

    [Test]
    public async Task The_last_page_has_no_link_even_when_it_is_full()
    {
        (await core.GetAsync("/v1/audit?limit=14")).Headers.Keys.ShouldNotContain("Link");
        (await core.GetAsync("/v1/audit?limit=13")).Headers["Link"].ShouldBe("</v1/audit?limit=13&marker=2>; rel=\"next\"");
    }

    [Test]
    public async Task A_marker_with_another_filter_still_says_where_to_go_on()
    {
        // An entry whose status changed between two pages must not stop its reader.
        var answer = await core.GetAsync("/v1/audit?status=201&marker=9");

        answer.Status.ShouldBe(HttpStatusCode.OK, answer.ToString());
        answer.List.ShouldAllBe(entry => entry!["id"]!.GetValue<long>() < 9);
    }

    private async Task<List<JsonObject>> FollowAsync(string first)
    {
        var seen = new List<JsonObject>();
        for (var path = first; path is not null;)
        {
            var answer = await core.GetAsync(path);
            answer.Status.ShouldBe(HttpStatusCode.OK, answer.ToString());
            seen.AddRange(answer.List.Select(entry => entry!.AsObject()));
            path = answer.Headers.TryGetValue("Link", out var link) ? link.Split('>')[0].TrimStart('<') : null;
            seen.Count.ShouldBeLessThan(100, "the pages go round in circles");
        }

        return seen;
    }

    private static IEnumerable<long> Ids(IEnumerable<JsonObject> entries) => entries.Select(entry => entry["id"]!.GetValue<long>());

    /// <summary>As the lists that are sorted in memory: by value, else by text; what is not there comes first.</summary>
    private static Comparer<JsonObject> By(string key) => Comparer<JsonObject>.Create((one, other) => (one[key], other[key]) switch
    {
        (null, null) => 0,
        (null, _) => -1,
        (_, null) => 1,
        var (a, b) when a.GetValueKind() == JsonValueKind.Number => Number(a).CompareTo(Number(b)),
        var (a, b) => string.CompareOrdinal(a.ToString(), b.ToString()),
    });

    private static decimal Number(JsonNode node) => decimal.Parse(node.ToString(), CultureInfo.InvariantCulture);
}
