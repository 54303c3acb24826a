using Microsoft.Extensions.Configuration;
using NUnit.Framework;
using Shouldly;
using Simulator.Start;

namespace Simulator.Tests.Start;

public sealed class CommandLineTests
{
    // One row per option: how it is given and what it sets.
    private static IEnumerable<TestCaseData> Given()
    {
        yield return Row("--seed -7", new SimulatorOptions { Seed = -7 });
        yield return Row("--clock virtual", new SimulatorOptions { Clock = Simulator.Time.ClockSetting.Virtual });
        yield return Row("--redfish http://127.0.0.1:1", new SimulatorOptions { Redfish = new Uri("http://127.0.0.1:1") });
        yield return Row("--ironic http://localhost:2", new SimulatorOptions { Ironic = new Uri("http://localhost:2") });
        yield return Row("--eem http://127.0.0.1:7", new SimulatorOptions { Eem = new Uri("http://127.0.0.1:7") });
        yield return Row("--valence http://[::1]:3", new SimulatorOptions { Valence = new Uri("http://[::1]:3") });
        yield return Row("--page http://127.0.0.2:4", new SimulatorOptions { Page = new Uri("http://127.0.0.2:4") });
        yield return Row("--user root", new SimulatorOptions { User = "root" });
        yield return Row("--password s3cret", new SimulatorOptions { Password = "s3cret" });
        yield return Row("--http", new SimulatorOptions { PlainRedfish = new Uri("http://127.0.0.1:8000") });
        yield return Row("--no-core", new SimulatorOptions { Core = false });
        yield return Row("--no-auth", new SimulatorOptions { Authentication = false });
        yield return Row("--data here", new SimulatorOptions { DataFolder = "here" });
        yield return Row("--seed=9 --no-core --no-auth", new SimulatorOptions { Seed = 9, Core = false, Authentication = false });

        static TestCaseData Row(string line, SimulatorOptions options) => new(line, options);
    }

    [Test]
    public void Nothing_given_is_all_defaults() => Read("").Options.ShouldBe(new SimulatorOptions());

    [TestCaseSource(nameof(Given))]
    public void An_option_sets_what_it_says(string line, SimulatorOptions options) => Read(line).Options.ShouldBe(options);

    [Test]
    public void Files_are_taken_when_they_are_there()
    {
        var fixtures = Path.Combine(AppContext.BaseDirectory, "fixtures");
        var (rack, faults) = (Path.Combine(fixtures, "racks", "demo.json"), Path.Combine(fixtures, "faults", "pod-dark.json"));

        var options = CommandLine.Read(["--rack", rack, "--faults", faults], Settings()).Options!;

        (options.RackFile, options.FaultFile).ShouldBe((rack, faults));
        Refused("--rack no-such.json --faults no-more.json")
            .ShouldBe(["--rack no-such.json: there is no such file.", "--faults no-more.json: there is no such file."]);
    }

    [TestCase("--seed one", "--seed one: is not a whole number.")]
    [TestCase("--clock fast", "--clock fast: is not real, scaled=N (N from 1 to 100000) or virtual.")]
    [TestCase("--redfish ftp://127.0.0.1", "--redfish ftp://127.0.0.1: is not an http or https URL.")]
    [TestCase("--redfish https://0.0.0.0:1", "--redfish https://0.0.0.0:1: is not on loopback (127.0.0.1, [::1] or localhost); the simulator serves this machine only.")]
    [TestCase("--page http://127.0.0.1:1/x", "--page http://127.0.0.1:1/x: must not have a path.")]
    [TestCase("--ironic https://127.0.0.1:1", "--ironic https://127.0.0.1:1: is not an http URL.")]
    [TestCase("--user a:b", "--user a:b: must not contain a colon.")]
    public void A_bad_value_is_told_with_its_option(string line, string problem) => Refused(line).ShouldBe([problem]);

