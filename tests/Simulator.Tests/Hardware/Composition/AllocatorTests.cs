using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using Shouldly;
using Simulator.Hardware;
using Simulator.Hardware.Composition;

namespace Simulator.Tests.Hardware.Composition;

public sealed class AllocatorTests
{
    [Test]
    public void An_empty_request_takes_the_smallest_system()
    {
        var pod = new BenchPod().With("big", memory: [65_536]).With("small", memory: [8_192]).With("middle", memory: [16_384]).Build();

        Names(pod, 3, new AllocationRequest()).ShouldBe(["small", "middle", "big"]);
    }

    [Test]
    public void Cores_memory_and_drives_that_nobody_asked_for_are_wasted_alike()
    {
        var pod = new BenchPod()
            .With("many-cores", cores: [16])
            .With("big-drive", drives: [BenchPod.Drive("drive-1", 960)])
            .With("small-drive", drives: [BenchPod.Drive("drive-1", 480)])
            .Build();

        Names(pod, 3, new AllocationRequest()).ShouldBe(["many-cores", "small-drive", "big-drive"]);
    }

    [Test]
    public void A_system_with_more_drives_stays_free_for_who_needs_them()
    {
        var pod = new BenchPod()
            .With("storage", memory: [32_768], drives: [.. Enumerable.Range(1, 4).Select(n => BenchPod.Drive($"drive-{n}", 8_000, "HDD", "SAS"))])
            .With("compute", memory: [65_536], drives: [BenchPod.Drive("drive-1", 480)])
            .Build();

        Name(pod, new AllocationRequest { TotalMemoryMiB = 16_384 }).ShouldBe("compute");
        Name(pod, new AllocationRequest { LocalDrives = [new DriveRequest(MediaType: "HDD"), new DriveRequest(MediaType: "HDD")] }).ShouldBe("storage");
    }

    [Test]
    public void A_system_with_something_rare_stays_free_for_who_asks_for_it()
    {
        var pod = new BenchPod()
            .With("rare", s => s with { Tpm = "TPM2_0", HasTxt = true })
            .With("plain", s => s with { Tpm = null, Memory = [16_384, 1_024] })
            .With("plain-too", s => s with { Tpm = null, Memory = [16_384, 1_024] })
            .Build();

        Name(pod, new AllocationRequest()).ShouldBe("plain");
        Name(pod, new AllocationRequest { Security = new SecurityRequest(TpmPresent: true) }).ShouldBe("rare");
    }

    [Test]
    public void A_built_in_drive_is_cheaper_than_one_of_the_pool()
    {
        var pod = new BenchPod()
            .With("diskless")
            .With("with-drive", memory: [16_384, 1_024], drives: [BenchPod.Drive("drive-1", 960)])
            .WithPooled("n1", PooledDeviceKind.NVMe, 960)
            .Build();

        Allocated(pod, new AllocationRequest { LocalDrives = [new DriveRequest(900)] }).DeviceIds.ShouldBeEmpty();
    }

    [Test]
    public void Drives_are_matched_so_that_the_large_ones_stay_in_the_pool()
    {
        var pod = new BenchPod()
            .With("s")
            .WithPooled("n-1", PooledDeviceKind.NVMe, 1_000).WithPooled("n-2", PooledDeviceKind.NVMe, 2_000).WithPooled("n-3", PooledDeviceKind.NVMe, 3_000)
            .Build();

        Devices(pod, new DriveRequest(1_500), new DriveRequest(500)).ShouldBe(["n-2", "n-1"], ignoreOrder: true);
        Devices(pod, new DriveRequest(500), new DriveRequest(1_500)).ShouldBe(["n-2", "n-1"], ignoreOrder: true);
    }

    [Test]
    public void A_request_takes_the_smallest_system_that_suffices()
    {
        var pod = new BenchPod().With("s", cores: [4]).With("l", cores: [32], memory: [65_536]).With("m", cores: [16], memory: [32_768]).Build();

        Name(pod, new AllocationRequest { Processors = [new ProcessorRequest(TotalCores: 10)] }).ShouldBe("m");
    }

