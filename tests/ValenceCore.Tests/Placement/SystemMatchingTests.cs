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
            .ShouldBe(["free: 3", "healthy: 3", "total_cores >= 16: 2", "capacity_mib >= 16384: 1"]);
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

    [TestCase("DDR4", true)]
    [TestCase("DDR5", false)]
    [TestCase("DRAM", true)]
    [TestCase("NVDIMM_N", true)]
    [TestCase("IntelOptane", false)]
    public void One_module_of_the_wanted_type_does(string type, bool expected)
    {
        var system = System("a") with { Memory = [new PodMemory("DDR4", "DRAM", 8192, 4), new PodMemory("DDR3", "NVDIMM_N", 16384, 1)] };

        var match = SystemMatching.Match([system], [], Requirements.Anything with { MemoryType = type, MemoryMiB = 49152 });

        match.IsMet.ShouldBe(expected);
        match.Nearest.ShouldBe(expected ? null : Requirements.MemoryMedia.Contains(type) ? "memory type DRAM or NVDIMM_N" : "memory type DDR3 or DDR4");
    }

    [Test]
    public void A_pod_that_does_not_tell_its_modules_may_have_them() =>
        SystemMatching.Match([System("a")], [], Requirements.Anything with { MemoryType = "DDR5" }).IsMet.ShouldBeTrue();

    [TestCase("SSD", "SATA", "SSD", true)]
    [TestCase("SSD", "SATA", "NVMe", false)]
    [TestCase("SSD", "NVMe", "NVMe", true)]
    [TestCase("SSD", null, "NVMe", true)]
    [TestCase("HDD", "SAS", "SSD", false)]
    [TestCase("HDD", "SAS", "NVMe", false)]
    [TestCase(null, null, "HDD", true)]
    public void A_drive_is_of_the_wanted_kind_wherever_it_is(string? type, string? protocol, string wanted, bool expected)
    {
        var bytes = 400L << 30;
        var requirements = Requirements.Anything with { Drives = [new DriveRequirement(400, wanted, null)] };

        SystemMatching.Match([System("a") with { Drives = [new PodDrive(type, protocol, bytes)] }], [], requirements).IsMet.ShouldBe(expected);
        SystemMatching.Match([System("a")], [Device(type ?? "HDD") with { Protocol = protocol }], requirements).IsMet.ShouldBe(expected);
    }

    [Test]
    public void A_drive_that_is_not_ready_is_not_given_out() =>
        SystemMatching.Match([System("a")], [Device("SSD") with { IsReady = false }], Requirements.Anything with { PciDevices = ["SSD"] }).IsMet.ShouldBeFalse();

    [Test]
    public void Two_drives_are_not_met_by_one_that_is_built_in_and_neither_is_divided()
    {
        var system = System("a", storageGiB: 1000) with { Drives = [new PodDrive("SSD", "SATA", 1000L << 30)] };
        var two = Requirements.Anything with { Drives = [new DriveRequirement(400, null, null), new DriveRequirement(400, null, null)] };

        SystemMatching.Match([system], [], two).IsMet.ShouldBeFalse();
        SystemMatching.Match([system], [Device("SSD")], two).IsMet.ShouldBeTrue();
    }

    private static PodSystem System(string id, long cores = 8, long memoryGiB = 32, long storageGiB = 0, string? node = null) =>
        new(id, id, id, null, "OK", "", cores, "x86", "Gold", memoryGiB, 1, storageGiB) { NodeIndex = node };

    private static PooledDevice Device(string type, long capacityGiB = 400, string? node = null) =>
        new($"/drives/{type}", "1", type, node, null, null, null, null, capacityGiB << 30);
}
