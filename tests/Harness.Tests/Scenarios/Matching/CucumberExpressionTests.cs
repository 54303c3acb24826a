using Harness.Scenarios.Matching;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Scenarios.Matching;

public sealed class CucumberExpressionTests
{
    [TestCase("a rack", "a rack", "")]
    [TestCase("{int} blades", "3 blades", "3")]
    [TestCase("{int} blades", "-3 blades", "-3")]
    [TestCase("{byte} and {short} and {long}", "1 and 2 and 3", "1|2|3")]
    [TestCase("{float} volts", "1.5 volts", "1.5")]
    [TestCase("{float} volts", ".5 volts", ".5")]
    [TestCase("{double} volts", "-1.5E3 volts", "-1.5E3")]
    [TestCase("{double} volts", "2e-3 volts", "2e-3")]
    [TestCase("{decimal} euro", "12 euro", "12")]
    [TestCase("the {word} node", "the big-one node", "big-one")]
    [TestCase("named {string}", "named \"blade 1\"", "blade 1")]
    [TestCase("named {string}", "named 'blade 1'", "blade 1")]
    [TestCase("named {string}", "named \"\"", "")]
    [TestCase("named {string}", "named \"a \\\"b\\\"\"", "a \"b\"")]
    [TestCase("named {string}", "named 'it\\'s'", "it's")]
    [TestCase("named {string}", "named \"it's\"", "it's")]
    [TestCase("{string} and {string}", "\"a\" and \"b\"", "a|b")]
    [TestCase("anything {}", "anything at all", "at all")]
    [TestCase("{}", "", "")]
    [TestCase("{int} blade(s)", "1 blade", "1")]
    [TestCase("{int} blade(s)", "2 blades", "2")]
    [TestCase("I see no( more than) five", "I see no more than five", "")]
    [TestCase("I see no( more than) five", "I see no five", "")]
    [TestCase("the node is on/off", "the node is on", "")]
    [TestCase("the node is on/off", "the node is off", "")]
    [TestCase("a blade/sled(s) fails", "a sleds fails", "")]
    [TestCase("a blade/sled(s) fails", "a blade fails", "")]
    [TestCase("{int}\\/{int} up", "1/2 up", "1|2")]
    [TestCase("GET \\/redfish\\/v1", "GET /redfish/v1", "")]
    [TestCase("a set \\(of {int})", "a set (of 3)", "3")]
    [TestCase("a body \\{}", "a body {}", "")]
    [TestCase("a\\ b c\\\\d", "a b c\\d", "")]
    [TestCase("all of it.+?[x]^|", "all of it.+?[x]^|", "")]
    [TestCase("^a (\\d+) (\\w+)$", "a 1 b", "1|b")]
    [TestCase("a (\\d+)$", "a 1", "1")]
    [TestCase("^a|b$", "b", "")]
    public void It_matches(string expression, string text, string values)
    {
        var captured = Compile(expression).Match(text);

        captured.ShouldNotBeNull();
        string.Join('|', captured.Select(one => one.Text)).ShouldBe(values);
    }

    [TestCase("a rack", "a racks")]
    [TestCase("a rack", "A rack")]
    [TestCase("a rack", "the a rack")]
    [TestCase("{int} blades", "1.5 blades")]
    [TestCase("{int} blades", "three blades")]
    [TestCase("{float} volts", ". volts")]
    [TestCase("the {word} node", "the big one node")]
    [TestCase("named {string}", "named blade")]
    [TestCase("named {string}", "named \"blade'")]
    [TestCase("named {string}", "named \"a\" \"b\"")]
    [TestCase("{int} blade(s)", "2 bladess")]
    [TestCase("the node is on/off", "the node is on/off")]
    [TestCase("the node is on/off", "the node is o")]
    [TestCase("a.c", "abc")]
    [TestCase("^a|b$", "ab")]
    [TestCase("^a", "a rack")]
    public void It_does_not_match(string expression, string text) => Compile(expression).Match(text).ShouldBeNull();

    [TestCase("a {int", "column 3: '{' has no '}'")]
    [TestCase("a (b", "column 3: '(' has no ')'")]
    [TestCase("a ()", "the optional is empty")]
    [TestCase("a (b(c))", "an optional cannot stand in an optional")]
    [TestCase("a ({int})", "a parameter cannot be optional")]
    [TestCase("a (b/c)", "alternatives cannot stand in an optional")]
    [TestCase("a {i(n)t}", "the name of a parameter cannot hold '('")]
    [TestCase("a {i/t}", "the name of a parameter cannot hold '/'")]
    [TestCase("a/ b", "is empty")]
    [TestCase("a /b", "is empty")]
    [TestCase("{int}/{int}", "is empty")]
    [TestCase("a/(b)", "is wholly optional")]
    [TestCase("a \\b", "column 3: '\\' stands before nothing it can escape")]
    [TestCase("a \\", "stands before nothing it can escape")]
    [TestCase("a {blade}", "unknown parameter type {blade}; known: byte, decimal, double, float, int, long, short, string, word")]
    [TestCase("^a (b$", "a (b")]
    public void It_says_what_is_wrong(string expression, string problem) =>
        Compile(expression).Problems.ShouldHaveSingleItem().ShouldContain(problem);

    [Test]
    public void All_unknown_parameter_types_are_named_at_once_and_the_words_still_match()
    {
        var pattern = Compile("a {blade} in a {sled}");

        pattern.Problems.Count.ShouldBe(2);
        pattern.Match("a x in a y").ShouldNotBeNull();
    }

    private static StepPattern Compile(string expression) => StepPattern.Compile(expression, new ParameterTypes(), []);
}
