using NUnit.Framework;
using Shouldly;
using Simulator.Hardware;
using Simulator.Tests.Redfish.Events;
using static Simulator.Tests.Redfish.Composition.Composing;

namespace Simulator.Tests.Redfish.Composition;

/// <summary>What subscribers hear of blocks, systems and reservations.</summary>
public sealed class CompositionEventTests
{
    private const string Sled = "r1-d1-s1";

    private StartedSimulator _simulator = null!;
    private EventReceiver _receiver = null!;
    private string _drive = null!;

    private RedfishClient Redfish => _simulator.Redfish;

    [SetUp]
    public async Task StartAsync()
    {
        _simulator = await StartedSimulator.StartAsync();
        _receiver = await EventReceiver.StartAsync();
        _drive = _simulator.App.Pod.Devices.Values.First(d => d.Kind == PooledDeviceKind.NVMe && d.ReachedFrom.Contains("r1")).Id;
        await Redfish.PostAsync(
            "/redfish/v1/EventService/Subscriptions",
            $$"""{"Destination":"{{_receiver.Address}}","Protocol":"Redfish","Context":"c","ResourceTypes":["ResourceBlock","ComputerSystem","CompositionReservation"]}""");
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _simulator.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    [Test]
    public async Task A_system_that_is_composed_and_decomposed_is_told_of_with_its_blocks()
    {
        await Redfish.ComposeAsync("web-1", Sled, _drive);

        (await HeardAsync(7)).ShouldBe(
        [
            $"ResourceRemoved {Systems}/{Sled}", $"ResourceCreated {Systems}/web-1",
            $"ResourceBlockCompositionStateChanged {Block(Sled)}", $"ResourceBlockCompositionStateChanged {Block(_drive)}",

            // Its firmware is locked while somebody has it (Intel RSD 2.2, user mode).
            $"ResourceChanged {Systems}/web-1",
            $"ResourceBlockCompositionStateChanged {Block(Sled)}", $"ResourceBlockCompositionStateChanged {Block(_drive)}",
        ]);

        await Redfish.DeleteAsync($"{Systems}/web-1");

        (await HeardAsync(5)).ShouldBe(
        [
            $"ResourceChanged {Systems}/web-1",
            $"ResourceRemoved {Systems}/web-1", $"ResourceCreated {Systems}/{Sled}",
            $"ResourceBlockCompositionStateChanged {Block(Sled)}", $"ResourceBlockCompositionStateChanged {Block(_drive)}",
        ]);
    }

    [Test]
    public async Task A_block_that_is_made_of_blocks_and_removed_is_told_of()
    {
        await Redfish.ComposeBlockAsync("box", _drive);
        (await HeardAsync(2)).ShouldBe([$"ResourceCreated {Block("box")}", $"ResourceBlockCompositionStateChanged {Block(_drive)}"]);

        await Redfish.DeleteAsync(Block("box"));

        (await HeardAsync(2)).ShouldBe([$"ResourceRemoved {Block("box")}", $"ResourceBlockCompositionStateChanged {Block(_drive)}"]);
    }

    [Test]
    public async Task A_system_that_is_a_block_no_longer_and_again_is_told_of()
    {
        await Redfish.DeleteAsync(Block(Sled));
        await Redfish.RegisterAsync(Sled);

        (await HeardAsync(2)).ShouldBe([$"ResourceRemoved {Block(Sled)}", $"ResourceCreated {Block(Sled)}"]);
    }

    [Test]
    public async Task A_block_that_breaks_or_is_marked_is_told_of()
    {
        await Redfish.PatchAsync(Block(_drive), """{"Client":"me"}""");
        _simulator.App.Pod.SetHealth(_drive, Health.Critical);

        (await HeardAsync(2)).ShouldBe([$"ResourceBlockChanged {Block(_drive)}", $"ResourceBlockCompositionStateChanged {Block(_drive)}"]);
    }

    [Test]
    public async Task A_reservation_is_told_of_when_it_is_made_and_when_it_has_run_out()
    {
        await Redfish.RunAsync("PreviewReserve", Compose("1", "web-1", Sled));
        (await HeardAsync(2)).ShouldBe([$"ResourceCreated {Service}/CompositionReservations/r-1", $"ResourceBlockCompositionStateChanged {Block(Sled)}"]);

        await _simulator.PassAsync(3600 * 24);

        (await HeardAsync(2)).ShouldBe([$"ResourceRemoved {Service}/CompositionReservations/r-1", $"ResourceBlockCompositionStateChanged {Block(Sled)}"]);
    }

    private async Task<List<string>> HeardAsync(int count)
    {
        var heard = new List<string>();
        while (heard.Count < count)
        {
            var record = (await _receiver.NextAsync()).GetProperty("Events")[0];
            heard.Add($"{record.GetProperty("MessageId").GetString()!.Split('.')[^1]} {record.GetProperty("OriginOfCondition").GetProperty("@odata.id").GetString()}");
        }

        return heard;
    }
}
