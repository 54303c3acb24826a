using NUnit.Framework;
using Shouldly;
using Simulator.Chance;
using Simulator.Fixtures;
using Simulator.Hardware;
using Simulator.Hardware.Composition;

namespace Simulator.Tests.Hardware;

/// <summary>Many composers at once, in groups of racks that have nothing to do with each other and across all of them.</summary>
public sealed class PodConcurrencyTests
{
    private const int Composers = 8;
    private const int MovesOfEach = 400;

    private static readonly string Rack = $$"""
        {
          "pod": { "id": "pod-1", "name": "Pod of groups" },
          "models": { "plain": { "model": "P", "processors": [ { "model": "A", "cores": 8 } ], "memory": [ { "mib": 8192 } ], "nics": [ { "mbps": 25000 } ], "drives": [ { "gib": 480 } ] } },
          "racks": [ {{string.Join(',', Enumerable.Range(1, 5).Select(OneRack))}} ]
        }
        """;

    private string _file = null!;

    [SetUp]
    public void Write() => File.WriteAllText(_file = Path.Combine(Directory.CreateTempSubdirectory("simulator-groups-").FullName, "rack.json"), Rack);

    [TearDown]
    public void Delete() => Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);

    [Test]
    public async Task Nobody_waits_for_ever_and_nothing_is_held_twice()
    {
        var pod = RackFile.Load(_file, new Seed(1), TimeProvider.System);
        var breaches = new System.Collections.Concurrent.ConcurrentQueue<string>();
        pod.Breached += breach => breaches.Enqueue(breach.Text);

        var done = await Task.WhenAll(Enumerable.Range(0, Composers).Select(composer => Task.Run(() => Compose(pod, new Random(composer))))).WaitAsync(TimeSpan.FromMinutes(2));

        breaches.ShouldBeEmpty();
        pod.CheckInvariants().ShouldBeEmpty();
        done.Sum().ShouldBeGreaterThan(Composers * MovesOfEach / 10);
        pod.Nodes.Select(n => n.Id).ShouldBeUnique();
        foreach (var node in pod.Nodes)
        {
            pod.Release(node.Id).ShouldBeTrue();
        }

        pod.Holdings.Count.ShouldBe(0);
    }

    // Racks 1 and 2 are one group by a drawer that reaches both; the others are groups of their own.
    [Test]
    public void Racks_that_a_drawer_joins_are_one_group()
    {
        var groups = new DeviceGroups(RackFile.Load(_file, new Seed(1), TimeProvider.System).Racks);

        groups.Count.ShouldBe(4);
        groups.OfRack("r1").ShouldBe(groups.OfRack("r2"));
        groups.OfRack("r3").ShouldNotBe(groups.OfRack("r1"));
    }

    [Test]
    public void Who_breaks_the_order_of_locks_is_told_at_once_and_leaves_none_behind()
    {
        var pod = RackFile.Load(_file, new Seed(1), TimeProvider.System);
        var (first, last) = (pod.Systems.Values.First(), pod.Systems.Values.Last());
        Action<HardwareChange> outOfOrder = change => pod.SetAssetTag(first, "first");
        pod.Changed += outOfOrder;

        Should.Throw<InvalidOperationException>(() => pod.SetAssetTag(last, "last"));

        pod.Changed -= outOfOrder;
        Task.Run(() => pod.SetAssetTag(last, "again")).Wait(TimeSpan.FromMinutes(1)).ShouldBeTrue();
        first.State.AssetTag.ShouldBeNull();
    }

    private static int Compose(Pod pod, Random random)
    {
        var (systems, devices, done) = (pod.Systems.Values.ToList(), pod.Devices.Values.ToList(), 0);
        for (var move = 0; move < MovesOfEach; move++)
        {
            var (system, device) = (systems[random.Next(systems.Count)], devices[random.Next(devices.Count)]);
            var nodes = pod.Nodes;
            var node = nodes.Count > 0 ? nodes[random.Next(nodes.Count)].Id : "none";
            var service = pod.StorageServices.Values.First();
            done += random.Next(12) switch
            {
                0 or 1 => pod.Allocate(new AllocationRequest { LocalDrives = [new DriveRequest(Pooled: true)] }) is AllocationResult.Allocated ? 1 : 0,
                2 => pod.Compose(new CompositionRequest($"s{random.Next(20)}", null, [system.Id, device.Id], Client: null, SeesAll: true)) is CompositionResult.Composed ? 1 : 0,
                3 => pod.Attach(system, new CompositionRequest(system.Name, null, [device.Id], Client: null, SeesAll: true)).Count == 0 ? 1 : 0,
                4 => pod.Detach(system, device.Id) is null ? 1 : 0,
                5 => pod.Happened(node, ComposedNodeEvent.Assemble) | pod.Happened(node, ComposedNodeEvent.AssemblyDone) ? 1 : 0,
                6 => pod.AddZone(null, null, [system.Id, device.Id]).Zone is { } zone && pod.RemoveZone(zone.Id) ? 1 : 0,
                7 => pod.Plan([new ManifestStep.Compose(new CompositionRequest($"m{random.Next(20)}", null, [system.Id], Client: null, SeesAll: true), null)], PlanPurpose.Reserve, null, null, TimeSpan.FromMinutes(1))
                    .Reservation is { } reservation && pod.EndReservation(reservation.Id) ? 1 : 0,
                8 => pod.SetHealth(device.Id, random.Next(4) == 0 ? Health.Critical : Health.OK) ? 1 : 0,
                9 => pod.CreateVolume(service, null, 1 << 20, isBootable: false) is { } volume && pod.DeleteVolume(service, volume.Id) == VolumeRemoval.Removed ? 1 : 0,
                10 => pod.CheckInvariants().Count == 0 ? 1 : 0,
                _ => pod.Release(node) ? 1 : 0,
            };
            if (random.Next(4) == 0)
            {
                pod.Erase(device);
            }
        }

        return done;
    }

    private static string OneRack(int number) => $$"""
        { "id": "r{{number}}", "switches": [ { "unit": 42 } ],
          "drawers": [ { "id": "d1", "unit": 30, "sleds": [ "plain", "plain", "plain" ] },
            { "id": "d2", "unit": 20, "connects": [ {{(number == 1 ? "\"r1\",\"r2\"" : $"\"r{number}\"")}} ], "drives": [ { "count": 4, "gib": 1600 } ] } ],
          "storageServices": [ { "id": "ss", "unit": 2, "gib": 100 } ] }
        """;
}
