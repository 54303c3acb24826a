using System.Net.Http.Headers;
using System.Text;
using NUnit.Framework;
using Shouldly;
using Simulator.Ironic;

namespace Simulator.Tests.Ironic;

internal sealed class BasicAuthenticationTests : IronicTests
{
    protected override IronicSettings Settings => new() { Auth = IronicAuth.HttpBasic, Username = "op", Password = "s3cret", NodeLockedRetries = 0 };

    [Test]
    public async Task Without_credentials_the_answer_has_its_own_form()
    {
        var reply = await Lab.GetAsync("/v1/nodes");

        reply.Status.ShouldBe(401);
        reply.Body!["error"]!["message"]!.GetValue<string>().ShouldBe("Authorization required");
        reply.Header("WWW-Authenticate").ShouldBe("Basic realm=\"Baremetal API\"");
    }

    [TestCase("op", "s3cret", 200)]
    [TestCase("op", "wrong", 401)]
    [TestCase("else", "s3cret", 401)]
    public async Task Only_the_right_credentials_pass(string user, string password, int status)
    {
        var basic = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));

        (await Lab.SendAsync("GET", "/v1/nodes", authorization: basic)).Status.ShouldBe(status);
    }

    [TestCase("/")]
    [TestCase("/v1")]
    [TestCase("/v1/")]
    public async Task Discovery_is_public(string path) => (await Lab.GetAsync(path)).Status.ShouldBe(200);
}
