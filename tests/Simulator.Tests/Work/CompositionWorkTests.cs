using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;
using Shouldly;
using Simulator.Chance;
using Simulator.Faults;
using Simulator.Hardware;
using Simulator.Hardware.Composition;
using Simulator.Tests.Hardware;
using Simulator.Time;
using Simulator.Work;

namespace Simulator.Tests.Work;

public sealed class CompositionWorkTests
{
    private static readonly AllocationRequest WithDrive = new() { LocalDrives = [new DriveRequest(Pooled: true)] };

    private SimulatorWorld _world = null!;
    private Pod _pod = null!;
    private CompositionWork _composition = null!;

    private double Now => (_world.Clock.GetUtcNow() - SimulatorClock.VirtualEpoch).TotalSeconds;

    [SetUp]
    public void MakeBench()
    {
        _world = new SimulatorWorld(ClockSetting.Virtual, new Seed(1), NullLoggerFactory.Instance);
        _world.Clock.Freeze();
        _pod = new BenchPod().With("s1").WithPooled("n1", PooledDeviceKind.NVMe, 1_600).Build(_world.Clock);
        _composition = new CompositionWork(_pod, _world.Work, new StorageWork(_pod, _world.Work));
    }

    [TearDown]
    public async Task StopAsync() => await _world.DisposeAsync();

    [Test]
    public async Task Assembly_zones_each_device_and_configures_the_system()
    {
        var node = Allocate();

        _composition.Assemble(node).ShouldNotBeNull();
        State(node).ShouldBe(ComposedNodeState.Assembling);
        _world.Clock.Unfreeze();
        var item = _world.Work.Items.ShouldHaveSingleItem();
        await _world.Work.EndOf(item.Id).Soon();

        item.Steps.Select(s => s.Name).ShouldBe(["zone-n1", "configure-system", "finish"]);
        State(node).ShouldBe(ComposedNodeState.Assembled);
        Now.ShouldBe(6);
        _composition.Assemble(node).ShouldBeNull();
    }

    [Test]
    public void A_node_that_is_gone_cannot_be_assembled_or_released()
    {
        _composition.Assemble("9").ShouldBeNull();
        _composition.Release("9").ShouldBeNull();
    }

    [Test]
    public async Task A_failed_step_of_assembly_fails_the_node_and_keeps_what_it_holds()
    {
        _world.Faults.Add(new FaultRule { Step = "assemble/configure-system", Fail = true, Message = "No answer." });
        var node = Allocate();

        _composition.Assemble(node);
        await _world.Clock.AdvanceAsync(TimeSpan.FromMinutes(1)).Soon();

        State(node).ShouldBe(ComposedNodeState.Failed);
        _pod.FindNode(node)!.Reason.ShouldBe("No answer.");
        _pod.Holdings.Count.ShouldBe(2);
    }

    [Test]
    public async Task A_part_lost_during_assembly_ends_it()
    {
        var node = Allocate();
        _composition.Assemble(node);

        _pod.SetHealth("n1", Health.Critical);
        await _world.Clock.AdvanceAsync(TimeSpan.FromMinutes(1)).Soon();

        State(node).ShouldBe(ComposedNodeState.Failed);
        _pod.FindNode(node)!.Reason.ShouldBe("Lost n1.");
        _world.Work.Items[0].State.ShouldBe(WorkState.Failed);
    }

