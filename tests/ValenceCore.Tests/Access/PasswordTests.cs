using System.Net;
using NUnit.Framework;
using Shouldly;
using ValenceCore.Access;
using ValenceCore.Tests.Peers;

namespace ValenceCore.Tests.Access;

internal sealed class PasswordTests : CoreTests
{
    [Test]
    public async Task A_name_with_its_password_is_let_in_again_and_again()
    {
        (await AsAsync(People.Reader, People.PasswordOf(People.Reader))).Status.ShouldBe(HttpStatusCode.OK);
        (await AsAsync(People.Reader, People.PasswordOf(People.Reader))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [TestCase("rita", "wrong")]
    [TestCase("rita", "")]
    [TestCase("nobody", "pass:word of rita")]
    [TestCase("", "")]
    public async Task Anybody_else_is_401(string name, string password)
    {
        var answer = await AsAsync(name, password);

        answer.Status.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Headers["WWW-Authenticate"].ShouldStartWith("Basic realm=");
        answer.Detail.ShouldBe("Name or password is wrong.");
    }

    [TestCase("Basic")]
    [TestCase("Basic !!!")]
    [TestCase("Basic bm9jb2xvbg==")]
    [TestCase("Bearer x")]
    public async Task A_header_that_is_no_pair_is_401(string header) =>
        (await Core.WithAsync(HttpMethod.Get, "/v1/nodes", null, ("Authorization", header))).Status.ShouldBe(HttpStatusCode.Unauthorized);

    [Test]
    public void The_same_password_has_another_hash_each_time_and_never_itself()
    {
        var hash = ValenceAccess.HashPassword("secret");

        hash.ShouldNotContain("secret");
        hash.ShouldNotBe(ValenceAccess.HashPassword("secret"));
        PasswordHashes.IsHash(hash).ShouldBeTrue();
        PasswordHashes.Fits(hash, "secret").ShouldBeTrue();
        PasswordHashes.Fits(hash, "Secret").ShouldBeFalse();
    }

    protected override void Configure(ValenceCoreOptions options) => People.ByPassword(options);

    private Task<Answer> AsAsync(string name, string password) =>
        Core.WithAsync(HttpMethod.Get, "/v1/nodes", null, ("Authorization", People.Basic(name, password)));
}