    [TestCase(24, 8, true)]
    [TestCase(8, 24, true)] // the small socket must be left for the small item
    [TestCase(24, 24, false)]
    public void Each_processor_item_needs_a_socket_of_its_own(int first, int second, bool fits)
    {
        var pod = new BenchPod().With("s", cores: [8, 24]).Build();

        Fits(pod, new AllocationRequest { Processors = [new ProcessorRequest(TotalCores: first), new ProcessorRequest(TotalCores: second)] })
            .ShouldBe(fits);
    }

    [Test]
    public void Processors_are_matched_by_all_that_is_said()
    {
        var right = new ProcessorRequest("Xeon 8", "Gold", "CPU", "x86-64", 8, 2100);

        Fits(Pod(), Of(right)).ShouldBeTrue();
        Fits(Pod(), Of(right with { Model = "Xeon" })).ShouldBeFalse();
        Fits(Pod(), Of(right with { Brand = "Silver" })).ShouldBeFalse();
        Fits(Pod(), Of(right with { InstructionSet = "ARM-A64" })).ShouldBeFalse();
        Fits(Pod(), Of(right with { TotalCores = 9 })).ShouldBeFalse();
        Fits(Pod(), Of(right with { SpeedMHz = 2101 })).ShouldBeFalse();

        static Pod Pod() => new BenchPod().With("s").Build();
        static AllocationRequest Of(ProcessorRequest item) => new() { Processors = [item] };
    }

    [TestCase(16_384, true)]
    [TestCase(16_385, false)]
    public void The_capacity_of_a_memory_item_is_met_by_a_sum_of_modules(int mib, bool fits) =>
        Fits(new BenchPod().With("s", memory: [8_192, 8_192]).Build(), new AllocationRequest { Memory = [new MemoryRequest(mib)] }).ShouldBe(fits);

    [Test]
    public void Memory_items_share_no_module()
    {
        var two = new AllocationRequest { Memory = [new MemoryRequest(16_384), new MemoryRequest(16_384)] };

        Fits(new BenchPod().With("s", memory: [8_192, 8_192]).Build(), two).ShouldBeFalse();
        Fits(new BenchPod().With("s", memory: [8_192, 8_192, 16_384]).Build(), two).ShouldBeTrue();
    }

    // By the largest first 24 would take 16 and 8, and leave 8 and 8 for the other 24.
    [TestCase(new[] { 16_384, 8_192, 8_192, 8_192 }, new[] { 24_576, 16_384 }, true)]
    [TestCase(new[] { 16_384, 16_384, 8_192, 8_192, 8_192 }, new[] { 24_576, 24_576 }, true)]
    [TestCase(new[] { 32_768, 8_192, 8_192, 8_192 }, new[] { 24_576, 24_576 }, true)]
    [TestCase(new[] { 12_288, 10_240, 8_192, 6_144 }, new[] { 18_432, 18_432 }, true)]
    [TestCase(new[] { 16_384, 16_384 }, new[] { 8_192, 8_192, 8_192 }, false)]
    [TestCase(new[] { 16_384, 8_192 }, new[] { 16_384, 8_193 }, false)]
    public void Memory_items_are_met_whenever_modules_can_be_divided_among_them(int[] modules, int[] asked, bool fits) =>
        Fits(new BenchPod().With("s", memory: modules).Build(), new AllocationRequest { Memory = [.. asked.Select(a => new MemoryRequest(a))] }).ShouldBe(fits);

    [Test]
    public void Memory_is_divided_as_trying_every_way_would_divide_it() => Prop.ForAll(
        Arb.From(
            from modules in Gen.ListOf(Gen.Choose(1, 9), 5)
            from asked in Gen.NonEmptyListOf(Gen.Choose(1, 16))
            select (Modules: modules.ToArray(), Asked: asked.Take(3).ToArray())),
        some => Fits(
                new BenchPod().With("s", memory: some.Modules).Build(), new AllocationRequest { Memory = [.. some.Asked.Select(a => new MemoryRequest(a))] })
            == Divides(some.Modules, some.Asked, new int[some.Asked.Length], 0)).QuickCheckThrowOnFailure();

    // Each module goes to one of the items, in every way there is.
    private static bool Divides(int[] modules, int[] asked, int[] given, int module)
    {
        if (module == modules.Length)
        {
            return asked.Index().All(a => given[a.Index] >= a.Item);
        }

        for (var item = 0; item < asked.Length; item++)
        {
            given[item] += modules[module];
            var found = Divides(modules, asked, given, module + 1);
            given[item] -= modules[module];
            if (found)
            {
                return true;
            }
        }

        return false;
    }