    [Test]
    public async Task Release_powers_off_erases_and_gives_everything_back()
    {
        var node = Allocate();
        _pod.SetPower(_pod.Systems["s1"], PowerState.On);
        _pod.SetBoot(_pod.Systems["s1"], new BootOverride(BootEnabled.Continuous, BootTarget.Pxe, BootMode.Legacy));

        var release = _composition.Release(node)!;
        _pod.Holdings.Count.ShouldBe(2);
        await _world.Clock.AdvanceAsync(TimeSpan.FromSeconds(9)).Soon(); // the drive 6 s, the trusted module 3 s
        await _composition.EndOf(release).Soon();

        _world.Work.Find(release.Id)!.Steps.Select(s => s.Name).ShouldBe(["power-off", "erase-n1", "clear-tpm", "give-back"]);
        _pod.Systems["s1"].State.TpmHasSecrets.ShouldBeFalse();
        _composition.ReasonOfFailure(release).ShouldBeNull();
        _pod.FindNode(node).ShouldBeNull();
        _pod.Holdings.Count.ShouldBe(0);
        _pod.Devices["n1"].State.Erased.ShouldBeTrue();
        _pod.Systems["s1"].State.Power.ShouldBe(PowerState.Off);
        _pod.Systems["s1"].State.Boot.ShouldBe(BootOverride.Default);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Persistent_memory_is_erased_where_the_node_says_so(bool clear)
    {
        var pod = new BenchPod().With("s1", s => s with { MemoryType = "IntelOptane" }).Build(_world.Clock);
        var composition = new CompositionWork(pod, _world.Work, new StorageWork(pod, _world.Work));
        var node = pod.Allocate(new AllocationRequest { ClearPersistentMemoryOnDelete = clear }).ShouldBeOfType<AllocationResult.Allocated>().Node;
        pod.SetPower(pod.Systems["s1"], PowerState.On);
        pod.Systems["s1"].State.MemoryHasData.ShouldBeTrue();

        var release = composition.Release(node.Id)!;
        await _world.Clock.AdvanceAsync(TimeSpan.FromMinutes(1)).Soon();
        await composition.EndOf(release).Soon();

        pod.Systems["s1"].State.MemoryHasData.ShouldBe(!clear);
    }

    [Test]
    public async Task A_system_switched_on_while_its_drives_are_erased_is_off_when_it_is_free()
    {
        var node = Allocate();
        var release = _composition.Release(node)!;

        new PowerWork(_pod, _world.Work).Reset(_pod.Systems["s1"], ResetType.On).ShouldBeNull();
        _pod.SetBoot(_pod.Systems["s1"], new BootOverride(BootEnabled.Continuous, BootTarget.Pxe, BootMode.Legacy));
        await _world.Clock.AdvanceAsync(TimeSpan.FromMinutes(1)).Soon();
        await _composition.EndOf(release).Soon();

        _pod.Systems["s1"].State.Power.ShouldBe(PowerState.Off);
        _pod.Systems["s1"].State.Boot.ShouldBe(BootOverride.Default);
        _pod.Systems["s1"].State.TpmHasSecrets.ShouldBeFalse();
    }

    [Test]
    public async Task Release_stops_an_assembly_that_runs()
    {
        var node = Allocate();
        _composition.Assemble(node);

        _composition.Release(node);
        await _world.Clock.AdvanceAsync(TimeSpan.FromMinutes(1)).Soon();

        _pod.FindNode(node).ShouldBeNull();
        _world.Work.Items.Select(i => i.State).ShouldBe([WorkState.Cancelled, WorkState.Done]);
    }

    [Test]
    public void A_second_release_joins_the_first()
    {
        var node = Allocate();

        _composition.Release(node)!.Id.ShouldBe(_composition.Release(node)!.Id);
    }

    [Test]
    public async Task A_failed_release_keeps_the_node_and_can_be_repeated()
    {
        _world.Faults.Add(new FaultRule { Step = "release/erase-*", Fail = true, Count = 1, Message = "Drive is busy." });
        var node = Allocate();

        var first = _composition.Release(node)!;
        await _world.Clock.AdvanceAsync(TimeSpan.FromMinutes(1)).Soon();

        _composition.ReasonOfFailure(first).ShouldBe("Drive is busy.");
        _pod.Holdings.Count.ShouldBe(2);
        var second = _composition.Release(node)!;
        await _world.Clock.AdvanceAsync(TimeSpan.FromMinutes(1)).Soon();
        _composition.ReasonOfFailure(second).ShouldBeNull();
        _pod.Holdings.Count.ShouldBe(0);
    }

    private string Allocate() => _pod.Allocate(WithDrive).ShouldBeOfType<AllocationResult.Allocated>().Node.Id;

    private ComposedNodeState State(string node) => _pod.FindNode(node)!.State;
}
