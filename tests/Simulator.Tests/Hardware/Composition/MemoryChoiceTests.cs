using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using Shouldly;
using Simulator.Hardware;
using Simulator.Hardware.Composition;

namespace Simulator.Tests.Hardware.Composition;

/// <summary>Which modules of the pool make up what a system lacks.</summary>
public sealed class MemoryChoiceTests
{
    // What is chosen is as small as the smallest of all subsets that do, and there is a choice whenever there is such a subset.
    [Test]
    public void It_is_the_least_that_does() => Prop.ForAll(
        ArbMap.Default.ArbFor<(byte[] BuiltIn, byte[] Pool, byte[] Asked)>(), some => IsLeast(some.BuiltIn, some.Pool, some.Asked)).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Test]
    public void Modules_that_suit_no_group_are_left_alone() =>
        MemoryChoice.Find([], [new MemoryRequest(1024, "DDR5")], [Device("m1", 1)]).ShouldBeNull();

    private static bool IsLeast(byte[] builtIn, byte[] pool, byte[] asked)
    {
        List<MemoryModule> own = [.. builtIn.Take(3).Select(b => Module(b))];
        List<PooledDevice> devices = [.. pool.Take(7).Select((b, i) => Device($"m{i}", b))];
        List<MemoryRequest> groups = [.. asked.Take(3).Select(b => new MemoryRequest(((b % 40) + 1) * 1024))];

        var found = MemoryChoice.Find(own, groups, devices);

        var best = Enumerable.Range(0, 1 << devices.Count)
            .Select(set => devices.Where((_, i) => ((set >> i) & 1) == 1).Select(d => d.Memory!).ToList())
            .Where(set => MemoryGroups.Fit([.. own, .. set], groups)).Select(set => (int?)set.Sum(m => m.CapacityMiB)).Min();
        return found?.Sum(d => d.Memory!.CapacityMiB) == best;
    }

    private static MemoryModule Module(byte size, string id = "dimm") => new(id, "Slot", "Contoso", "DDR4", ((size % 5) + 1) * 4096, 2666, "SN", "PN");

    private static PooledDevice Device(string id, byte size) => new()
    {
        Id = id,
        DrawerId = "d",
        Slot = 1,
        Name = id,
        Kind = PooledDeviceKind.Memory,
        Manufacturer = "Contoso",
        Model = "Memory",
        SerialNumber = id,
        CapacityGiB = 0,
        Memory = Module(size, id),
        ReachedFrom = new HashSet<string> { "r1" },
    };
}