    [Test]
    public void A_memory_item_that_names_its_module_goes_before_one_that_does_not()
    {
        var pod = new BenchPod().With("s", memory: [8_192, 8_192, 8_192]).Build();

        Fits(pod, new AllocationRequest
        {
            Memory = [new MemoryRequest(16_384), new MemoryRequest(8_192, At: new Placement("s", "dimm-1"))],
        }).ShouldBeTrue();
    }

    [TestCase(20, 32_768, true)]
    [TestCase(33, 1, false)]
    [TestCase(1, 32_769, false)]
    public void Totals_count_all_parts_of_a_system(int cores, int mib, bool fits) =>
        Fits(
            new BenchPod().With("s", cores: [16, 16], memory: [16_384, 16_384]).Build(),
            new AllocationRequest { TotalCores = cores, TotalMemoryMiB = mib }).ShouldBe(fits);

    [Test]
    public void Network_interfaces_are_matched_by_speed_and_address()
    {
        Fits(Pod(), Of(new EthernetRequest(25_000), new EthernetRequest(10_000))).ShouldBeTrue();
        Fits(Pod(), Of(new EthernetRequest(25_000), new EthernetRequest(25_000))).ShouldBeFalse();
        Fits(Pod(), Of(new EthernetRequest(MacAddress: "02:00:00:00:00:02"))).ShouldBeTrue();
        Fits(Pod(), Of(new EthernetRequest(MacAddress: "02:00:00:00:00:aa"))).ShouldBeFalse();

        static Pod Pod() => new BenchPod().With("s", nics: [10_000, 25_000]).Build();
        static AllocationRequest Of(params EthernetRequest[] items) => new() { EthernetInterfaces = items };
    }

    [Test]
    public void Built_in_drives_go_before_pooled_ones_and_small_before_large()
    {
        var pod = DrivePod();

        Devices(pod, new DriveRequest(400)).ShouldBe([]);
        Devices(pod, new DriveRequest(1_000)).ShouldBe(["n-small"]);
        Devices(pod, new DriveRequest(2_000)).ShouldBe(["n-large"]);
        Devices(pod, new DriveRequest(4_000)).ShouldBeNull();
    }

    [Test]
    public void Pooled_says_where_a_drive_is()
    {
        Devices(DrivePod(), new DriveRequest(Pooled: true)).ShouldBe(["n-small"]);
        Devices(DrivePod(), new DriveRequest(Pooled: false)).ShouldBe([]);
        Devices(DrivePod(), new DriveRequest(1_000, Pooled: false)).ShouldBeNull();
        Devices(DrivePod(), new DriveRequest(400), new DriveRequest(400)).ShouldBe(["n-small"]);
    }

    [Test]
    public void A_drive_is_matched_by_all_that_is_said()
    {
        Devices(DrivePod(), new DriveRequest(MediaType: "HDD")).ShouldBeNull();
        Devices(DrivePod(), new DriveRequest(Protocol: "NVMe")).ShouldBe(["n-small"]);
        Devices(DrivePod(), new DriveRequest(Protocol: "SAS")).ShouldBeNull();
        Devices(DrivePod(), new DriveRequest(MinRpm: 5_400)).ShouldBeNull();
        Devices(DrivePod(), new DriveRequest(SerialNumber: "SN-n-large")).ShouldBe(["n-large"]);
        var spinning = new BenchPod().With("s", drives: [BenchPod.Drive("drive-1", 8_000, "HDD", "SAS")]).Build();
        Devices(spinning, new DriveRequest(MediaType: "HDD", Protocol: "SAS", MinRpm: 7_200)).ShouldBe([]);
    }

    [Test]
    public void A_device_goes_to_a_system_that_reaches_it()
    {
        var pod = new BenchPod()
            .With("near", "r1", memory: [65_536])
            .With("far", "r2", memory: [8_192])
            .WithPooled("n1", PooledDeviceKind.NVMe, 1_600, "r1")
            .Build();

        Name(pod, new AllocationRequest { LocalDrives = [new DriveRequest(Pooled: true)] }).ShouldBe("near");
    }

