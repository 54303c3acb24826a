using NUnit.Framework;
using Shouldly;
using Simulator.Chance;
using Simulator.Fixtures;
using Simulator.Hardware;
using Simulator.Hardware.Composition;

namespace Simulator.Tests.Hardware.Composition;

/// <summary>That one system answers for all that are like it, and an index says who is free, changes nothing of the answer.</summary>
public sealed class SystemIndexTests
{
    private const int Moves = 40;

    [Test]
    public void Whatever_happened_to_a_pod_the_index_gives_the_answers_of_the_plain_search([Range(1, 60)] int seed)
    {
        var chance = new Random(seed);
        var clock = new HandClock();
        var pod = RackFile.Parse(AnyRack(chance), "any", new Seed(1), clock);
        for (var move = 0; move < Moves; move++)
        {
            var what = Do(pod, chance, clock);

            Compare(pod, AnyRequest(pod, chance), $"seed {seed}, move {move + 1}: {what}");
            CompareOfClient(pod, AnyRequest(pod, chance), chance, $"seed {seed}, move {move + 1}: {what}");
            pod.BreachesFound.ShouldBe(0, string.Join(' ', pod.Breaches));
        }

        pod.CheckInvariants().ShouldBeEmpty();
    }

    [Test]
    public void An_index_that_forgot_a_system_breaks_the_law()
    {
        var pod = new BenchPod().With("s1").With("s2").Build();
        pod.Index.Put_NeedsLock(pod.Places.Of(pod.Systems["s2"]), Availability.Taken);

        pod.CheckInvariants().ShouldHaveSingleItem().Text.ShouldBe("s2 is Free, and indexed as Taken.");

        pod.SetHealth("s2", Health.Warning);
        pod.CheckInvariants().ShouldBeEmpty();
    }

    [Test]
    public void A_reservation_that_is_over_refuses_nobody_though_its_timer_is_late()
    {
        var clock = new HandClock();
        var pod = new BenchPod().With("s1").Build(clock);
        pod.Plan([new ManifestStep.Compose(new CompositionRequest("a", null, ["s1"], null), null)], PlanPurpose.Reserve, null, null, TimeSpan.FromMinutes(1));
        pod.Allocate(new AllocationRequest()).ShouldBeOfType<AllocationResult.Refused>();

        clock.Advance(TimeSpan.FromMinutes(2), timersAreLate: true);

        pod.Allocate(new AllocationRequest()).ShouldBeOfType<AllocationResult.Allocated>();
        pod.CheckInvariants().ShouldBeEmpty();
    }

    private static void Compare(Pod pod, AllocationRequest request, string what)
    {
        bool MayTake(string id) => PlainSearch.IsFree(pod, id);
        var (passed, choice) = PlainSearch.Find(pod, request, MayTake);
        var found = new Allocator(pod, pod.Index.Candidates(), MayTake).Find(request);

        found.Steps.Select(s => $"{s.Filter.Name}: {string.Join(' ', s.Left.All.Select(t => t.System.Id))}").ShouldBe(passed, what);
        (found.Choice is { } c ? string.Join(' ', c.Devices.Select(d => d.Id).Prepend(c.System.Id)) : null).ShouldBe(choice, what);
        found.Steps.Select(s => s.Left.Count).ShouldBe(found.Steps.Select(s => s.Left.All.Count()), what);
        List<int> before = [pod.Systems.Count, .. found.Steps.Select(s => s.Left.Count).SkipLast(1)];
        found.Steps.Select(s => s.Left.Count + s.Dropped.Count).ShouldBe(before, what);
    }

