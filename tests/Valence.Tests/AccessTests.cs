using NUnit.Framework;
using Shouldly;
using Valence.Tests.Peers;

namespace Valence.Tests.Nouns;

internal sealed class AccessTests : ClientTests
{
    [Test]
    public async Task A_token_becomes_its_sha256_and_a_password_another_hash_each_time()
    {
        var token = await RunAsync(new Typed("access", "hash", "--for-token") { Input = "abc\n" });
        var first = await RunAsync(new Typed("access", "hash") { Answer = "abc" });
        var second = await RunAsync(new Typed("access", "hash") { Answer = "abc" });

        token.Out.Trim().ShouldBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        first.Code.ShouldBe(0);
        second.Out.ShouldNotBe(first.Out);
        (await RunAsync("access", "hash")).Code.ShouldBe(2);
        (await RunAsync(new Typed("access", "hash") { Answer = "" })).Code.ShouldBe(2);
    }
}
