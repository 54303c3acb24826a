using System.Net;
using NUnit.Framework;
using Shouldly;

namespace ExpEther.Tests;

internal sealed class ExpEtherDriverTests
{
    private const string Drive = "0x010802";
    private const string Accelerator = "0x030200";

    [Test]
    public async Task A_server_is_taken_that_is_neither_ours_nor_anybody_elses()
    {
        var manager = new CarelessManager().WithServer("ours").WithServer("theirs").WithServer("free").WithDevice("d1", Drive, group: "7").WithDevice("d2", Drive);
        manager.Move("theirs", "7");

        var place = await manager.Driver().AllocateAsync(Wish(["SSD"]) with { TakenIndexes = ["ours"] }, CancellationToken.None);

        place.ShouldBe(new NodePlace("free", "devices/free", "free"));
        manager.GroupOf("d2").ShouldBe(manager.GroupOf("free"));
        manager.GroupOf("d1").ShouldBe("7");
    }

    [Test]
    public async Task A_server_that_another_node_claimed_is_left_alone()
    {
        var manager = new CarelessManager().WithServer("s1").WithServer("s2");
        var wish = Wish([]) with { ClaimAsync = (place, _) => Task.FromResult(place.Index != "s1") };

        var place = await manager.Driver().AllocateAsync(wish, CancellationToken.None);

        place.Index.ShouldBe("s2");
        manager.GroupOf("s1").ShouldBe("4094");
    }

    [Test]
    public async Task A_device_that_somebody_moves_at_the_same_moment_is_not_ours_and_the_next_one_is_taken()
    {
        var manager = new CarelessManager().WithServer("s1").WithDevice("d1", Drive).WithDevice("d2", Drive);
        manager.BeforeChange = path =>
        {
            // The other's PUT wins: ours is refused, and the board is in their group.
            manager.Move("d1", "9");
            return path.Contains("d1", StringComparison.Ordinal) ? new HttpResponseMessage(HttpStatusCode.InternalServerError) : null;
        };

        await manager.Driver().AllocateAsync(Wish(["SSD"]), CancellationToken.None);

        manager.GroupOf("d1").ShouldBe("9");
        manager.GroupOf("d2").ShouldBe(manager.GroupOf("s1"));
    }

    [Test]
    public async Task All_is_undone_when_a_later_device_is_gone()
    {
        var manager = new CarelessManager().WithServer("s1").WithDevice("d1", Drive).WithDevice("d2", Accelerator);
        manager.BeforeChange = path =>
        {
            if (!path.Contains("d2", StringComparison.Ordinal))
            {
                return null;
            }

            manager.Move("d2", "9");
            return new HttpResponseMessage(HttpStatusCode.Conflict);
        };

        var refused = await Should.ThrowAsync<DriverException>(() => manager.Driver().AllocateAsync(Wish(["SSD", "GPU"]), CancellationToken.None));

        refused.Kind.ShouldBe(DriverFault.Refused);
        (refused.Failure.Status, refused.Failure.Code).ShouldBe((404, "40400"));
        (manager.GroupOf("s1"), manager.GroupOf("d1"), manager.GroupOf("d2")).ShouldBe(("4094", "4093", "9"));
    }

    [Test]
    public async Task What_cannot_be_undone_is_told_as_not_undone()
    {
        var manager = new CarelessManager().WithServer("s1").WithDevice("d1", Drive).WithDevice("d2", Accelerator);
        var broken = false;
        manager.BeforeChange = path => (broken |= path.Contains("d2", StringComparison.Ordinal)) ? new HttpResponseMessage(HttpStatusCode.BadGateway) : null;

        var failed = await Should.ThrowAsync<DriverException>(() => manager.Driver().AllocateAsync(Wish(["SSD", "GPU"]), CancellationToken.None));

        failed.Kind.ShouldBe(DriverFault.Broken);
        failed.Failure.Detail.ShouldContain("Not all of it could be undone");
    }

    [Test]
    public async Task Release_frees_what_is_there_and_can_be_repeated()
    {
        var manager = new CarelessManager().WithServer("s1").WithServer("s2").WithDevice("d1", Drive).WithDevice("d2", Drive, group: "9");
        var driver = manager.Driver();
        var place = await driver.AllocateAsync(Wish(["SSD"]), CancellationToken.None);

        await driver.ReleaseAsync(place, CancellationToken.None);
        await driver.ReleaseAsync(place, CancellationToken.None);
        await driver.ReleaseAsync(new NodePlace("gone", "devices/gone", null), CancellationToken.None);

        (manager.GroupOf("s1"), manager.GroupOf("d1"), manager.GroupOf("d2")).ShouldBe(("4094", "4093", "9"));
    }

    [Test]
    public async Task Devices_of_a_group_that_two_servers_share_stay_with_the_other()
    {
        var manager = new CarelessManager().WithServer("s1").WithServer("s2").WithDevice("d1", Drive, group: "9");
        manager.Move("s1", "9");
        manager.Move("s2", "9");

        await manager.Driver().ReleaseAsync(new NodePlace("s1", "devices/s1", null), CancellationToken.None);

        (manager.GroupOf("s1"), manager.GroupOf("s2"), manager.GroupOf("d1")).ShouldBe(("4094", "9", "9"));
    }

    [Test]
    public async Task Only_a_device_of_the_node_is_detached()
    {
        var manager = new CarelessManager().WithServer("s1").WithDevice("d1", Drive, group: "9");

        var refused = await Should.ThrowAsync<DriverException>(
            () => manager.Driver().DetachAsync(new NodePlace("s1", "devices/s1", null), "devices/d1", CancellationToken.None));

        refused.Failure.Status.ShouldBe(400);
        manager.GroupOf("d1").ShouldBe("9");
    }

    [Test]
    public async Task A_board_of_a_device_is_no_node()
    {
        var manager = new CarelessManager().WithDevice("d1", Drive);

        var refused = await Should.ThrowAsync<DriverException>(() => manager.Driver().FindAsync("d1", CancellationToken.None));
        var missing = await manager.Driver().FindAsync("none", CancellationToken.None);

        refused.Failure.Status.ShouldBe(400);
        missing.ShouldBeNull();
    }

    [Test]
    public void Everything_that_cannot_be_asked_for_is_named()
    {
        var wish = Wish(["FPGA", "SSD"]) with
        {
            Requirements = new Requirements(4096, "DDR4", 8, "Xeon", ["FPGA", "SSD"], [new DriveRequirement(100, "SSD", true)]),
        };

        var refused = Should.Throw<DriverException>(() => new CarelessManager().Driver().AllocateAsync(wish, CancellationToken.None));

        refused.Failure.Status.ShouldBe(400);
        foreach (var name in (string[])["memory.capacity_mib", "memory.type", "processor.total_cores", "processor.model", "storage", "pci_device.type: 'FPGA'"])
        {
            refused.Failure.Detail.ShouldContain($"properties.{name}");
        }
    }

    [Test]
    public async Task A_pod_never_touches_the_devices_of_another()
    {
        var (one, other) = (new CarelessManager().WithServer("s1"), new CarelessManager().WithServer("s1").WithDevice("d1", Drive));

        await Should.ThrowAsync<DriverException>(() => one.Driver().AllocateAsync(Wish(["SSD"]), CancellationToken.None));

        (one.GroupOf("s1"), other.GroupOf("d1")).ShouldBe(("4094", "4093"));
    }

    private static NodeWish Wish(IReadOnlyList<string> devices) =>
        new("n", "a node", "marker", Requirements.Anything with { PciDevices = devices }, []);
}