    [Test]
    public void A_device_that_reaches_the_rack_of_a_system_is_enough()
    {
        var pod = new BenchPod().With("far", "r2").WithPooled("n1", PooledDeviceKind.NVMe, 1_600, "r1", reach: ["r1", "r2"]).Build();

        Devices(pod, new DriveRequest(Pooled: true)).ShouldBe(["n1"]);
    }

    [Test]
    public void Accelerators_come_from_the_pool()
    {
        var pod = new BenchPod()
            .With("s")
            .WithPooled("g1", PooledDeviceKind.GPU, model: "V100")
            .WithPooled("f1", PooledDeviceKind.FPGA, model: "Arria")
            .Build();

        var node = Allocated(pod, new AllocationRequest
        {
            Processors = [new ProcessorRequest(Type: "FPGA"), new ProcessorRequest(TotalCores: 8), new ProcessorRequest("V100", Type: "GPU")],
        });

        node.DeviceIds.ShouldBe(["f1", "g1"], ignoreOrder: true);
    }

    [Test]
    public void An_accelerator_of_another_model_does_not_do()
    {
        var pod = new BenchPod().With("s").WithPooled("g1", PooledDeviceKind.GPU, model: "V100").Build();

        Fits(pod, new AllocationRequest { Processors = [new ProcessorRequest("A100", Type: "GPU")] }).ShouldBeFalse();
    }

    [Test]
    public void A_drive_that_is_not_erased_is_skipped_unless_it_is_named()
    {
        var pod = new BenchPod().With("a").With("b").With("c").WithPooled("n1", PooledDeviceKind.NVMe, 1_600).Build();
        var first = Allocated(pod, new AllocationRequest { LocalDrives = [new DriveRequest(Pooled: true)] });
        pod.Release(first.Id);
        pod.Devices["n1"].State.Erased.ShouldBeFalse();

        Devices(pod, new DriveRequest(Pooled: true)).ShouldBeNull();
        Devices(pod, new DriveRequest(Pooled: true, At: new Placement(PartId: "n1"))).ShouldBe(["n1"]);
    }

    [Test]
    public void An_erased_drive_is_given_out_again()
    {
        var pod = new BenchPod().With("a").WithPooled("n1", PooledDeviceKind.NVMe, 1_600).Build();
        pod.Release(Allocated(pod, new AllocationRequest { LocalDrives = [new DriveRequest(Pooled: true)] }).Id);

        pod.Erase(pod.Devices["n1"]);

        Devices(pod, new DriveRequest(Pooled: true)).ShouldBe(["n1"]);
    }

    [TestCase(Health.Warning)]
    [TestCase(Health.Critical)]
    public void Unhealthy_hardware_is_not_given_out(Health health)
    {
        var pod = DrivePod();
        pod.SetHealth("n-small", health).ShouldBeTrue();
        Devices(pod, new DriveRequest(1_000)).ShouldBe(["n-large"]);

        var other = DrivePod();
        other.SetHealth("s", health).ShouldBeTrue();

        Refused(other, new AllocationRequest()).Reason.ShouldBe("No free system is healthy.");
    }

    [TestCase("s1", "s1")]
    [TestCase("r2", "s2")]
    [TestCase("r2-d1", "s2")]
    public void A_chassis_in_the_request_says_where(string chassis, string system)
    {
        var pod = new BenchPod().With("s1", "r1").With("s2", "r2").Build();

        Name(pod, new AllocationRequest { Memory = [new MemoryRequest(At: new Placement(ChassisId: chassis))] }).ShouldBe(system);
    }

