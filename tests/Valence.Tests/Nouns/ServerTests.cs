using System.Text.Json.Nodes;
using NUnit.Framework;
using Shouldly;
using Valence.Tests.Peers;
using ValenceCore.Tests.Peers;

namespace Valence.Tests.Nouns;

internal sealed class ServerTests : ClientTests
{
    [Test]
    public async Task Servers_are_listed_and_shown()
    {
        Ironic.On(StubIronic.ListNodes, StubReply.Json(JsonNode.Parse(
            """{"nodes": [{"uuid": "i-2", "name": "old-1", "properties": {"cpus": 8}, "resource_class": "gold"}]}""")!));

        (await DoneAsync("server", "list")).Out.ShouldContain("old-1");
        (await DoneAsync("server", "list", "--composed", "-o", "json")).Json.AsArray().Count.ShouldBe(0);
        (await DoneAsync("server", "list", "--pre-set", "-o", "json")).Json.AsArray().Count.ShouldBe(1);
        (await DoneAsync("server", "show", "i-2")).Out.ShouldContain("gold");
        (await RunAsync("server", "show", "nobody")).Code.ShouldNotBe(0);
    }
}
