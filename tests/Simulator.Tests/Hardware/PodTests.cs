using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using Shouldly;
using Simulator.Hardware;
using Simulator.Hardware.Composition;

namespace Simulator.Tests.Hardware;

public sealed class PodTests
{
    [Test]
    public void A_node_holds_its_system_and_devices_until_it_is_released()
    {
        var pod = SomePod();

        var node = Allocate(pod, new AllocationRequest { LocalDrives = [new DriveRequest(Pooled: true)] })!;

        node.State.ShouldBe(ComposedNodeState.Allocated);
        pod.Holdings.HolderOf(node.SystemId).ShouldBe(node.Id);
        pod.Holdings.HolderOf(node.DeviceIds[0]).ShouldBe(node.Id);
        pod.Release(node.Id).ShouldBeTrue();
        pod.Holdings.Count.ShouldBe(0);
        pod.FindNode(node.Id).ShouldBeNull();
        pod.Release(node.Id).ShouldBeFalse();
    }

    [Test]
    public void Ids_of_nodes_count_up_and_are_not_used_again()
    {
        var pod = SomePod();
        pod.Release(Allocate(pod)!.Id);

        Allocate(pod)!.Id.ShouldBe("2");
    }

    [Test]
    public void Many_threads_race_for_one_free_system_and_one_wins([Range(1, 5)] int round)
    {
        var pod = new BenchPod().With($"only-{round}").Build();
        using var start = new Barrier(16);

        var results = new AllocationResult[16];
        var threads = Enumerable.Range(0, 16).Select(i => new Thread(() =>
        {
            start.SignalAndWait();
            results[i] = pod.Allocate(new AllocationRequest());
        })).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());

