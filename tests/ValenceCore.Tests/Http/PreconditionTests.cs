using System.Net;
using NUnit.Framework;
using Shouldly;
using ValenceCore.Tests.Peers;

namespace ValenceCore.Tests.Http;

/// <summary>Entity tags (RFC 9110, 8.8.3 and 13).</summary>
internal sealed class PreconditionTests : CoreTests
{
    [Test]
    public async Task A_resource_that_the_reader_has_is_not_sent_again()
    {
        var path = await FlavorAsync();
        var tag = (await Core.GetAsync(path)).Headers["ETag"];

        var again = await Core.SendWithAsync(HttpMethod.Get, path, null, ("If-None-Match", $"\"other\", {tag}"));
        var changed = await Core.SendWithAsync(HttpMethod.Get, path, null, ("If-None-Match", "\"other\""));

        again.Status.ShouldBe(HttpStatusCode.NotModified);
        again.Body.ShouldBeNull();
        again.Headers["ETag"].ShouldBe(tag);
        changed.Status.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_change_of_what_somebody_else_has_changed_is_412_and_changes_nothing()
    {
        var path = await FlavorAsync();
        var tag = (await Core.GetAsync(path)).Headers["ETag"];

        var first = await Core.SendWithAsync(HttpMethod.Patch, path, """{"name": "first"}""", ("If-Match", tag));
        var second = await Core.SendWithAsync(HttpMethod.Patch, path, """{"name": "second"}""", ("If-Match", tag));

        first.Status.ShouldBe(HttpStatusCode.OK, first.ToString());
        first.Headers["ETag"].ShouldNotBe(tag);
        second.Status.ShouldBe(HttpStatusCode.PreconditionFailed);
        second.Text("code").ShouldBe("Precondition Failed");
        second.Detail.ShouldContain(first.Headers["ETag"]);
        (await Core.GetAsync(path)).Text("name").ShouldBe("first");
    }

    [TestCase("*", HttpStatusCode.OK)]
    [TestCase("\"else\"", HttpStatusCode.PreconditionFailed)]
    [TestCase("not a tag", HttpStatusCode.BadRequest)]
    public async Task A_delete_keeps_to_its_condition(string condition, HttpStatusCode expected)
    {
        var path = await FlavorAsync();

        (await Core.SendWithAsync(HttpMethod.Delete, path, null, ("If-Match", condition))).Status.ShouldBe(expected);

        (await Core.GetAsync(path)).Status.ShouldBe(expected == HttpStatusCode.OK ? HttpStatusCode.NotFound : HttpStatusCode.OK);
    }

    [Test]
    public async Task A_condition_on_what_is_not_there_is_404() =>
        (await Core.SendWithAsync(HttpMethod.Delete, "/v1/flavors/none", null, ("If-Match", "*"))).Status.ShouldBe(HttpStatusCode.NotFound);

    [Test]
    public async Task Pod_managers_nodes_and_operations_have_tags_too()
    {
        var pod = await Core.RegisterPodAsync(Pod);
        var node = await Core.ComposeAsync(Pod);
        var operation = (await Core.GetAsync("/v1/operations")).List[0]!["id"]!.GetValue<string>();

        foreach (var path in (string[])[$"/v1/pod_managers/{pod}", $"/v1/nodes/{node}", $"/v1/operations/{operation}"])
        {
            var tag = (await Core.GetAsync(path)).Headers["ETag"];
            (await Core.SendWithAsync(HttpMethod.Head, path, null, ("If-None-Match", tag))).Status.ShouldBe(HttpStatusCode.NotModified);
        }

        var stale = await Core.SendWithAsync(HttpMethod.Delete, $"/v1/nodes/{node}", null, ("If-Match", "\"stale\""));
        stale.Status.ShouldBe(HttpStatusCode.PreconditionFailed);
        Pod.Count(StubPod.Release).ShouldBe(0);
    }

    private async Task<string> FlavorAsync() =>
        $"/v1/flavors/{(await Core.PostAsync("/v1/flavors", """{"name": "small", "properties": {}}""")).Text("uuid")}";
}