    [TestCase("--sed 5", "--sed", "--seed")]
    [TestCase("--redfsh http://127.0.0.1", "--redfsh", "--redfish")]
    [TestCase("--nocore", "--nocore", "--no-core")]
    [TestCase("--hellp", "--hellp", "--help")]
    public void A_typing_error_is_told_the_nearest_option(string line, string given, string nearest) =>
        Refused(line).ShouldContain($"{given}: there is no such option. The nearest is {nearest}.");

    [Test]
    public void Several_problems_are_told_at_once()
    {
        var problems = Refused("--seed x --clock y --pag http://127.0.0.1 --no-auht");

        problems.ShouldContain("--seed x: is not a whole number.");
        problems.ShouldContain("--clock y: is not real, scaled=N (N from 1 to 100000) or virtual.");
        problems.ShouldContain("--pag: there is no such option. The nearest is --page.");
        problems.ShouldContain("--no-auht: there is no such option. The nearest is --no-auth.");
    }

    [Test]
    public void A_value_that_is_missing_is_told() => Refused("--seed").ShouldHaveSingleItem().ShouldContain("--seed");

    [Test]
    public void The_command_line_goes_before_settings() =>
        CommandLine.Read(["--seed", "1"], Settings(("Seed", "2"), ("NoCore", "true"))).Options.ShouldBe(new SimulatorOptions { Seed = 1, Core = false });

    [Test]
    public void A_bad_setting_is_told_by_the_name_of_its_variable()
    {
        var request = CommandLine.Read([], Settings(("Seed", "x"), ("NoCore", "maybe")));

        request.Output.ShouldContain("SIMULATOR_SEED x: is not a whole number.");
        request.Output.ShouldContain("SIMULATOR_NO_CORE maybe: is not true or false.");
    }

    [Test]
    [NonParallelizable]
    public void Variables_go_before_the_settings_file()
    {
        var folder = Directory.CreateTempSubdirectory("simulator-settings-").FullName;
        var before = Environment.CurrentDirectory;
        try
        {
            File.WriteAllText(Path.Combine(folder, "simulator.json"), """{ "Seed": 5, "User": "file" }""");
            Environment.CurrentDirectory = folder;
            Environment.SetEnvironmentVariable("SIMULATOR_SEED", "6");

            var options = CommandLine.Read([], CommandLine.Configuration()).Options!;

            (options.Seed, options.User).ShouldBe((6, "file"));
            CommandLine.Read(["--seed", "7"], CommandLine.Configuration()).Options!.Seed.ShouldBe(7);
        }
        finally
        {
            Environment.SetEnvironmentVariable("SIMULATOR_SEED", null);
            Environment.CurrentDirectory = before;
            Directory.Delete(folder, recursive: true);
        }
    }

    [TestCase("--help")]
    [TestCase("-h")]
    public void Help_lists_every_option(string help)
    {
        var request = Read(help);

        request.ExitCode.ShouldBe(0);
        request.Options.ShouldBeNull();
        foreach (var option in OptionTable.All)
        {
            request.Output.ShouldContain(option.Name);
            request.Output.ShouldContain(option.Help.Split(' ')[0]);
        }
    }

    [Test]
    public void Options_do_not_print_the_password() => new SimulatorOptions { Password = "s3cret" }.ToString().ShouldNotContain("s3cret");

    [TestCase("", "", 0)]
    [TestCase("", "abc", 3)]
    [TestCase("seed", "sed", 1)]
    [TestCase("kitten", "sitting", 3)]
    [TestCase("--hlep", "--help", 1)] // neighbours swapped, the commonest typing error
    public void The_distance_of_words_is_the_number_of_edits(string from, string to, int edits) => EditDistance.Between(from, to).ShouldBe(edits);

    private static StartRequest Read(string line) => CommandLine.Read(line.Split(' ', StringSplitOptions.RemoveEmptyEntries), Settings());

    private static List<string> Refused(string line)
    {
        var request = Read(line);
        request.Options.ShouldBeNull();
        request.ExitCode.ShouldBe(CommandLine.Usage);
        var lines = request.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines[^1].ShouldBe("Try --help for all options.");
        return [.. lines[..^1]];
    }

    private static IConfiguration Settings(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value))).Build();
}
