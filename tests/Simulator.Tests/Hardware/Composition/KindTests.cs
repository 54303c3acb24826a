using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using Simulator.Chance;
using Simulator.Fixtures;
using Simulator.Hardware;
using Simulator.Hardware.Composition;

namespace Simulator.Tests.Hardware.Composition;

/// <summary>That one system answers for all of its kind changes nothing of the answer.</summary>
public sealed class KindTests
{
    private readonly Pod _pod = RackFile.Load(Path.Combine(AppContext.BaseDirectory, "fixtures", "racks", "demo.json"), new Seed(1), TimeProvider.System);

    [Test]
    public void Asked_together_or_one_by_one_the_same_systems_remain_and_one_of_the_best_is_chosen() => Prop.ForAll(
        ArbMap.Default.ArbFor<(byte Cores, byte Memory, byte Drives, byte Speed, byte Rare)>(), wish =>
        {
            var request = new AllocationRequest
            {
                TotalCores = wish.Cores % 64,
                Memory = wish.Memory % 4 == 0 ? [] : [new MemoryRequest(wish.Memory * 1024, null, null, null, null, null, null)],
                LocalDrives = [.. Enumerable.Range(0, wish.Drives % 4).Select(i => new DriveRequest(CapacityGiB: wish.Drives * 10, Pooled: i == 0 ? true : null))],
                EthernetInterfaces = wish.Speed % 2 == 0 ? [] : [new EthernetRequest(wish.Speed * 200, null, null)],
                Security = new SecurityRequest(null, null, wish.Rare % 3 == 0 ? true : null),
            };
            var allocator = new Allocator(_pod, _ => true);

            var together = allocator.Find(request);
            var alone = _pod.Systems.Values.Where(s => allocator.Find(request, [s]).Choice is not null).Select(s => s.Id).ToList();

            return together.Choice is null ? alone.Count == 0 : together.Steps[^1].Left.All.Select(t => t.System.Id).SequenceEqual(alone) && alone.Contains(together.Choice.System.Id);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(29, 31));
}
