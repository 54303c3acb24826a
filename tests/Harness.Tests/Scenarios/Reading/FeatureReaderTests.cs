using Harness.Scenarios;
using Harness.Tests.Scenarios.Samples;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Scenarios.Reading;

public sealed class FeatureReaderTests
{
    [Test]
    public void A_scenario_takes_the_background_and_the_tags_around_it()
    {
        var one = Sample.Read("""
            @feature
            Feature: Racks
              All about racks.

              Background:
                Given a rack

              @own
              Scenario: A blade fails
                When a blade fails
            """).ShouldHaveSingleItem();

        one.Name.ShouldBe("Racks: A blade fails");
        one.Location.ShouldBe("features/Sample.feature:9");
        one.Feature.Description.ShouldBe("All about racks.");
        one.Scenario.Tags.ShouldBe(["own"]);
        one.Scenario.CombinedTags.ShouldBe(["feature", "own"]);
        one.Steps.Select(step => (step.Kind, step.Text, step.Line))
            .ShouldBe([(StepKind.Given, "a rack", 6), (StepKind.When, "a blade fails", 10)]);
    }

    [Test]
    public void And_But_and_star_take_the_kind_of_the_step_before_them()
    {
        var one = Sample.Read("""
            Feature: F
              Scenario: S
                And a
                When b
                But c
                Then d
                * e
            """).ShouldHaveSingleItem();

        one.Steps.Select(step => step.Kind)
            .ShouldBe([StepKind.Given, StepKind.When, StepKind.When, StepKind.Then, StepKind.Then]);
        one.Steps.Select(step => step.Keyword).ShouldBe(["And", "When", "But", "Then", "*"]);
    }

    [Test]
    public void An_outline_is_one_case_per_row_of_all_its_examples()
    {
        var cases = Sample.Read("""
            Feature: F
              @outline
              Scenario Outline: <count> of <kind>
                Given <count> of <kind>
                  | a       | <kind> |
                  | <count> | <none> |
                And words
                  '''
                  '''
                Examples: small
                  | count | kind    |
                  | 1     | <count> |
                @big
                Examples: big
                  | count | kind |
                  | 9     | y    |
                  | 10    |      |
            """.Replace("'''", "\"\"\"", StringComparison.Ordinal));

        cases.Select(one => one.Name).ShouldBe(["F: 1 of <count> (1, <count>)", "F: 9 of y (9, y)", "F: 10 of  (10, )"]);
        cases.Select(one => one.Line).ShouldBe([12, 16, 17]);
        cases[0].Scenario.Tags.ShouldBe(["outline"]);
        cases[1].Scenario.Tags.ShouldBe(["outline", "big"]);
        cases[0].Steps[0].Text.ShouldBe("1 of <count>");
        cases[1].Steps[0].Table!.Header.ShouldBe(["a", "y"]);
        cases[1].Steps[0].Table!.Rows[0].Values.ShouldBe(["9", "<none>"]);
        cases[1].Steps[1].DocString.ShouldBe("");
    }

    [Test]
    public void A_rule_adds_its_tags_and_its_background_to_its_own_scenarios()
    {
        var cases = Sample.Read("""
            @f
            Feature: F
              Background:
                Given a
              Example: outside
                Then b

              # A note.
              @r
              Rule: First
                Why there is a rule.
                Background:
                  Given c
                @s
                Example: inside
                  Then d

              Rule: Second
                Scenario: later
                  Then words
                    '''
                    Rule: not one
                    Example: neither
                    '''
            """.Replace("'''", "\"\"\"", StringComparison.Ordinal));

        cases.Select(one => (one.Name, one.Line)).ShouldBe([("F: outside", 5), ("F: inside", 15), ("F: later", 19)]);
        cases.Select(one => string.Join(' ', one.Scenario.CombinedTags)).ShouldBe(["f", "f r s", "f"]);
        cases.Select(one => string.Join(' ', one.Steps.Select(step => $"{step.Text}:{step.Line}")))
            .ShouldBe(["a:4 b:6", "a:4 c:13 d:16", "a:4 words:20"]);
        cases[2].Steps[1].DocString.ShouldBe("Rule: not one\nExample: neither");
    }

    [Test]
    public void Other_languages_are_read()
    {
        var cases = Sample.Read("""
            # language: de
            Funktionalität: Gestelle
              Szenario: Eins
                Angenommen ein Gestell
                Wenn es brennt
                Dann hilft nichts
              Rule: Zwei
                Szenario: Drei
                  Und noch eins
            """);

        cases.Select(one => one.Name).ShouldBe(["Gestelle: Eins", "Gestelle: Drei"]);
        cases[0].Steps.Select(step => step.Kind).ShouldBe([StepKind.Given, StepKind.When, StepKind.Then]);
    }

    [TestCase("", "features/Sample.feature:1: the file holds no feature")]
    [TestCase("Feature: F", "features/Sample.feature:1: the feature holds no scenario")]
    [TestCase("Feature: F\n  Scenario: S", "features/Sample.feature:2: the scenario has no steps")]
    [TestCase("Feature: F\n  Scenario: S\n    Gven a", "features/Sample.feature:2: the scenario has no steps")]
    [TestCase("Feature: F\n  Scenario Outline: S\n    Given a", "features/Sample.feature:2: the outline has no example rows")]
    [TestCase("Feature: F\n  Scenario Outline: S\n    Given a\n    Examples:\n      | a |",
        "features/Sample.feature:2: the outline has no example rows")]
    [TestCase("# language: xx\nFeature: F", "features/Sample.feature:1: Language not supported: xx")]
    public void What_would_be_no_test_is_a_failing_one(string feature, string problem) =>
        Sample.Read(feature).ShouldHaveSingleItem().Problems.ShouldBe([problem]);

    [Test]
    public async Task A_file_that_cannot_be_parsed_fails_with_every_line_that_is_wrong()
    {
        var outcome = await Sample.PlayOneAsync("""
            Feature: F
              Scenario: S
                Given a
                Nonsense
              Rule: R
                Scenario: T
                  Given b
                    | 1 | 2 |
                    | 3 |
            """);

        outcome.Passed.ShouldBeFalse();
        outcome.Case.Name.ShouldBe("features/Sample.feature: can be read");
        outcome.Problems.Count.ShouldBe(2);
        outcome.Message().ShouldContain("features/Sample.feature:4: expected:");
        outcome.Message().ShouldContain("features/Sample.feature:9: inconsistent cell count");
    }

    [Test]
    public void An_ignored_scenario_says_why()
    {
        var cases = Sample.Read("""
            @ignore
            Feature: F
              Scenario: S
                The pod cannot do it yet.

                Given a
            """);

        cases.Single().IgnoreReason.ShouldBe("@ignore at features/Sample.feature:3: The pod cannot do it yet.");
    }
}
