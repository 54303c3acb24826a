using System.Text.Json;
using System.Text.Json.Nodes;
using NUnit.Framework;
using Shouldly;
using Simulator.Faults;

namespace Simulator.Tests.Faults;

public sealed class BodyEditTests
{
    private const string Document = """{"a":{"b":1,"c/d":2,"e~f":3},"list":[10,20],"text":"x"}""";

    [TestCase("/a/b", "null", """{"a":{"b":null,"c/d":2,"e~f":3},"list":[10,20],"text":"x"}""")]
    [TestCase("/a/new", "[1]", """{"a":{"b":1,"c/d":2,"e~f":3,"new":[1]},"list":[10,20],"text":"x"}""")]
    [TestCase("/a/c~1d", "9", """{"a":{"b":1,"c/d":9,"e~f":3},"list":[10,20],"text":"x"}""")]
    [TestCase("/a/e~0f", "9", """{"a":{"b":1,"c/d":2,"e~f":9},"list":[10,20],"text":"x"}""")]
    [TestCase("/list/1", "{}", """{"a":{"b":1,"c/d":2,"e~f":3},"list":[10,{}],"text":"x"}""")]
    [TestCase("/list/-", "30", """{"a":{"b":1,"c/d":2,"e~f":3},"list":[10,20,30],"text":"x"}""")]
    [TestCase("/list", "\"none\"", """{"a":{"b":1,"c/d":2,"e~f":3},"list":"none","text":"x"}""")]
    [TestCase("", "[]", "[]")]
    public void A_value_stands_at_its_place(string path, string value, string after) =>
        Apply(new BodyEdit { Path = path, Value = JsonElement.Parse(value) }).ShouldBe((true, after));

    [TestCase("/a", """{"list":[10,20],"text":"x"}""")]
    [TestCase("/list/0", """{"a":{"b":1,"c/d":2,"e~f":3},"list":[20],"text":"x"}""")]
    public void What_is_removed_is_gone(string path, string after) => Apply(new BodyEdit { Path = path, Remove = true }).ShouldBe((true, after));

    [TestCase("/z/b")]
    [TestCase("/text/b")]
    [TestCase("/list/2")]
    [TestCase("/list/x")]
    [TestCase("/list/0/a")]
    public void A_path_that_leads_nowhere_changes_nothing(string path)
    {
        Apply(new BodyEdit { Path = path, Value = JsonElement.Parse("1") }).ShouldBe((false, Document));
        Apply(new BodyEdit { Path = path, Remove = true }).ShouldBe((false, Document));
    }

    [TestCase("/nothing")]
    [TestCase("/list/-")]
    public void What_is_not_there_cannot_be_removed(string path) => Apply(new BodyEdit { Path = path, Remove = true }).ShouldBe((false, Document));

    private static (bool Applied, string After) Apply(BodyEdit edit)
    {
        var document = JsonNode.Parse(Document);
        var applied = edit.TryApply(ref document);
        return (applied, document!.ToJsonString());
    }
}
