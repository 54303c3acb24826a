using System.Net;
using NUnit.Framework;
using Shouldly;
using ValenceCore.Tests.Peers;

namespace ValenceCore.Tests.Access;

/// <summary>Without authentication any page in a browser on this machine can send a POST to the core; it must not be carried out.</summary>
internal sealed class ForeignPageTests : CoreTests
{
    private const string Flavor = """{"name": "small", "properties": {}}""";

    [TestCase("https://evil.example")]
    [TestCase("http://127.0.0.1:1")]
    [TestCase("null")]
    [TestCase("nonsense")]
    public async Task A_page_of_another_site_changes_nothing(string origin)
    {
        var answer = await Core.WithAsync(HttpMethod.Post, "/v1/flavors", Flavor, ("Origin", origin));

        answer.Status.ShouldBe(HttpStatusCode.Forbidden);
        answer.Text("code").ShouldBe("Forbidden");
        (await Core.GetAsync("/v1/flavors")).List.ShouldBeEmpty();
    }

    [Test]
    public async Task A_page_of_this_site_and_a_program_may()
    {
        var host = (await Core.GetAsync("/"))["versions"][0]!["links"]![0]!["href"]!.GetValue<string>().Replace("/v1/", "");

        (await Core.WithAsync(HttpMethod.Post, "/v1/flavors", Flavor, ("Origin", host))).Status.ShouldBe(HttpStatusCode.OK);
        (await Core.PostAsync("/v1/flavors", Flavor)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_token_is_not_shown_by_browsers_so_a_page_that_has_one_may()
    {
        await using var core = await CoreUnderTest.StartedAsync(People.ByToken);

        var answer = await core.WithAsync(
            HttpMethod.Post, "/v1/flavors", Flavor, ("Origin", "https://ui.example"), ("X-Auth-Token", People.TokenOf(People.Admin)));

        answer.Status.ShouldBe(HttpStatusCode.OK);
    }
}
