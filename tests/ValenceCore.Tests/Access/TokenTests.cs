using System.Net;
using NUnit.Framework;
using Shouldly;
using ValenceCore.Tests.Peers;

namespace ValenceCore.Tests.Access;

internal sealed class TokenTests : CoreTests
{
    [Test]
    public async Task Without_a_token_the_answer_is_401_in_the_flat_form()
    {
        var answer = await Core.GetAsync("/v1/nodes");

        answer.Status.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Text("code").ShouldBe("Unauthorized");
        answer["status"].GetValue<int>().ShouldBe(401);
        answer.Text("request_id").ShouldBe(answer.Headers["X-OpenStack-Request-Id"]);
        answer.Headers["WWW-Authenticate"].ShouldBe("Bearer realm=\"valence\"");
        answer.Detail.ShouldContain("X-Auth-Token");
    }

    [TestCase("X-Auth-Token", "token-of-rita")]
    [TestCase("Authorization", "Bearer token-of-rita")]
    [TestCase("Authorization", "bearer token-of-rita")]
    public async Task A_token_is_taken_from_either_header(string header, string value) =>
        (await Core.WithAsync(HttpMethod.Get, "/v1/nodes", null, (header, value))).Status.ShouldBe(HttpStatusCode.OK);

    [TestCase("X-Auth-Token", "token-of-Rita")]
    [TestCase("X-Auth-Token", "token-of-rit")]
    [TestCase("Authorization", "Basic token-of-rita")]
    [TestCase("Authorization", "Bearer")]
    [TestCase("Authorization", "")]
    public async Task Anything_else_is_401(string header, string value) =>
        (await Core.WithAsync(HttpMethod.Get, "/v1/nodes", null, (header, value))).Status.ShouldBe(HttpStatusCode.Unauthorized);

    [Test]
    public async Task A_wrong_token_is_not_repeated_in_the_answer()
    {
        var answer = await Core.WithAsync(HttpMethod.Get, "/v1/nodes", null, ("X-Auth-Token", "guess-me"));

        answer.Status.ShouldBe(HttpStatusCode.Unauthorized);
        answer.ToString().ShouldNotContain("guess-me");
    }

    [TestCase("/")]
    [TestCase("/v1")]
    [TestCase("/v1/")]
    [TestCase("/v1/health")]
    public async Task The_root_the_version_and_the_health_are_open(string path) =>
        (await Core.GetAsync(path)).Status.ShouldBe(HttpStatusCode.OK);

    [TestCase("/v1/nothing")]
    [TestCase("/Nodes")]
    public async Task What_is_not_there_is_not_told_to_strangers(string path) =>
        (await Core.GetAsync(path)).Status.ShouldBe(HttpStatusCode.Unauthorized);

    protected override void Configure(ValenceCoreOptions options) => People.ByToken(options);
}
