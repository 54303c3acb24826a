using System.Text.Json.Nodes;
using Harness.Drivers;
using Harness.Fixtures;
using Harness.Labs;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Drivers;

[TestFixture]
public sealed class DriverCheckCommandTests
{
    private StringWriter _output = null!;
    private StringWriter _error = null!;

    [SetUp]
    public void Listen() => (_output, _error) = (new StringWriter(), new StringWriter());

    [Test]
    public async Task A_pod_that_deviates_is_told_in_a_table_and_for_programs()
    {
        var rack = new RackBuilder().WithSleds(2).Write();
        var json = Path.Combine(Path.GetDirectoryName(rack)!, "report.json");
        await using var lab = await Lab.StartAsync(new LabSettings { RackFile = rack, Profile = "rsd-2.4" });
        using var control = new LabClient(lab.Addresses.Control);
        await control.SendAsync(HttpMethod.Post, "sim/v1/faults", new JsonObject
        {
            ["face"] = "redfish", ["method"] = "GET", ["path"] = "/redfish/v1/Systems/r1-d1-s2", ["status"] = 418, ["count"] = 1,
        });

        var code = await RunAsync(lab, "--driver", "shelf", "--drivers", DriverRuns.Folder, "--read-only", "--only", "health,inventory", "--json", json);

        code.ShouldBe(DriverCheckCommand.Unsound, _output.ToString());
        var text = _output.ToString();
        text.ShouldContain("BROKEN inventory: ");
        text.ShouldContain("What your service does otherwise than most");
        text.ShouldContain("answers 418 to GET; usual: one of the status codes that DSP0266 names");
        text.ShouldContain("such as GET /redfish/v1/Systems/r1-d1-s2");
        var report = JsonNode.Parse(await File.ReadAllTextAsync(json))!;
        ((bool)report["sound"]!).ShouldBeFalse();
        report["deviations"]!.AsArray().ShouldContain(one => (string)one!["kind"]! == "status" && (int)one["times"]! == 1);
        Directory.Delete(Path.GetDirectoryName(rack)!, recursive: true);
    }

    [TestCase("", "Option '--driver' is required.")]
    [TestCase("--driver redfish --url bmc.example", "--url bmc.example: write it as https://HOST")]
    [TestCase("--driver acme --url http://127.0.0.1:1", "there is no driver 'acme', known are redfish")]
    [TestCase("--driver redfish --url http://127.0.0.1:1 --only colour", "--only colour: there is no such capability; there are health, inventory")]
    [TestCase("--driver redfish --url https://127.0.0.1:1 --ca sha256:12", "a fingerprint has 64 hex digits")]
    [TestCase("--driver redfish --url https://127.0.0.1:1 --user admin", "--user needs either --password or --password-file.")]
    public async Task A_wrong_command_line_ends_with_2_and_says_what(string line, string message)
    {
        (await HarnessCommands.RunAsync(["driver-check", .. line.Split(' ', StringSplitOptions.RemoveEmptyEntries)], _output, _error)).ShouldBe(DriverCheckCommand.Usage);

        _error.ToString().ShouldContain(message);
    }

    [Test]
    public async Task A_pod_that_does_not_answer_ends_with_3()
    {
        (await HarnessCommands.RunAsync(["driver-check", "--driver", "redfish", "--url", "http://127.0.0.1:1"], _output, _error)).ShouldBe(DriverCheckCommand.Unreachable);

        _error.ToString().ShouldStartWith("http://127.0.0.1:1/ does not answer: ");
    }

    private Task<int> RunAsync(Lab lab, params string[] more) => HarnessCommands.RunAsync(
        ["driver-check", "--url", lab.Addresses.Redfish.GetLeftPart(UriPartial.Authority), "--user", lab.Addresses.User, "--password", lab.Addresses.Password, .. more],
        _output, _error);
}
