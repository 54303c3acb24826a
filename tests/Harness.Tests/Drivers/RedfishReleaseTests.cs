using Harness.Fixtures;
using NUnit.Framework;
using Shouldly;
using Valence.DriverContract;

namespace Harness.Tests.Drivers;

/// <summary>What a release of Intel's pod manager has no words for, the driver refuses by itself and names it: the pod would say no more than 400.</summary>
[TestFixture]
public sealed class RedfishReleaseTests
{
    [TestCase("rsd-1.2", 44)]
    [TestCase("rsd-2.1", 32)]
    [TestCase("rsd-2.2", 24)]
    [TestCase("rsd-2.3", 24)]
    [TestCase("rsd-2.4", 0)]
    public async Task No_wish_is_sent_that_the_pod_does_not_understand(string profile, int inexpressible)
    {
        await using var pod = await RedfishPod.StartAsync(new RackBuilder().WithSleds(1).WithPooledDrives(1).WithAccelerators(1, "GPU"), profile);
        var wire = new CountingWire();
        var driver = pod.Driver(wire);
        var refusals = new List<string>();

        foreach (var wish in Wishes())
        {
            if (await RefusalAsync((IComposeNodes)driver, wish) is { } refusal)
            {
                refusals.Add(refusal);
                (await ExplanationAsync((IExplainComposition)driver, wish)).ShouldBe(refusal);
            }
        }

        wire.Refused.Where(refused => refused.StartsWith("400", StringComparison.Ordinal)).ShouldBeEmpty();
        refusals.Count.ShouldBe(inexpressible);
    }

    [Test]
    public async Task All_that_cannot_be_said_is_told_at_once_and_by_name()
    {
        await using var pod = await RedfishPod.StartAsync(new RackBuilder().WithSleds(1), "rsd-1.2");
        var wanted = new Requirements(null, "NVDIMM_N", null, null, ["GPU", "SSD"], [new(100, null, null), new(200, "SSD", true)]);

        (await RefusalAsync((IComposeNodes)pod.Driver(new CountingWire()), wanted)).ShouldBe(
            "properties.memory.type: 'NVDIMM_N' cannot be asked of an Intel RSD pod manager with interface 1.2.0, only a type of modules such as DDR4; "
            + "properties.pci_device.type: GPU, SSD cannot be asked of an Intel RSD pod manager with interface 1.2.0, allowed are none; "
            + "properties.storage[1].pooled: cannot be asked of an Intel RSD pod manager with interface 1.2.0, which does not tell pooled drives from built-in ones; leave it out");
    }

    private static IEnumerable<Requirements> Wishes() =>
        from type in new[] { null, "DDR4", "DRAM", "NVDIMM_N" }
        from card in new[] { null, "SSD", "GPU" }
        from drive in new DriveRequirement?[] { null, new(100, "NVMe", null), new(100, "SSD", true), new(null, "HDD", false) }
        select new Requirements(1024, type, 2, null, card is null ? [] : [card], drive is null ? [] : [drive]);

    /// <summary>Null when the pod was asked, whatever it said.</summary>
    private static async Task<string?> RefusalAsync(IComposeNodes driver, Requirements wanted)
    {
        var marker = $"valence:{Guid.NewGuid()}";
        try
        {
            var node = await driver.AllocateAsync(new NodeWish("n", marker, marker, wanted, []), CancellationToken.None);
            await driver.ReleaseAsync(node, CancellationToken.None);
            return null;
        }
        catch (DriverException refused) when (refused.Kind == DriverFault.Refused)
        {
            return refused.Failure.Fault == Fault.Caller ? refused.Failure.Detail : null;
        }
    }

    private static async Task<string?> ExplanationAsync(IExplainComposition driver, Requirements wanted)
    {
        try
        {
            await driver.ExplainAsync(new NodeWish("n", "", "", wanted, []), CancellationToken.None);
            return null;
        }
        catch (DriverException refused) when (refused.Kind == DriverFault.Refused)
        {
            return refused.Failure.Detail;
        }
    }
}
