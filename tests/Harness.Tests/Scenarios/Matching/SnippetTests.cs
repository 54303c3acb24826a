using Harness.Scenarios;
using Harness.Scenarios.Matching;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Scenarios.Matching;

public sealed class SnippetTests
{
    [TestCase("a rack", "a rack", "GivenARack", "")]
    [TestCase("a rack with 3 blades", "a rack with {int} blades", "GivenARackWithBlades", "int p0")]
    [TestCase("1.5 volts at -2 degrees", "{double} volts at {int} degrees", "GivenVoltsAtDegrees", "double p0, int p1")]
    [TestCase("9999999999 bytes", "{long} bytes", "GivenBytes", "long p0")]
    [TestCase("blade1 at 10.0.0.7 has 4GiB", "blade1 at 10.0.0.7 has 4GiB", "GivenBlade1At10007Has4GiB", "")]
    [TestCase("a node 'x' and \"y 2\"", "a node {string} and {string}", "GivenANodeAnd", "string p0, string p1")]
    [TestCase("the node's state is the pod's", "the node's state is the pod's", "GivenTheNodeSStateIsThePodS", "")]
    [TestCase("GET /redfish/v1 (again) {}", "GET \\\\/redfish\\\\/v1 \\\\(again\\\\) \\\\{\\\\}", "GivenGETRedfishV1Again", "")]
    [TestCase("it costs 5$", "^it\\\\ costs\\\\ 5\\\\$$", "GivenItCosts5", "")]
    public void It_is_ready_to_paste(string text, string expression, string method, string parameters) =>
        Snippet.For(new ScenarioStep(StepKind.Given, "Given", text, 1)).ReplaceLineEndings("\n").ShouldBe($$"""
            [Given("{{expression}}")]
            public void {{method}}({{parameters}})
            {
                throw new PendingStepException();
            }
            """.ReplaceLineEndings("\n"));

    [TestCase("a rack with 3 blades")]
    [TestCase("9999999999 bytes and 1.5 volts")]
    [TestCase("a node 'x' and \"y \\\" 2\" and \"\"")]
    [TestCase("GET /redfish/v1 (again) {} a\\b")]
    [TestCase("^ it costs (5) {int} $")]
    [TestCase("and/or (not) 7/8 50% -1, 2. 3; 4")]
    public void Its_expression_matches_the_step_it_was_written_for(string text)
    {
        var snippet = Snippet.For(new ScenarioStep(StepKind.When, "When", text, 1));
        var literal = snippet[(snippet.IndexOf('"', StringComparison.Ordinal) + 1)..snippet.IndexOf("\")]", StringComparison.Ordinal)];
        var expression = literal.Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal);
        var pattern = StepPattern.Compile(expression, new ParameterTypes(), []);

        pattern.Problems.ShouldBeEmpty();
        pattern.Match(text).ShouldNotBeNull();
    }

    [Test]
    public void A_table_and_a_doc_string_are_the_last_parameter()
    {
        var step = new ScenarioStep(StepKind.Then, "Then", "these 2", 1);

        Snippet.For(step with { Table = new DataTable(["a"], []) }).ShouldContain("ThenThese(int p0, DataTable dataTable)");
        Snippet.For(step with { DocString = "x" }).ShouldContain("ThenThese(int p0, string multilineText)");
    }
}
