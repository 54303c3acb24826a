using System.Net;
using System.Text;
using System.Text.Json;
using NUnit.Framework;
using Shouldly;
using Simulator.Faults;
using Simulator.Fixtures;

namespace Simulator.Tests.Fixtures;

public sealed class FaultFileTests
{
    private static string Folder => Path.Combine(AppContext.BaseDirectory, "fixtures", "faults");

    private static IEnumerable<string> Names => Directory.GetFiles(Folder, "*.json").Select(f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal);

    [Test]
    public void There_are_examples() => Names.Count().ShouldBeGreaterThan(20);

    [TestCaseSource(nameof(Names))]
    public void An_example_of_one_rule_is_named_by_it(string name)
    {
        var rules = FaultFile.Load(FileOf(name));

        rules.ShouldNotBeEmpty();
        rules.ShouldAllBe(r => r.Id != null);
        if (rules.Count == 1)
        {
            rules[0].Id.ShouldBe(name);
        }
    }

    [Test]
    public void Every_effect_and_every_face_has_an_example()
    {
        var rules = Names.SelectMany(name => FaultFile.Load(FileOf(name))).ToList();

        rules.Select(r => FaultEffect.Of(r, Task.CompletedTask)?.GetType()).OfType<Type>().Distinct().Select(t => t.Name).ShouldBe(
            typeof(FaultEffect).GetNestedTypes().Where(t => !t.IsAbstract).Select(t => t.Name), ignoreOrder: true);
        rules.ShouldContain(r => r.DarkSeconds != null);
        rules.ShouldContain(r => r.DelaySeconds != null);
        rules.ShouldContain(r => r.Step != null && r.Fail == true);
        rules.ShouldContain(r => r.Step != null && r.Hang == true);
        FaultRuleCheck.FaceNames.Except(rules.Select(r => r.Face)).ShouldBe(["valence"]);
    }

    [Test]
    public async Task Every_example_is_in_force_after_one_POST_and_healed_by_its_name()
    {
        await using var simulator = await StartedSimulator.StartAsync();
        foreach (var name in Names)
        {
            using var content = new StringContent(await File.ReadAllTextAsync(FileOf(name)), Encoding.UTF8, "application/json");
            using var posted = await simulator.Control.PostAsync("/sim/v1/faults", content);
            posted.StatusCode.ShouldBe(HttpStatusCode.Created, name);

            foreach (var rule in FaultFile.Load(FileOf(name)))
            {
                using var healed = await simulator.Control.DeleteAsync($"/sim/v1/faults/{rule.Id}");
                healed.StatusCode.ShouldBe(HttpStatusCode.NoContent, name);
            }
        }
    }

    [TestCaseSource(nameof(Names))]
    public async Task Every_example_is_in_force_from_the_start(string name)
    {
        await using var simulator = await StartedSimulator.StartAsync(o => o with { FaultFile = FileOf(name) });

        var rules = JsonElement.Parse(await simulator.Control.GetStringAsync("/sim/v1/faults"));

        rules.EnumerateArray().Select(r => r.GetProperty("rule").GetProperty("id").GetString()).ShouldBe(FaultFile.Load(FileOf(name)).Select(r => r.Id));
    }

    [Test]
    public void All_problems_of_a_file_are_told_and_nothing_starts()
    {
        using var file = new TemporaryFile("""[{"face":"moon","status":1},{"face":"eem","hang":1}]""");

        var refused = Should.ThrowAsync<FixtureFileException>(StartedSimulator.StartAsync(o => o with { FaultFile = file.Name })).Result;

        refused.Problems.ShouldBe(
            ["[0].face: 'moon' is not one of redfish, ironic, valence, eem, agent", "[0].status: 1 is not between 400 and 599", "[1].hang: must be true or false"]);
        refused.Message.ShouldStartWith($"{file.Name} cannot be used, 3 problems:");
    }

    [Test]
    public void A_file_that_is_no_JSON_is_told_where()
    {
        using var file = new TemporaryFile("[\n  {\"face\": }\n]");

        Should.Throw<FixtureFileException>(() => FaultFile.Load(file.Name)).Problems.ShouldHaveSingleItem().ShouldStartWith("line 2, column 12: is not JSON");
    }

    [Test]
    public void A_file_that_is_not_there_is_told() =>
        Should.Throw<FixtureFileException>(() => FaultFile.Load("no/such.json")).Message.ShouldContain("no/such.json");

    private static string FileOf(string name) => Path.Combine(Folder, name + ".json");

    private sealed class TemporaryFile : IDisposable
    {
        public TemporaryFile(string text)
        {
            Name = Path.GetTempFileName();
            File.WriteAllText(Name, text);
        }

        public string Name { get; }

        public void Dispose() => File.Delete(Name);
    }
}
