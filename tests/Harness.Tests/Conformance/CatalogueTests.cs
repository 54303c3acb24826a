using Harness.Conformance;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Conformance;

[TestFixture]
public sealed class CatalogueTests
{
    [Test]
    public void The_table_of_the_readme_lists_the_checks_there_are()
    {
        var table = File.ReadLines(Readme())
            .SkipWhile(l => !l.StartsWith("| check |", StringComparison.Ordinal)).Skip(2)
            .TakeWhile(l => l.StartsWith('|'));

        table.ShouldBe(CheckCatalogue.All.Select(c => $"| `{c.Name}` | {c.Asks} | {c.Source} | {c.Weight} |"));
    }

    [Test]
    public void Every_check_says_in_one_sentence_what_it_asks_and_where_that_is_written()
    {
        CheckCatalogue.All.Where(c => !c.Asks.EndsWith('.')).Select(c => c.Name).ShouldBeEmpty();
        CheckCatalogue.All.Where(c => !c.Source.StartsWith("DSP0", StringComparison.Ordinal)).Select(c => c.Name).ShouldBeEmpty();
    }

    private static string Readme() => Path.Combine(Solution.Folder, "harness", "README.md");
}