    private static IEnumerable<TestCaseData> Refusals()
    {
        var nothing = new AllocationRequest();
        yield return Row("All systems are held by composed nodes.", nothing, pod => pod.Allocate(nothing), "online systems: 0");
        yield return Row("No free system is healthy.", nothing, pod => pod.SetHealth("s", Health.Critical), "online systems: 1", "status: 0");
        yield return Row("The resources named in the request are not in one free system.",
            new AllocationRequest { Memory = [new MemoryRequest(At: new Placement("other"))] }, null,
            "online systems: 1", "status: 1", "resource: 0");
        yield return Row("No free system lies in the chassis named in the request.",
            new AllocationRequest { Memory = [new MemoryRequest(At: new Placement(ChassisId: "r2"))] }, null,
            "online systems: 1", "status: 1", "resource: 1", "chassis: 0");
        yield return Row("No free system has the processors, or reaches the free accelerators, that are asked for.",
            new AllocationRequest { Processors = [new ProcessorRequest(TotalCores: 99)] }, null,
            "online systems: 1", "status: 1", "resource: 1", "chassis: 1", "processors: 0");
        yield return Row("No free system has the memory that is asked for.",
            new AllocationRequest { Memory = [new MemoryRequest(DeviceType: "DDR5")] }, null,
            "online systems: 1", "status: 1", "resource: 1", "chassis: 1", "processors: 1", "memory: 0");
        yield return Row("No free system has, or reaches free and erased, the drives that are asked for.",
            new AllocationRequest { LocalDrives = [new DriveRequest()] }, null,
            "online systems: 1", "status: 1", "resource: 1", "chassis: 1", "processors: 1", "memory: 1", "local drives: 0");
        yield return Row("No free system has the network interfaces that are asked for.",
            new AllocationRequest { EthernetInterfaces = [new EthernetRequest(100_000)] }, null,
            "online systems: 1", "status: 1", "resource: 1", "chassis: 1", "processors: 1", "memory: 1", "local drives: 1",
            "ethernet interfaces: 0");
        yield return Row("No free system has the total cores and memory that are asked for.",
            new AllocationRequest { TotalCores = 9 }, null,
            "online systems: 1", "status: 1", "resource: 1", "chassis: 1", "processors: 1", "memory: 1", "local drives: 1",
            "ethernet interfaces: 1", "system attributes: 0");
        yield return Row("No free system has the security that is asked for.",
            new AllocationRequest { Security = new SecurityRequest(TpmPresent: false) }, null,
            "online systems: 1", "status: 1", "resource: 1", "chassis: 1", "processors: 1", "memory: 1", "local drives: 1",
            "ethernet interfaces: 1", "system attributes: 1", "security: 0");

        static TestCaseData Row(string reason, AllocationRequest request, Action<Pod>? before, params string[] counts) =>
            new TestCaseData(reason, request, before, counts).SetArgDisplayNames(reason);
    }

    [TestCaseSource(nameof(Refusals))]
    public void A_refusal_says_what_was_missing_and_counts_each_filter(
        string reason, AllocationRequest request, Action<Pod>? before, string[] counts)
    {
        var pod = new BenchPod().With("s").Build();
        before?.Invoke(pod);

        var refused = Refused(pod, request);

        refused.Reason.ShouldBe(reason);
        refused.Available.ShouldBe(1);
        refused.Counts.Select(c => $"{c.Filter}: {c.Left}").ShouldBe(counts);
    }

    [Test]
    public void A_refused_request_takes_nothing()
    {
        var pod = DrivePod();

        Refused(pod, new AllocationRequest { LocalDrives = [new DriveRequest(Pooled: true)], TotalCores = 99 });

        pod.Holdings.Count.ShouldBe(0);
        pod.Nodes.ShouldBeEmpty();
    }

    private static IEnumerable<TestCaseData> Nearest()
    {
        yield return Row(new AllocationRequest { TotalCores = 99 }, "with TotalSystemCoreCount 8 instead of 99");
        yield return Row(new AllocationRequest { TotalMemoryMiB = 20_000, TotalCores = 8 }, "with TotalSystemMemoryMiB 16384 instead of 20000");
        yield return Row(
            new AllocationRequest { LocalDrives = [new DriveRequest(100), new DriveRequest(9_999)] },
            "with LocalDrives[1].CapacityGiB 3200 instead of 9999", "without LocalDrives[1] (the whole item)");
        yield return Row(
            new AllocationRequest { Processors = [new ProcessorRequest("Xeon 9", Brand: "Gold")] },
            "without Processors[0].Model (Xeon 9)", "without Processors[0] (the whole item)");
        yield return Row(
            new AllocationRequest { EthernetInterfaces = [new EthernetRequest(40_000)] },
            "with EthernetInterfaces[0].SpeedMbps 10000 instead of 40000", "without EthernetInterfaces[0] (the whole item)");
        yield return Row(new AllocationRequest { Security = new SecurityRequest(TxtEnabled: true) }, "without Security.TxtEnabled (true)");
        yield return Row(new AllocationRequest { TotalCores = 99, TotalMemoryMiB = 99_999 });

        static TestCaseData Row(AllocationRequest request, params string[] nearest) =>
            new TestCaseData(request, nearest).SetArgDisplayNames(nearest.DefaultIfEmpty("two things at once").First());
    }

