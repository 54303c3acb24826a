using System.Net;
using NUnit.Framework;
using Shouldly;
using ValenceCore.Tests.Peers;

namespace ValenceCore.Tests.Http;

/// <summary>Conventions of valence-api 1.1, 1.2, 1.5 and 1.15.</summary>
internal sealed class RoutesTests : CoreTests
{
    [Test]
    public async Task An_unknown_url_is_404_and_not_500()
    {
        var answer = await Core.GetAsync("/v1/nothing");

        answer.Status.ShouldBe(HttpStatusCode.NotFound);
        answer["status"].GetValue<int>().ShouldBe(404);
        answer.Text("code").ShouldBe("Not Found");
        answer.Detail.ShouldContain("/v1/nothing");
    }

    [Test]
    public async Task A_wrong_method_is_405_and_names_the_allowed_ones()
    {
        var answer = await Core.SendAsync(HttpMethod.Put, "/v1/flavors", "{}");

        answer.Status.ShouldBe(HttpStatusCode.MethodNotAllowed);
        answer.Headers["Allow"].ShouldBe("GET, HEAD, POST");
        answer.Detail.ShouldContain("PUT");
    }

    [TestCase("{\"name\": ", TestName = "Half a body is 400 and not 500")]
    [TestCase("[1]", TestName = "An array for a body is 400 and not 500")]
    [TestCase("null", TestName = "A null for a body is 400 and not 500")]
    [TestCase("{\"name\": \"a\", \"name\": \"b\", \"properties\": {}}", TestName = "A key given twice is 400")]
    public async Task A_bad_body_is_400(string body)
    {
        var answer = await Core.PostAsync("/v1/flavors", body);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest, answer.ToString());
        answer.Detail.ShouldNotBeEmpty();
    }

    [Test]
    public async Task Every_request_has_an_id_of_its_own_in_header_and_error_body()
    {
        var first = await Core.GetAsync("/v1/flavors/none");
        var second = await Core.GetAsync("/v1/flavors/none");

        first.Text("request_id").ShouldStartWith("req-");
        first.Text("request_id").ShouldBe(first.Headers["X-OpenStack-Request-Id"]);
        first.Text("request_id").ShouldNotBe(second.Text("request_id"));
    }

    [TestCase("/v1/flavors/")]
    [TestCase("/v1/")]
    [TestCase("/v1/pod_managers/")]
    public async Task A_trailing_slash_is_accepted_without_a_redirect(string path) =>
        (await Core.GetAsync(path)).Status.ShouldBe(HttpStatusCode.OK);

    [Test]
    public async Task An_empty_object_as_body_of_a_get_is_tolerated()
    {
        (await Core.GetAsync("/v1/nodes", "{}")).Status.ShouldBe(HttpStatusCode.OK);
        (await Core.GetAsync("/v1/pod_managers", "{}")).List.ShouldBeEmpty();
    }

    [Test]
    public async Task Head_is_answered_like_get_without_a_body()
    {
        var answer = await Core.SendAsync(HttpMethod.Head, "/v1/flavors");

        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Body.ShouldBeNull();
    }

    [TestCase("/Nodes")]
    [TestCase("/Chassis/1")]
    public async Task The_open_pass_through_of_old_is_an_explicit_501(string path)
    {
        var answer = await Core.GetAsync(path);

        answer.Status.ShouldBe(HttpStatusCode.NotImplemented);
        answer.Detail.ShouldContain("pass-through");
    }

    [Test]
    public async Task The_root_names_one_current_version()
    {
        var answer = await Core.GetAsync("/");

        answer.Text("name").ShouldBe("OpenStack Valence API");
        answer["versions"][0]!["id"]!.GetValue<string>().ShouldBe("v1");
        answer["versions"][0]!["status"]!.GetValue<string>().ShouldBe("CURRENT");
        answer["versions"][0]!["links"]![0]!["href"]!.GetValue<string>().ShouldEndWith("/v1/");
    }

    [Test]
    public async Task The_version_document_links_every_collection()
    {
        var answer = await Core.GetAsync("/v1");

        foreach (var name in (string[])["nodes", "storages", "flavors", "systems", "pod_managers", "racks", "devices", "operations", "drivers", "health"])
        {
            answer[name][0]!["href"]!.GetValue<string>().ShouldEndWith($"/v1/{name}/");
            answer[name][1]!["rel"]!.GetValue<string>().ShouldBe("bookmark");
        }
    }
}