        results.OfType<AllocationResult.Allocated>().Count().ShouldBe(1);
        results.OfType<AllocationResult.Refused>().Count().ShouldBe(15);
        pod.CheckInvariants().ShouldBeEmpty();
    }

    [TestCase("system")]
    [TestCase("device")]
    public void An_assembled_node_fails_with_a_part_and_recovers_with_it(string lost)
    {
        var pod = SomePod();
        var node = Assembled(pod);
        var part = lost == "system" ? node.SystemId : node.DeviceIds[0];

        pod.SetHealth(part, Health.Critical);
        var failed = pod.FindNode(node.Id)!;
        pod.SetHealth(part, Health.OK);
        var recovered = pod.FindNode(node.Id)!;

        failed.State.ShouldBe(ComposedNodeState.Failed);
        failed.Reason.ShouldBe($"Lost {part}.");
        recovered.State.ShouldBe(ComposedNodeState.Assembled);
        recovered.Reason.ShouldBeNull();
    }

    [Test]
    public void A_node_recovers_only_when_all_its_parts_are_back()
    {
        var pod = SomePod();
        var node = Assembled(pod);
        pod.SetHealth(node.SystemId, Health.Critical);
        pod.SetHealth(node.DeviceIds[0], Health.Critical);

        pod.SetHealth(node.SystemId, Health.OK);

        pod.FindNode(node.Id)!.State.ShouldBe(ComposedNodeState.Failed);
        pod.SetHealth(node.DeviceIds[0], Health.Warning);
        pod.FindNode(node.Id)!.State.ShouldBe(ComposedNodeState.Assembled);
    }

    [Test]
    public void A_node_that_failed_before_it_was_assembled_stays_failed()
    {
        var pod = SomePod();
        var node = Allocate(pod)!;
        pod.Happened(node.Id, ComposedNodeEvent.Assemble).ShouldBeTrue();
        pod.SetHealth(node.SystemId, Health.Critical);

        pod.SetHealth(node.SystemId, Health.OK);

        pod.FindNode(node.Id)!.State.ShouldBe(ComposedNodeState.Failed);
    }

    [Test]
    public void The_health_of_something_unknown_cannot_be_set() => SomePod().SetHealth("nothing", Health.Critical).ShouldBeFalse();

    [Test]
    public void A_boot_uses_up_a_boot_override_for_once_and_keeps_a_continuous_one()
    {
        var pod = SomePod();
        var system = pod.Systems["s1"];
        pod.SetBoot(system, new BootOverride(BootEnabled.Once, BootTarget.Pxe, BootMode.UEFI));

        pod.SetPower(system, PowerState.PoweringOn);
        system.State.Boot.Target.ShouldBe(BootTarget.Pxe);
        pod.SetPower(system, PowerState.On);

        system.State.Boot.ShouldBe(BootOverride.Default);
        pod.SetPower(system, PowerState.Off);
        pod.SetBoot(system, new BootOverride(BootEnabled.Continuous, BootTarget.Hdd, BootMode.Legacy));
        pod.SetPower(system, PowerState.On);
        system.State.Boot.ShouldBe(new BootOverride(BootEnabled.Continuous, BootTarget.Hdd, BootMode.Legacy));
    }

    [Test]
    public void A_change_is_told_once_and_no_change_is_not_told()
    {
        var pod = SomePod();
        var told = new List<string>();
        pod.Changed += change => told.Add($"{change.Room} {change.Subject} {change.What}");

        pod.SetPower(pod.Systems["s1"], PowerState.PoweringOn);
        pod.SetPower(pod.Systems["s1"], PowerState.PoweringOn);
        pod.SetHealth("n1", Health.Critical);

        told.ShouldBe(["power s1 PoweringOn", "health n1 Critical", "block n1 Unavailable"]);
    }

    [Test]
    public void Whatever_happens_nothing_appears_and_nothing_vanishes()
    {
        var property = Prop.ForAll(ArbMap.Default.ArbFor<(byte Verb, byte Choice)[]>(), moves =>
        {
            var pod = SomePod();
            pod.Breached += breach => throw new InvalidOperationException(breach.Text);
            foreach (var (verb, choice) in moves)
            {
                Do(pod, verb, choice);
                if (pod.CheckInvariants().Count > 0)
                {
                    return false;
                }
            }

            var held = pod.Nodes.Sum(n => 1 + n.DeviceIds.Count);
            var free = pod.Systems.Keys.Concat(pod.Devices.Keys).Count(pod.Holdings.IsFree);
            return held == pod.Holdings.Count && held + free == pod.Systems.Count + pod.Devices.Count;
        });

        property.Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(20, 21));

        static void Do(Pod pod, byte verb, byte choice)
        {
            var node = pod.Nodes.Count == 0 ? "1" : pod.Nodes[choice % pod.Nodes.Count].Id;
            var part = pod.Systems.Keys.Concat(pod.Devices.Keys).ElementAt(choice % (pod.Systems.Count + pod.Devices.Count));
            switch (verb % 8)
            {
                case 0 or 1 or 2:
                    pod.Allocate(new AllocationRequest
                    {
                        TotalCores = choice % 20 + 1,
                        LocalDrives = [.. Enumerable.Range(0, choice % 3).Select(_ => new DriveRequest(Pooled: true))],
                        Processors = [.. Enumerable.Range(0, choice % 2).Select(_ => new ProcessorRequest(Type: "GPU"))],
                    });
                    break;
                case 3:
                    pod.Release(node);
                    break;
                case 4:
                    pod.Happened(node, (ComposedNodeEvent)(choice % 6));
                    break;
                case 5:
                    pod.SetHealth(part, (Health)(choice % 3));
                    break;
                case 6:
                    pod.Erase(pod.Devices.Values.ElementAt(choice % pod.Devices.Count));
                    break;
                default:
                    pod.EditNode(node, n => n with { ClearTpmOnDelete = choice % 2 == 0 });
                    break;
            }
        }
    }

    private static Pod SomePod() => new BenchPod()
        .With("s1").With("s2", cores: [16]).With("s3", "r2", memory: [32_768])
        .WithPooled("n1", PooledDeviceKind.NVMe, 1_600).WithPooled("n2", PooledDeviceKind.NVMe, 3_200, reach: ["r1", "r2"])
        .WithPooled("g1", PooledDeviceKind.GPU)
        .Build();

    private static ComposedNode? Allocate(Pod pod, AllocationRequest? request = null) =>
        (pod.Allocate(request ?? new AllocationRequest()) as AllocationResult.Allocated)?.Node;

    private static ComposedNode Assembled(Pod pod)
    {
        var node = Allocate(pod, new AllocationRequest { LocalDrives = [new DriveRequest(Pooled: true)] })!;
        pod.Happened(node.Id, ComposedNodeEvent.Assemble).ShouldBeTrue();
        pod.Happened(node.Id, ComposedNodeEvent.AssemblyDone).ShouldBeTrue();
        return pod.FindNode(node.Id)!;
    }
}
