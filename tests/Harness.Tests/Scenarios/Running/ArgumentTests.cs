using Harness.Scenarios;
using Harness.Tests.Scenarios.Samples;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Scenarios.Running;

public sealed class ArgumentTests
{
    [TestCase("Given the numbers 1 2 3 4", "1 2 3 4")]
    [TestCase("Given the fractions 1.5 2.5 3.5", "1.5 2.5 3.5")]
    [TestCase("Given a wide 7", "7")]
    [TestCase("Given the power is Off", "Off")]
    [TestCase("Given the state is powering on", "PoweringOn")]
    [TestCase("Given it takes 00:01:30", "90")]
    [TestCase("Given the id 0d5c1a3e-0000-0000-0000-000000000001", "0d5c1a3e-0000-0000-0000-000000000001")]
    [TestCase("Given 4 GiB of memory", "4096")]
    [TestCase("Given the slot 2/3", "2:3")]
    [TestCase("Given the shelf east", "shelf east")]
    [TestCase("Given a colour red here", "RED")]
    public async Task Words_become_values(string step, string value)
    {
        var diary = Diary.Begin();

        var outcome = await PlayAsync(step);

        outcome.Message().ShouldNotContain("✗");
        outcome.Passed.ShouldBeTrue();
        diary.ShouldBe([value]);
    }

    [Test]
    public async Task What_cannot_be_made_is_told_with_what_is_allowed_all_at_once()
    {
        var outcome = await PlayAsync("Given 999 turns make it Broken");

        outcome.Failures.ShouldHaveSingleItem().Message.ShouldBe(
            "Steps.Turns [{byte} turns make it {Power}] cannot be called: "
            + "'turns': '999' is not a Byte.; 'power': 'Broken' is not a Power; allowed: On, Off, PoweringOn.");
    }

    [Test]
    public async Task A_table_and_a_doc_string_come_last()
    {
        var diary = Diary.Begin();

        var outcome = await Sample.PlayOneAsync("""
            Feature: F
              Scenario: S
                Given 2 blades
                  | name | cores |
                  | b1   | 4     |
                  | b\|2 |       |
                Given 1 blades
                Given the body
                  '''json
                  {
                    "a": 1
                  }
                  '''
                Given the rack
                  | name | cores |
                  | b1   | 4     |
            """.Replace("'''", "\"\"\"", StringComparison.Ordinal), typeof(Steps));

        outcome.Passed.ShouldBeTrue(outcome.Message());
        diary.ShouldBe(["2: name,cores b1=4 b|2=", "1", "{\n  \"a\": 1\n}", "rack of b1"]);
    }

    [TestCase("Given the body\n      | a |", "the step has a table, Steps.Body [the body] wants a String")]
    [TestCase("Given the body", "Steps.Body [the body] wants a table or a doc string, the step has neither")]
    [TestCase("Given a wide 7\n      | a |", "the step has a table, Steps.Wide [a wide {int}] has no parameter for it")]
    [TestCase("Given only a table\n      \"\"\"\n      \"\"\"", "the step has a doc string, Steps.Only [only a table] wants a DataTable")]
    public async Task A_block_that_does_not_fit_is_told(string step, string problem) =>
        (await PlayAsync(step)).Message().ShouldContain(problem);

    private static Task<Harness.Scenarios.Running.ScenarioOutcome> PlayAsync(string step) =>
        Sample.PlayOneAsync($"Feature: F\n  Scenario: S\n    {step}", typeof(Steps));

    public enum Power
    {
        On,
        Off,
        PoweringOn,
    }

    public sealed record Memory(int MiB);

    public sealed record Slot(int Chassis, int Number);

    public sealed record Shelf(string Side);

    public sealed record Rack(IReadOnlyList<string> Names);

    [Binding]
    public sealed class Steps
    {
        [Given("the numbers {byte} {short} {int} {long}")]
        public void Numbers(byte a, short b, int c, long d) => Diary.Note($"{a} {b} {c} {d}");

        [Given("the fractions {float} {double} {decimal}")]
        public void Fractions(float a, double b, decimal c) => Diary.Note($"{a} {b} {c}");

        [Given("a wide {int}")]
        public void Wide(long? number) => Diary.Note($"{number}");

        [Given("the power is {Power}")]
        public void IsPower(Power power) => Diary.Note($"{power}");

        [Given("{byte} turns make it {Power}")]
        public void Turns(byte turns, Power power) => Diary.Note($"{power} {turns}");

        [Given("the state is {}")]
        public void State(Power power) => Diary.Note($"{power}");

        [Given("it takes {}")]
        public void Takes(TimeSpan time) => Diary.Note($"{time.TotalSeconds}");

        [Given("^the id (.*)$")]
        public void Id(Guid id) => Diary.Note($"{id}");

        [Given("{memory} of memory")]
        public void Has(Memory memory) => Diary.Note($"{memory.MiB}");

        [Given("the slot {Slot}")]
        public void In(Slot slot) => Diary.Note($"{slot.Chassis}:{slot.Number}");

        [Given("^the shelf (.*)$")]
        public void On(Shelf shelf) => Diary.Note($"shelf {shelf.Side}");

        [Given("a colour {colour} here")]
        public void Coloured(string colour) => Diary.Note(colour);

        [Given("{int} blades")]
        public void Blades(int count, DataTable table) => Diary.Note(
            $"{count}: {string.Join(',', table.Header)} {string.Join(' ', table.Rows.Select(row => $"{row["name"]}={row[1]}"))}");

        [Given("{int} blades")]
        public void Blades(int count) => Diary.Note($"{count}");

        [Given("the body")]
        public void Body(string body) => Diary.Note(body.ReplaceLineEndings("\n"));

        [Given("the rack")]
        public void HasRack(Rack rack) => Diary.Note($"rack of {string.Join(',', rack.Names)}");

        [Given("only a table")]
        public void Only(DataTable table) => Diary.Note($"{table.RowCount}");

        [StepArgumentTransformation(@"^(\d+) GiB$", Name = "memory")]
        public static Memory ToMemory(int gib) => new(gib * 1024);

        [StepArgumentTransformation(@"(\d+)/(\d+)")]
        public async Task<Slot> ToSlotAsync(int chassis, int number)
        {
            await Task.Yield();
            return new Slot(chassis, number);
        }

        [StepArgumentTransformation]
        public Shelf ToShelf(string side) => new(side);

        [StepArgumentTransformation("red|green", Name = "colour")]
        public string ToColour(string colour) => colour.ToUpperInvariant();

        [StepArgumentTransformation]
        public Rack ToRack(DataTable table) => new([.. table.Rows.Select(row => row["name"])]);
    }
}
