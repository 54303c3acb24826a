using Harness.Scenarios;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Scenarios;

public sealed class TableMappingTests
{
    [Test]
    public void A_set_is_one_object_per_row()
    {
        var table = new DataTable(["Name", "core count", "Labels", "power"], [["b1", "4", "a, b", "on"], ["b2", "", "", "Off"]]);

        var blades = table.CreateSet<Blade>().ToList();

        blades.Select(blade => (blade.Name, blade.CoreCount, blade.Power)).ShouldBe([("b1", 4, Power.On), ("b2", null, Power.Off)]);
        blades[0].Labels.ShouldBe(["a", "b"]);
        blades[1].Labels.ShouldBeEmpty();
    }

    [Test]
    public void An_instance_is_made_of_one_row_or_of_fields_and_values()
    {
        new DataTable(["Name", "Power"], [["b1", "On"]]).CreateInstance<Blade>().ShouldBe(new Blade("b1") { Power = Power.On });
        new DataTable(["Field", "Value"], [["name", "b1"], ["Core_Count", "8"]]).CreateInstance<Blade>()
            .ShouldBe(new Blade("b1", 8));
    }

    [Test]
    public void All_that_does_not_fit_is_told_at_once()
    {
        var table = new DataTable(["core count", "colour", "power"], [["x", "red", "On"], ["1", "red", "Maybe"]]);

        Should.Throw<ArgumentException>(() => table.CreateSet<Blade>()).Message.ReplaceLineEndings("\n").ShouldBe("""
            The table does not make Blade:
              row 1: unknown column 'colour'; allowed: Name, CoreCount, Labels, Power
              row 1: 'Name' is missing
              row 1: 'CoreCount': 'x' is not a Int32.
              row 2: unknown column 'colour'; allowed: Name, CoreCount, Labels, Power
              row 2: 'Name' is missing
              row 2: 'Power': 'Maybe' is not a Power; allowed: On, Off.
            """.ReplaceLineEndings("\n"));
    }

    [Test]
    public void An_instance_needs_exactly_one_row() =>
        Should.Throw<ArgumentException>(() => new DataTable(["Name"], [["a"], ["b"]]).CreateInstance<Blade>())
            .Message.ShouldContain("one row is needed, the table has 2");

    [Test]
    public void A_column_that_is_not_there_is_told_with_those_that_are() =>
        Should.Throw<KeyNotFoundException>(() => new DataTable(["a", "b"], [["1", "2"]]).Rows[0]["c"])
            .Message.ShouldBe("The table has no column 'c'; it has: a, b.");

    private enum Power
    {
        On,
        Off,
    }

    private sealed record Blade(string Name, int? CoreCount = null)
    {
        public IReadOnlyList<string> Labels { get; init; } = [];

        public Power? Power { get; init; }
    }
}
