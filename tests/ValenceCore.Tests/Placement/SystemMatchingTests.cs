using NUnit.Framework;
using Shouldly;
using ValenceCore.Placement;

namespace ValenceCore.Tests.Placement;

internal sealed class SystemMatchingTests
{
    [Test]
    public void Every_requirement_tells_how_many_systems_it_leaves()
    {
        PodSystem[] systems = [System("a", cores: 8), System("b", cores: 32), System("c", cores: 32, memoryGiB: 8), System("d", cores: 64, node: "7")];

        var match = SystemMatching.Match(systems, [], Requirements.Anything with { TotalCores = 16, MemoryMiB = 16384 });

        match.Filters.Select(filter => $"{filter.Requirement}: {filter.Remaining}")
            .ShouldBe(["free: 3", "not critical: 3", "total_cores >= 16: 2", "capacity_mib >= 16384: 1"]);
        match.Fitting.ShouldHaveSingleItem().Id.ShouldBe("b");
        match.Nearest.ShouldBeNull();
        match.Reason.ShouldBe("1 system(s) fit.");
    }

    [Test]
    public void What_nobody_has_is_told_with_the_nearest_that_somebody_has()
    {
        var match = SystemMatching.Match([System("a", cores: 8), System("b", cores: 32)], [], Requirements.Anything with { TotalCores = 64 });

        match.IsMet.ShouldBeFalse();
        match.Reason.ShouldBe("No system is left after 'total_cores >= 64'.");
        match.Nearest.ShouldBe("total_cores 32");
    }

    [Test]
    public void A_pod_without_systems_says_so() =>
        SystemMatching.Match([], [], Requirements.Anything).Reason.ShouldBe("The pod has no systems.");

    [Test]
    public void A_device_that_a_node_holds_is_not_free()
    {
        var wanted = Requirements.Anything with { PciDevices = ["SSD", "SSD"] };

        SystemMatching.Match([System("a")], [Device("SSD"), Device("SSD", node: "7")], wanted).Nearest.ShouldBe("1 free SSD");
        SystemMatching.Match([System("a")], [Device("SSD"), Device("SSD")], wanted).IsMet.ShouldBeTrue();
    }

    [Test]
    public void A_drive_for_anything_leaves_the_large_one_to_who_needs_it()
    {
        var wanted = Requirements.Anything with
        {
            Drives = [new DriveRequirement(null, null, true), new DriveRequirement(900, "SSD", true), new DriveRequirement(100, "HDD", true)],
        };

        SystemMatching.Match([System("a")], [Device("SSD", 1000), Device("HDD", 200), Device("HDD", 50)], wanted).IsMet.ShouldBeTrue();
        SystemMatching.Match([System("a")], [Device("SSD", 1000), Device("HDD", 200)], wanted).IsMet.ShouldBeFalse();
    }

    [TestCase(null, true)]
    [TestCase(false, true)]
    [TestCase(true, false)]
    public void A_built_in_drive_meets_what_need_not_be_pooled(bool? isPooled, bool expected)
    {
        var wanted = Requirements.Anything with { Drives = [new DriveRequirement(100, "SSD", isPooled)] };

        SystemMatching.Match([System("a", storageGiB: 400)], [], wanted).IsMet.ShouldBe(expected);
    }

    private static PodSystem System(string id, long cores = 8, long memoryGiB = 32, long storageGiB = 0, string? node = null) =>
        new(id, id, id, null, "OK", "", cores, "x86", "Gold", memoryGiB, 1, storageGiB) { NodeIndex = node };

    private static PooledDevice Device(string type, long capacityGiB = 400, string? node = null) =>
        new($"/drives/{type}", "1", type, node, null, null, null, null, capacityGiB << 30);
}
