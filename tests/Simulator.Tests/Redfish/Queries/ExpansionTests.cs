using System.Text;
using NUnit.Framework;
using Shouldly;
using Simulator.Redfish;

namespace Simulator.Tests.Redfish;

public sealed class ExpansionTests
{
    [TestCase(1, true)]
    [TestCase(2, true)]
    [TestCase(3, false)] // 30 + 900 + 27,000 resources
    public void An_answer_of_too_many_resources_is_given_up(int levels, bool isDone) =>
        new Expansion(Thirty, ExpandQuery.Of('.', levels)!).Run("/x", Resource("/x")).HasValue.ShouldBe(isDone);

    [Test]
    public void A_link_to_nothing_or_into_a_resource_stays_a_link()
    {
        const string links = """{"@odata.id":"/x","A":{"@odata.id":"/y/1"},"B":{"@odata.id":"/x/1#/Part"},"C":{"@odata.id":"elsewhere"},"D":{"@odata.id":5},"E":[null,3],"F":{}}""";

        Expanded('*', 1, links).ShouldBe(links);
    }

    [TestCase('.', """{"A":[1],"Links":{"B":{"@odata.id":"/x/b"}},"C":{"D":"deep"}}""")]
    [TestCase('~', """{"A":{"@odata.id":"/x/a"},"Links":{"B":2},"C":{"D":{"@odata.id":"/x/d"}}}""")]
    [TestCase('*', """{"A":[1],"Links":{"B":2},"C":{"D":"deep"}}""")]
    public void Links_are_those_in_Links_and_the_others_are_all_others(char sign, string expanded) => Encoding.UTF8.GetString(
        new Expansion(
            uri => uri switch { "/x/a" => Shown("[1]"u8), "/x/b" => Shown("2"u8), "/x/d" => Shown("\"deep\""u8), _ => null }, ExpandQuery.Of(sign, 1)!)
        .Run("/x", """{"A":{"@odata.id":"/x/a"},"Links":{"B":{"@odata.id":"/x/b"}},"C":{"D":{"@odata.id":"/x/d"}}}"""u8)!.Value.Span).ShouldBe(expanded);

    [Test]
    public void What_is_called_Links_and_is_no_object_holds_none() => Encoding.UTF8.GetString(
        new Expansion(_ => Shown("1"u8), ExpandQuery.Of('~', 1)!)
        .Run("/x", """{"P":{"Q":{"Links":true}},"A":{"@odata.id":"/x/a"},"Links":{"B":{"@odata.id":"/x/b"}}}"""u8)!.Value.Span)
        .ShouldBe("""{"P":{"Q":{"Links":true}},"A":{"@odata.id":"/x/a"},"Links":{"B":1}}""");

    [Test]
    public void A_link_back_to_what_it_stands_in_stays_a_link() => Encoding.UTF8.GetString(
        new Expansion(uri => Shown(Encoding.UTF8.GetBytes($$"""{"Up":{"@odata.id":"/x/"},"Me":{"@odata.id":"{{uri}}"},"n":0}""")), ExpandQuery.Of('.', 3)!)
        .Run("/x", """{"A":{"@odata.id":"/y"}}"""u8)!.Value.Span).ShouldBe("""{"A":{"Up":{"@odata.id":"/x/"},"Me":{"@odata.id":"/y"},"n":0}}""");

    private static string Expanded(char sign, int levels, string resource) =>
        Encoding.UTF8.GetString(new Expansion(Thirty, ExpandQuery.Of(sign, levels)!).Run("/x", Encoding.UTF8.GetBytes(resource))!.Value.Span);

    // Each resource of /x, three deep, has thirty below it.
    private static Representation? Thirty(string uri) =>
        uri.StartsWith("/x/", StringComparison.Ordinal) && uri.Count(c => c == '/') < 5 ? Shown(Resource(uri)) : null;

    private static Representation Shown(ReadOnlySpan<byte> json) => new(json.ToArray(), "\"1\"", SchemaLink: "");

    private static byte[] Resource(string uri) => Encoding.UTF8.GetBytes(
        $$"""{"@odata.id":"{{uri}}","Members":[{{string.Join(',', Enumerable.Range(0, 30).Select(i => $$"""{"@odata.id":"{{uri}}/{{i}}"}"""))}}]}""");
}
