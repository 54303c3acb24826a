using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using Simulator.Redfish;

namespace Simulator.Tests.Redfish.Composition.Model;

/// <summary>
/// Random sequences of requests through both composition APIs, against a model that is too simple to be wrong. <c>SEQUENCES</c> says
/// how many (250, and 100 of a pod manager of release 2.1), <c>SEED</c> which ones: <c>ci/sequences</c> runs ten thousand.
/// </summary>
public sealed class CompositionModelTests
{
    // Small, so that requests meet: two sleds a rack, drives that reach one rack or both.
    private const string Rack = """
        {
          "pod": { "id": "pod-1", "name": "Model pod" },
          "timings": { "powerOnSeconds": 2, "powerOffSeconds": 1, "configureSystemSeconds": 4, "zoneDeviceSeconds": 2, "eraseDriveSeconds": 4 },
          "models": {
            "small": { "model": "S", "processors": [ { "model": "A", "cores": 8 } ], "memory": [ { "count": 2, "mib": 8192 } ], "nics": [ { "mbps": 10000 } ] },
            "large": { "model": "L", "processors": [ { "count": 2, "model": "B", "cores": 12 } ], "memory": [ { "count": 4, "mib": 16384 } ], "nics": [ { "mbps": 25000 } ] }
          },
          "racks": [
            { "id": "r1", "switches": [ { "unit": 42 } ], "storageServices": [ { "unit": 5, "drives": 1, "gib": 100 } ], "drawers": [
              { "unit": 30, "sleds": [ "small", "large" ] },
              { "unit": 20, "connects": [ "r1", "r2" ], "drives": [ { "count": 2, "gib": 1600 }, { "gib": 3200 } ], "accelerators": [ { "type": "GPU", "model": "V100", "shares": 2 }, { "type": "FPGA", "model": "A10" } ] } ] },
            { "id": "r2", "switches": [ { "unit": 42 } ], "drawers": [
              { "unit": 30, "sleds": [ "small", "small" ] },
              { "unit": 20, "drives": [ { "gib": 1600 } ], "accelerators": [ { "type": "GPU", "model": "V100" } ] } ] }
          ]
        }
        """;

    private static readonly Arbitrary<Move[]> Moves = ArbMap.Default.ArbFor<(byte Verb, byte A, byte B, byte C)[]>()
        .Convert(moves => Array.ConvertAll(moves, m => new Move(m.Verb, m.A, m.B, m.C)), moves => Array.ConvertAll(moves, m => (m.Verb, m.A, m.B, m.C)));

    private string _folder = null!;
    private StartedSimulator? _simulator;
    private SortedDictionary<string, int> _outcomes = null!;

    [SetUp]
    public void Write()
    {
        _folder = Directory.CreateTempSubdirectory("simulator-model-").FullName;
        File.WriteAllText(Path.Combine(_folder, "rack.json"), Rack);
    }

    [TearDown]
    public async Task StopAsync()
    {
        if (_simulator is not null)
        {
            await _simulator.DisposeAsync();
            _simulator = null;
        }

        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public void Whatever_clients_do_the_pod_does_as_the_model() => Check(250, release: null);

    [Test]
    public void Whatever_clients_of_endpoints_do_the_pod_does_as_the_model() => Check(100, "rsd-2.1");

    private void Check(int usually, string? release)
    {
        var count = int.TryParse(Environment.GetEnvironmentVariable("SEQUENCES"), NumberStyles.None, CultureInfo.InvariantCulture, out var sequences) ? sequences : usually;
        var seed = ulong.TryParse(Environment.GetEnvironmentVariable("SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : 20_261_129;
        TestContext.Out.WriteLine($"{count} sequences of seed {seed}");
        var done = 0;
        _outcomes = new SortedDictionary<string, int>(StringComparer.Ordinal);

        Prop.ForAll(Moves, moves =>
        {
            RunAsync(moves, release).GetAwaiter().GetResult();
            done++;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(count).WithEndSize(40).WithReplay(seed, 7));

        TestContext.Out.WriteLine($"{done} sequences agreed");
        TestContext.Out.WriteLine(string.Join(Environment.NewLine, _outcomes.Select(o => $"{o.Value,7} {o.Key}")));
    }

    private async Task RunAsync(Move[] moves, string? release)
    {
        if (_simulator is null)
        {
            _simulator = await StartedSimulator.StartAsync(options => options with
            {
                RackFile = Path.Combine(_folder, "rack.json"), Profile = release is null ? options.Profile : RedfishProfile.Find(release)!,
            });
            _simulator.App.Clock.Freeze();
        }

        var run = new ModelRun(_simulator, hasEndpoints: release is not null, _outcomes);
        try
        {
            foreach (var move in moves)
            {
                await run.DoAsync(move);
            }

            await run.CompareViewsAsync();
            await run.CleanAsync();
        }
        catch (Exception failure)
        {
            // What is left of this run must not be found by the next, smaller one.
            await _simulator.DisposeAsync();
            _simulator = null;
            throw new InvalidOperationException($"After: {string.Join("; ", run.Story)}. {run.Trying}: {failure.Message}", failure);
        }
    }
}