    // What a client of the standard gets that describes it: blocks alone, none of other clients.
    private static void CompareOfClient(Pod pod, AllocationRequest request, Random chance, string what)
    {
        var mine = pod.Reservations.ElementAtOrDefault(chance.Next(3));
        var (_, choice) = PlainSearch.Find(pod, request with { DeviceIds = [] }, id =>
            pod.Holdings.IsFree(id) && pod.ZoneOf(id) is null && pod.FindBlock(id) is not null
            && !pod.IsReservedBesides(id, mine?.Id)
            && pod.MarksOf(id).Client is null or "me");

        var step = pod.Plan(
            [new ManifestStep.Compose(new CompositionRequest("x", null, [], "me", SeesAll: false, ReservationId: mine?.Id), request with { DeviceIds = [] })],
            PlanPurpose.Preview, "me", mine?.Id, TimeSpan.Zero).Steps[0];

        var given = step.Unmatched is null ? string.Join(' ', step.BlockIds) : null;
        if (choice is null && given is not null)
        {
            // Blocks made of blocks, which the plain search does not know, serve only where single ones do not.
            step.BlockIds.ShouldContain(id => pod.FindBlock(id)!.IsComposite, what);
            return;
        }

        given.ShouldBe(choice, what);
    }

    private static string Do(Pod pod, Random chance, HandClock clock)
    {
        var (system, device) = (Any(pod.Systems.Values), Any(pod.Devices.Values));
        switch (chance.Next(13))
        {
            case 0 or 1 or 2:
                return $"allocate: {pod.Allocate(AnyRequest(pod, chance)).GetType().Name}";
            case 3 when pod.Nodes.Count > 0:
                return $"release: {pod.Release(Any(pod.Nodes).Id)}";
            case 4:
                return $"health of {system.Id}: {pod.SetHealth(system.Id, (Health)chance.Next(3))}";
            case 5:
                return $"health of {device.Id}: {pod.SetHealth(device.Id, (Health)chance.Next(3))}";
            case 6:
                return $"zone: {pod.AddZone(null, null, [system.Id, device.Id]).Zone?.Id}";
            case 7 when pod.Zones.Any():
                return $"no zone: {pod.RemoveZone(Any(pod.Zones).Id)}";
            case 8:
                return "reserve: " + pod.Plan(
                    [new ManifestStep.Compose(new CompositionRequest("r", null, [system.Id, device.Id], null), null)], PlanPurpose.Reserve, null, null,
                    TimeSpan.FromMinutes(chance.Next(1, 30))).Reservation?.Id;
            case 9:
                clock.Advance(TimeSpan.FromMinutes(chance.Next(20)));
                return "wait";
            case 10:
                return $"block: {pod.ComposeBlock(new CompositionRequest("", null, [system.Id, device.Id], null)).Block?.Id}";
            case 11 when pod.FindBlock(system.Id) is { } block:
                pod.Mark(block, m => m with { Client = chance.Next(3) switch { 0 => null, 1 => "me", _ => "you" } });
                return $"mark {system.Id}";
            case 12:
                return pod.FindBlock(system.Id) is null
                    ? $"register {system.Id}: {pod.RegisterBlock(new BlockRegistration(system.Id, null, null, [])).Problems.Count}"
                    : $"unregister {system.Id}: {pod.UnregisterBlock(system.Id).Count}";
            default:
                return pod.Composites.Count > 0 ? $"no block: {pod.DecomposeBlock(Any(pod.Composites).Id).Count}" : "nothing";
        }

        T Any<T>(IEnumerable<T> of) => of.ElementAt(chance.Next(of.Count()));
    }

