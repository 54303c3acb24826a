using System.Text.Json.Nodes;
using Harness.Drivers;
using Harness.Fixtures;
using Harness.Labs;
using NUnit.Framework;
using Shouldly;
using Valence.DriverContract;

namespace Harness.Tests.Drivers;

/// <summary>What is the shelf driver's own: choosing, tags, and services that refuse them.</summary>
[TestFixture]
public sealed class ShelfTests
{
    private readonly List<Bench> _benches = [];
    private string _rack = "";
    private Lab _lab = null!;
    private LabClient _control = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _rack = new RackBuilder().WithSleds(1, "large").WithSleds(1).Write();
        _lab = await Lab.StartAsync(new LabSettings { RackFile = _rack, Profile = "dmtf" });
        _control = new LabClient(_lab.Addresses.Control);
    }

    [TearDown]
    public async Task StopAsync()
    {
        foreach (var bench in _benches)
        {
            await bench.DisposeAsync();
        }

        _benches.Clear();
        _control.Dispose();
        await _lab.DisposeAsync();
        Directory.Delete(Path.GetDirectoryName(_rack)!, recursive: true);
    }

    [TestCase(4, null, "r1-d1-s2")]
    [TestCase(9, null, "r1-d1-s1")]
    [TestCase(null, 65536, "r1-d1-s1")]
    public async Task The_smallest_system_that_suffices_is_taken(int? cores, int? memoryMiB, string system)
    {
        var bench = Open();

        var node = await bench.AllocateAsync(bench.Wish("a", Requirements.Anything with { TotalCores = cores, MemoryMiB = memoryMiB }));

        node.Index.ShouldBe(system);
    }

    [Test]
    public async Task Drives_are_matched_each_to_one_of_its_own()
    {
        var bench = Open();
        var drive = new DriveRequirement(400, "SSD", IsPooled: false);

        (await bench.AllocateAsync(bench.Wish("one", Requirements.Anything with { Drives = [drive] }))).Index.ShouldBe("r1-d1-s2");
        var refusal = await Should.ThrowAsync<DriverException>(() => bench.AllocateAsync(bench.Wish("two", Requirements.Anything with { Drives = [drive, drive] })));

        refusal.Failure.Status.ShouldBe(409);
    }

    [Test]
    public async Task What_a_shelf_cannot_have_is_refused_by_name_all_at_once()
    {
        var bench = Open();
        var wanted = Requirements.Anything with { PciDevices = ["GPU", "SSD"], Drives = [new DriveRequirement(100, null, IsPooled: true)] };

        var refusal = await Should.ThrowAsync<DriverException>(() => bench.AllocateAsync(bench.Wish("a", wanted)));

        refusal.Failure.Status.ShouldBe(400);
        refusal.Failure.Detail.ShouldContain("'GPU'");
        refusal.Failure.Detail.ShouldContain("'SSD'");
        refusal.Failure.Detail.ShouldContain("properties.storage");
    }

    [Test]
    public async Task Two_cores_race_for_one_system_and_one_of_them_loses()
    {
        var (one, other) = (Open(), Open());
        var wanted = Requirements.Anything with { TotalCores = 9 };

        var both = await Task.WhenAll(TryAsync(one, wanted), TryAsync(other, wanted));

        both.Count(node => node is not null).ShouldBe(1);
    }

    [Test]
    public async Task A_system_that_carries_a_tag_of_its_owners_is_left_alone()
    {
        var bench = Open();
        using var pod = new LabClient(_lab.Addresses.Redfish);
        var login = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{_lab.Addresses.User}:{_lab.Addresses.Password}"));
        (await pod.SendAsync(HttpMethod.Patch, "redfish/v1/Systems/r1-d1-s2", new JsonObject { ["AssetTag"] = "Mine" }, ("Authorization", $"Basic {login}"))).IsSuccess.ShouldBeTrue();

        (await bench.AllocateAsync(bench.Wish("a"))).Index.ShouldBe("r1-d1-s1");
    }

    [Test]
    public async Task A_service_that_refuses_tags_is_used_by_claims()
    {
        await _control.SendAsync(HttpMethod.Post, "sim/v1/faults", new JsonObject
        {
            ["face"] = "redfish", ["method"] = "PATCH", ["path"] = "/redfish/v1/Systems/*", ["status"] = 405,
        });
        var bench = Open();
        var wish = bench.Wish("a");

        var first = await bench.AllocateAsync(wish);
        var second = await bench.AllocateAsync(bench.Wish("b"));

        bench.ClaimOf(wish.Marker).ShouldBe(first);
        second.Index.ShouldNotBe(first.Index);
        (await TryAsync(bench, Requirements.Anything)).ShouldBeNull();
        await bench.ReleaseAsync(first);
        (await TryAsync(bench, Requirements.Anything)).ShouldNotBeNull().Index.ShouldBe(first.Index);
    }

    private Bench Open()
    {
        var bench = new Bench(DriverRuns.Settings(DriverRuns.FactoryOf("shelf"), _lab.Addresses.Redfish) with { User = _lab.Addresses.User, Password = _lab.Addresses.Password });
        _benches.Add(bench);
        return bench;
    }

    private static async Task<NodePlace?> TryAsync(Bench bench, Requirements wanted)
    {
        try
        {
            return await bench.AllocateAsync(bench.Wish("raced", wanted));
        }
        catch (DriverException refused) when (refused.Kind == DriverFault.Refused)
        {
            return null;
        }
    }
}
