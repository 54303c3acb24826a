using System.Net;
using NUnit.Framework;
using Shouldly;
using ValenceCore.Tests.Peers;

namespace ValenceCore.Tests.Http;

/// <summary>Pages, order, fields and filters of lists; all of it additive to valence-api 1.1.</summary>
internal sealed class CollectionTests : CoreTests
{
    [SetUp]
    public async Task MakeFlavorsAsync()
    {
        foreach (var name in (string[])["c", "a", "e", "b", "d"])
        {
            await Core.PostAsync("/v1/flavors", $$"""{"name": "{{name}}", "properties": { } }""");
        }
    }

    [Test]
    public async Task A_list_without_a_limit_is_whole_and_has_no_link()
    {
        var answer = await Core.GetAsync("/v1/flavors");

        Names(answer).ShouldBe("abcde");
        answer.Headers.Keys.ShouldNotContain("Link");
    }

    [Test]
    public async Task Following_the_next_links_sees_every_element_once()
    {
        var seen = "";
        var pages = 0;
        for (var path = "/v1/flavors?limit=2&sort_key=name&sort_dir=desc"; path is not null; pages++)
        {
            var answer = await Core.GetAsync(path);
            seen += Names(answer);
            path = answer.Headers.TryGetValue("Link", out var link) ? link.Split('>')[0].TrimStart('<') : null;
        }

        seen.ShouldBe("edcba");
        pages.ShouldBe(3);
    }

    [Test]
    public async Task A_marker_is_the_last_element_seen()
    {
        var first = (await Core.GetAsync("/v1/flavors")).List[1]!["uuid"]!.GetValue<string>();

        Names(await Core.GetAsync($"/v1/flavors?marker={first}")).ShouldBe("cde");
        var unknown = await Core.GetAsync("/v1/flavors?marker=nobody");
        unknown.Status.ShouldBe(HttpStatusCode.BadRequest);
        unknown.Detail.ShouldContain("nobody");
    }

    [Test]
    public async Task Only_the_fields_asked_for_are_answered() =>
        (await Core.GetAsync("/v1/flavors?fields=name&name=c")).Body!.ToJsonString().ShouldBe("""[{"name":"c"}]""");

    [Test]
    public async Task Everything_wrong_with_a_query_is_told_at_once()
    {
        var answer = await Core.GetAsync("/v1/flavors?limit=0&sort_key=properties&sort_dir=up&fields=name,colour&size=3");

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Detail.ShouldContain("limit: '0'");
        answer.Detail.ShouldContain("sort_key: 'properties' is not allowed, use one of compose, created_at, description, name, resource_class, updated_at, uuid");
        answer.Detail.ShouldContain("sort_dir: 'up'");
        answer.Detail.ShouldContain("fields: there is no 'colour'");
        answer.Detail.ShouldContain("size: unknown filter, allowed are uuid, name");
    }

    [TestCase("/v1/pod_managers")]
    [TestCase("/v1/nodes")]
    [TestCase("/v1/devices")]
    [TestCase("/v1/operations")]
    [TestCase("/v1/storages")]
    public async Task Every_list_names_its_filters(string path)
    {
        var answer = await Core.GetAsync($"{path}?colour=red&limit=3");

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Detail.ShouldStartWith("colour: unknown filter, allowed are ");
    }

    [Test]
    public async Task Operations_are_found_by_kind_state_and_subject()
    {
        await Core.RegisterPodAsync(Pod);
        var node = await Core.ComposeAsync(Pod);
        Pod.HasNode();
        Pod.ReleasesNode();
        await Core.DeleteAsync($"/v1/nodes/{node}");

        (await Core.GetAsync("/v1/operations")).List.Count.ShouldBe(2);
        var found = (await Core.GetAsync($"/v1/operations?kind=compose&state=succeeded&subject=node:{node}")).List.ShouldHaveSingleItem();
        found!["steps"]!.AsArray().Count.ShouldBe(5);
        (await Core.GetAsync("/v1/operations?state=failed")).List.ShouldBeEmpty();
    }

    private static string Names(Answer answer) => string.Concat(answer.List.Select(flavor => flavor!["name"]!.GetValue<string>()));
}
