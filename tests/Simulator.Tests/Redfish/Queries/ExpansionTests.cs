using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using NUnit.Framework;
using Shouldly;
using Simulator.Redfish;

namespace Simulator.Tests.Redfish;

public sealed class ExpansionTests
{
    [TestCase(1, true)]
    [TestCase(2, true)]
    [TestCase(3, false)] // 20 + 400 + 8,000 resources
    public void An_answer_of_too_many_resources_is_given_up(int levels, bool isDone) =>
        new Expansion(Twenty(), new DefaultHttpContext(), ExpandQuery.Of('.', levels)!)
            .Run(JsonNode.Parse(Resource("/x"))!.AsObject()).ShouldBe(isDone);

    [Test]
    public void A_link_to_nothing_or_into_a_resource_stays_a_link()
    {
        const string links = """{"@odata.id":"/x","A":{"@odata.id":"/y/1"},"B":{"@odata.id":"/x/1#/Part"},"C":{"@odata.id":"elsewhere"},"D":{"@odata.id":5},"E":[null,3]}""";
        var resource = JsonNode.Parse(links)!.AsObject();

        new Expansion(Twenty(), new DefaultHttpContext(), ExpandQuery.Of('*', 1)!).Run(resource).ShouldBeTrue();

        resource.ToJsonString().ShouldBe(links);
    }

    // Each resource has twenty below it.
    private static ResourceTable Twenty()
    {
        var table = new ResourceTable((_, _) => true);
        foreach (var pattern in new[] { "/x/{a}", "/x/{a}/{b}", "/x/{a}/{b}/{c}" })
        {
            table.Add(pattern, context => new Representation(JsonSerializer.SerializeToUtf8Bytes(JsonNode.Parse(Resource(context.Request.Path))), "\"1\"", SchemaLink: ""));
        }

        return table;
    }

    private static string Resource(string? uri) =>
        $$"""{"@odata.id":"{{uri}}","Members":[{{string.Join(',', Enumerable.Range(0, 20).Select(i => $$"""{"@odata.id":"{{uri}}/{{i}}"}"""))}}]}""";
}
