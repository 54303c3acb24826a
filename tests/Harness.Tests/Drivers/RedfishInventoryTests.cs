using System.Text.Json;
using Harness.Fixtures;
using NUnit.Framework;
using Shouldly;
using Valence.DriverContract;

namespace Harness.Tests.Drivers;

/// <summary>The redfish driver reads an inventory in parts that hold all that it looks at, where a pod can answer so: with few requests, and it is the
/// same as read resource by resource.</summary>
[TestFixture]
public sealed class RedfishInventoryTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    [TestCase("union")]
    [TestCase("dmtf")]
    [TestCase("rsd-1.2")]
    [TestCase("rsd-2.1")]
    [TestCase("rsd-2.2")]
    [TestCase("rsd-2.3")]
    [TestCase("rsd-2.4")]
    public async Task Read_in_parts_or_resource_by_resource_it_is_the_same_inventory(string profile)
    {
        await using var pod = await RedfishPod.StartAsync(
            new RackBuilder().WithSleds(40).WithSleds(23, "large").WithPooledDrives(55).WithAccelerators(2, "GPU").WithNetworkCards(2), profile);
        var whole = new CountingWire();
        var driver = pod.Driver(whole);
        await ComposeAsync((IComposeNodes)driver, new DriveRequirement(1000, null, null));
        await ComposeAsync((IComposeNodes)driver, null);

        var asIs = await ReadAsync((IReadInventory)driver);
        var plain = await ReadAsync((IReadInventory)pod.Driver(new CountingWire { HidesQueries = true }));

        asIs.ShouldBe(plain);
        JsonDocument.Parse(asIs).RootElement.GetProperty("Systems").GetArrayLength().ShouldBeGreaterThanOrEqualTo(63);
        JsonDocument.Parse(asIs).RootElement.GetProperty("Devices").GetArrayLength().ShouldBeGreaterThanOrEqualTo(profile is "rsd-1.2" ? 0 : 55);
        whole.Refused.ShouldBeEmpty();
    }

    [TestCase("union")]
    [TestCase("dmtf")]
    public async Task A_rack_of_a_thousand_systems_is_read_with_few_requests(string profile)
    {
        await using var pod = await RedfishPod.StartAsync(new RackBuilder().WithSleds(1000).WithPooledDrives(250), profile);
        var wire = new CountingWire();
        var inventory = (IReadInventory)pod.Driver(wire);

        var systems = await inventory.ReadSystemsAsync(CancellationToken.None);
        var forSystems = wire.Requests;
        var devices = await inventory.ReadDevicesAsync(CancellationToken.None);
        var forDevices = wire.Requests - forSystems;

        TestContext.Out.WriteLine($"{forSystems} requests for {systems.Count} systems, {forDevices} for {devices.Count} devices.");
        systems.Count.ShouldBe(1000);
        systems.ShouldAllBe(system => system.Interfaces == 2 && system.Memory.Count == 1 && system.Drives.Count == 1);
        devices.Count.ShouldBe(250);
        forSystems.ShouldBeLessThan(40);
        forDevices.ShouldBeLessThan(40);
        wire.Refused.ShouldBeEmpty();
    }

    private static async Task ComposeAsync(IComposeNodes compose, DriveRequirement? drive)
    {
        var marker = $"valence:{Guid.NewGuid()}";
        await compose.AllocateAsync(new NodeWish($"n-{marker[^4..]}", marker, marker, Requirements.Anything with { Drives = drive is null ? [] : [drive] }, []), CancellationToken.None);
    }

    private static async Task<string> ReadAsync(IReadInventory inventory) => JsonSerializer.Serialize(
        new
        {
            Systems = await inventory.ReadSystemsAsync(CancellationToken.None),
            Racks = await inventory.ReadRacksAsync(CancellationToken.None),
            Devices = await inventory.ReadDevicesAsync(CancellationToken.None),
        },
        Indented);
}