    [TestCaseSource(nameof(Nearest))]
    public void A_refusal_names_the_nearest_requests_that_would_succeed(AllocationRequest request, string[] nearest)
    {
        var pod = DrivePod();

        Refused(pod, request).Nearest.Select(n => n.ToString()).ShouldBe(nearest);
    }

    [Test]
    public void What_is_near_is_a_request_that_would_be_taken()
    {
        var pod = new BenchPod().With("s", nics: [10_000]).WithShelf("p", 10).Build();

        Refused(pod, new AllocationRequest
        {
            EthernetInterfaces = [new EthernetRequest()], RemoteDrive = new RemoteDriveRequest(RemoteProtocol.NVMeOverFabrics, 1L << 30),
        }).Nearest.Select(n => n.ToString()).ShouldBe(["without RemoteDrives[0] (1 GiB)"]);
    }

    [Test]
    public void Nothing_is_near_when_no_system_is_free()
    {
        var pod = DrivePod();
        Allocated(pod, new AllocationRequest());

        Refused(pod, new AllocationRequest { TotalCores = 8 }).Nearest.ShouldBeEmpty();
    }

    [Test]
    public void An_explanation_names_who_dropped_out_and_what_would_be_chosen_and_takes_nothing()
    {
        var pod = new BenchPod().With("small", memory: [8_192]).With("broken").With("right", memory: [65_536]).WithPooled("n1", PooledDeviceKind.NVMe, 1_600).Build();
        pod.SetHealth("broken", Health.Warning);

        var explained = pod.Explain(new AllocationRequest { TotalMemoryMiB = 32_768, LocalDrives = [new DriveRequest(Pooled: true)] });

        explained.Steps.Single(s => s.Filter == "status").Dropped.ShouldBe([new ExplainedSystem("broken", "is Warning")]);
        explained.Steps.Single(s => s.Filter == "system attributes").Dropped.ShouldBe(
            [new ExplainedSystem("small", "has 8 cores, 8192 MiB, no performance configurations")]);
        explained.Choice!.System.ShouldBe("right");
        explained.Choice.Devices.ShouldBe(["n1"]);
        explained.Refused.ShouldBeNull();
        pod.Holdings.Count.ShouldBe(0);
        pod.Explain(new AllocationRequest { TotalCores = 99 }).Refused!.Nearest.ShouldHaveSingleItem().Instead.ShouldBe("8");
    }

    private static Pod DrivePod() => new BenchPod()
        .With("s", drives: [BenchPod.Drive("drive-1", 480)])
        .WithPooled("n-large", PooledDeviceKind.NVMe, 3_200)
        .WithPooled("n-small", PooledDeviceKind.NVMe, 1_600)
        .Build();

    private static ComposedNode Allocated(Pod pod, AllocationRequest request) =>
        pod.Allocate(request).ShouldBeOfType<AllocationResult.Allocated>().Node;

    private static AllocationResult.Refused Refused(Pod pod, AllocationRequest request) =>
        pod.Allocate(request).ShouldBeOfType<AllocationResult.Refused>();

    private static string Name(Pod pod, AllocationRequest request) => Allocated(pod, request).SystemId;

    private static string[] Names(Pod pod, int times, AllocationRequest request) =>
        [.. Enumerable.Range(0, times).Select(_ => Name(pod, request))];

    // Whether it fits, leaving the pod as it was.
    private static bool Fits(Pod pod, AllocationRequest request)
    {
        if (pod.Allocate(request) is not AllocationResult.Allocated allocated)
        {
            return false;
        }

        pod.Release(allocated.Node.Id);
        return true;
    }

    // The pooled devices given, or null when refused; drives are clean again afterwards.
    private static IReadOnlyList<string>? Devices(Pod pod, params DriveRequest[] drives)
    {
        if (pod.Allocate(new AllocationRequest { LocalDrives = drives }) is not AllocationResult.Allocated allocated)
        {
            return null;
        }

        pod.Release(allocated.Node.Id);
        foreach (var id in allocated.Node.DeviceIds)
        {
            pod.Erase(pod.Devices[id]);
        }

        return allocated.Node.DeviceIds;
    }
}
