using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Shouldly;
using ValenceCore.Inventory;
using ValenceCore.Store;
using ValenceCore.Tests.Peers;

namespace ValenceCore.Tests.Inventory;

internal sealed class PodInventoryStoreTests : CoreTests
{
    private PodInventoryStore Store => Core.Services.GetRequiredService<PodInventoryStore>();

    [Test]
    public async Task What_a_system_has_is_kept_with_it()
    {
        var pod = await Core.RegisterPodAsync(Pod);
        var system = new PodSystem("s", null, null, null, "OK", "", 8, "x86", "Gold", 32, 1, 480)
        {
            Memory = [new PodMemory("DDR4", "DRAM", 8192, 4)],
            Drives = [new PodDrive("SSD", "NVMe", 480L << 30)],
        };

        await Store.KeepAsync(pod, [system], 1, CancellationToken.None);

        var kept = (await Store.FindAsync(pod, CancellationToken.None)).ShouldNotBeNull().Systems.ShouldHaveSingleItem();
        kept.Memory.ShouldBe(system.Memory);
        kept.Drives.ShouldBe(system.Drives);
    }

    [Test]
    public async Task A_system_that_was_kept_before_it_told_what_it_has_tells_nothing()
    {
        var pod = await Core.RegisterPodAsync(Pod);
        await Store.KeepAsync(pod, [], 1, CancellationToken.None);
        await using (var session = await Core.Services.GetRequiredService<Database>().OpenAsync(CancellationToken.None))
        {
            await session.ExecuteAsync(
                "UPDATE pod_inventories SET systems = @Old", new { Old = """[{"Id":"s","Location":"","Cores":8,"MemoryGiB":32,"Interfaces":1,"StorageGiB":480}]""" });
        }

        var kept = (await Store.FindAsync(pod, CancellationToken.None)).ShouldNotBeNull().Systems.ShouldHaveSingleItem();
        kept.Cores.ShouldBe(8);
        kept.Memory.ShouldBeEmpty();
        kept.Drives.ShouldBeEmpty();
    }
}