    private static AllocationRequest AnyRequest(Pod pod, Random chance)
    {
        return new AllocationRequest
        {
            TotalCores = Is(3) ? chance.Next(40) : null,
            Processors = [.. Some(2, () => Is(2) ? new ProcessorRequest(TotalCores: chance.Next(14), At: Place()) : new ProcessorRequest(Type: Is(3) ? "FPGA" : "GPU"))],
            Memory = [.. Some(2, () => new MemoryRequest(1024 * chance.Next(1, 24), At: Place()))],
            LocalDrives =
            [
                .. Some(3, () => new DriveRequest(
                    chance.Next(2000), MediaType: Is(5) ? "SSD" : null, Pooled: Is(3) ? Is(2) : null, At: Place(), SerialNumber: Is(12) ? Any(pod.Devices.Values).SerialNumber : null)),
            ],
            EthernetInterfaces =
            [
                .. Some(2, () => new EthernetRequest(
                    Is(2) ? 25_000 : 10_000, At: Place(), MacAddress: Is(12) ? Any(pod.Systems.Values).EthernetInterfaces[0].MacAddress : null)
                {
                    Vlans = Is(4) ? [new VlanWish(chance.Next(2, 4000), IsEnabled: true, IsTagged: true)] : [],
                }),
            ],
            Security = new SecurityRequest(TpmPresent: Is(6) ? Is(2) : null),
            SystemId = Is(9) ? Any(pod.Systems.Keys) : null,
            RackId = Is(9) ? Any(pod.Racks).Id : null,
            DeviceIds = Is(9) ? [Any(pod.Devices.Keys)] : [],
        };

        bool Is(int oneIn) => chance.Next(oneIn) == 0;

        T Any<T>(IEnumerable<T> of) => of.ElementAt(chance.Next(of.Count()));

        IEnumerable<T> Some<T>(int most, Func<T> make) => Enumerable.Range(0, Is(2) ? 0 : chance.Next(most + 1)).Select(_ => make());

        Placement? Place() => chance.Next(20) switch
        {
            0 => new Placement(SystemId: Any(pod.Systems.Keys), PartId: "drive-1"),
            1 => new Placement(PartId: Any(pod.Devices.Keys)),
            2 => new Placement(ChassisId: Any(pod.Racks).Id),
            3 => new Placement(ChassisId: Any(pod.Drawers.Keys)),
            4 => new Placement(ChassisId: Any(pod.Systems.Keys)),
            _ => null,
        };
    }

    // Of two to four racks with few models, so that many systems are alike; some racks without a cable for every port.
    private static string AnyRack(Random chance)
    {
        string[] models = ["small", "large", "disks"];
        var racks = Enumerable.Range(1, chance.Next(2, 5)).Select(r => $"r{r}").ToList();
        var list = racks.Select(rack =>
        {
            var drawers = Enumerable.Range(0, chance.Next(1, 3)).Select(d =>
                $$"""{ "unit": {{30 - (2 * d)}}, "sleds": [ {{string.Join(',', Enumerable.Range(0, chance.Next(1, 5)).Select(_ => $"\"{models[chance.Next(3)]}\""))}} ] }""").ToList();
            var reach = chance.Next(3) == 0 ? racks[chance.Next(racks.Count)] : rack;
            drawers.Add($$"""
                { "unit": 10, "connects": [ {{string.Join(',', new[] { rack, reach }.Distinct().Select(r => $"\"{r}\""))}} ],
                  "drives": [ { "count": {{chance.Next(1, 4)}}, "gib": 1000 }, { "gib": {{500 * chance.Next(1, 5)}} } ], "accelerators": [ { "type": "GPU", "model": "G", "shares": {{chance.Next(1, 3)}} } ] }
                """);
            return $$"""{ "id": "{{rack}}", "switches": [ { "unit": 42, "ports": {{chance.Next(3, 12)}} } ], "drawers": [ {{string.Join(',', drawers)}} ] }""";
        });
        return $$"""
            {
              "pod": { "name": "Any pod" },
              "models": {
                "small": { "model": "S", "processors": [ { "model": "A", "cores": 8 } ], "memory": [ { "count": 2, "mib": 8192 } ], "nics": [ { "mbps": 10000 } ] },
                "large": { "model": "L", "processors": [ { "count": 2, "model": "B", "cores": 12 } ], "memory": [ { "count": 3, "mib": 8192 } ], "nics": [ { "count": 2, "mbps": 25000 } ], "drives": [ { "gib": 480 } ] },
                "disks": { "model": "D", "processors": [ { "model": "A", "cores": 8 } ], "memory": [ { "count": 2, "mib": 8192 } ], "nics": [ { "mbps": 25000 } ], "drives": [ { "count": 3, "gib": 1000 } ] }
              },
              "racks": [ {{string.Join(',', list)}} ]
            }
            """;
    }
}
