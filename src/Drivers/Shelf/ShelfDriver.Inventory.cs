using System.Text.Json.Nodes;

namespace Shelf;

internal sealed partial class ShelfDriver : IReadInventory, IProbeHealth
{
    private const string ReadSystems = "read the systems";

    public async Task<IReadOnlyList<PodSystem>> ReadSystemsAsync(CancellationToken cancellation)
    {
        var found = new List<PodSystem>();
        foreach (var system in await SystemsAsync(ReadSystems, cancellation))
        {
            var parts = await PartsOfAsync(system, ReadSystems, cancellation);
            var interfaces = await PartsAsync(system, "EthernetInterfaces", ReadSystems, cancellation);
            var place = PlaceOf(system, null);
            found.Add(new PodSystem(
                place.Index, system.Text("UUID"), system.Text("Name"), system.Text("Description"), system.Child("Status").Text("Health"),
                await LocationOfAsync(system, cancellation), parts.Cores, parts.Architecture,
                parts.Models is [.., var model] ? model : null, parts.MemoryMiB >> 10, interfaces.Count, parts.Drives.Sum(drive => drive.Bytes) >> 30)
            {
                Uri = place.Uri,
                NodeIndex = HasTag(system) ? place.Index : null,
            });
        }

        return found;
    }

    /// <summary>A shelf of servers says nothing of racks.</summary>
    public Task<IReadOnlyList<PodRack>> ReadRacksAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<PodRack>>([]);

    /// <summary>Nothing is pooled: what is in a server stays there.</summary>
    public Task<IReadOnlyList<PooledDevice>> ReadDevicesAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<PooledDevice>>([]);

    /// <summary>Reads the systems, because the service root is open to those without credentials.</summary>
    public async Task<PodHealth> ProbeAsync(CancellationToken cancellation)
    {
        try
        {
            var root = (await client.GetAsync("/redfish/v1/", "read the service root", cancellation)).Body;
            if (root.Link("Systems") is not { } systems)
            {
                return PodHealth.Ill("It is a Redfish service without systems.");
            }

            await client.GetAsync(systems, ReadSystems, cancellation);
            return PodHealth.Well();
        }
        catch (DriverException exception)
        {
            return PodHealth.Ill(exception.Failure.Detail);
        }
    }

    /// <summary>Counts the parts; falls back to the summaries of the system, which small services have instead.</summary>
    private async Task<Parts> PartsOfAsync(JsonNode? system, string stage, CancellationToken cancellation)
    {
        var processors = (await PartsAsync(system, "Processors", stage, cancellation))
            .Where(one => one.Text("ProcessorType") is null or "CPU").ToList();
        var memory = await PartsAsync(system, "Memory", stage, cancellation);
        var summary = system.Child("ProcessorSummary");
        var cores = processors.Sum(one => one.Number("TotalCores") ?? 0);
        var mib = memory.Sum(one => one.Number("CapacityMiB") ?? 0);
        return new Parts(
            mib > 0 ? mib : (system.Child("MemorySummary").Number("TotalSystemMemoryGiB") ?? 0) << 10,
            [.. memory.Select(one => one.Text("MemoryDeviceType"))],
            cores > 0 ? cores : summary.Number("CoreCount") ?? summary.Number("Count") ?? 0,
            [.. processors.Select(one => one.Text("Model")).Append(summary.Text("Model")).Where(model => model is not null)],
            processors.LastOrDefault().Text("ProcessorArchitecture") ?? processors.LastOrDefault().Text("InstructionSet"),
            await DrivesOfAsync(system, stage, cancellation));
    }

    private async Task<IReadOnlyList<DrivePart>> DrivesOfAsync(JsonNode? system, string stage, CancellationToken cancellation)
    {
        var drives = new List<DrivePart>();
        foreach (var storage in await PartsAsync(system, "Storage", stage, cancellation))
        {
            foreach (var path in storage.Items("Drives").Select(item => item.Text("@odata.id")).OfType<string>())
            {
                var drive = (await client.GetAsync(path, stage, cancellation)).Body;
                drives.Add(new DrivePart(drive.Number("CapacityBytes") ?? 0, drive.Text("MediaType"), drive.Text("Protocol")));
            }
        }

        if (drives.Count == 0)
        {
            var simple = await PartsAsync(system, "SimpleStorage", stage, cancellation);
            drives.AddRange(simple.SelectMany(one => one.Items("Devices")).Select(device => new DrivePart(device.Number("CapacityBytes") ?? 0, null, null)));
        }

        return drives;
    }

    /// <summary>From the system's chassis to the outermost; a service that links in a circle ends the walk.</summary>
    private async Task<string> LocationOfAsync(JsonNode? system, CancellationToken cancellation)
    {
        var text = "";
        var seen = new HashSet<string>();
        var path = system.Child("Links").Items("Chassis").FirstOrDefault().Text("@odata.id");
        while (path is not null && seen.Add(path))
        {
            var chassis = (await client.GetAsync(path, ReadSystems, cancellation)).Body;
            text += $"{chassis.Text("ChassisType")}:{chassis.Text("Id")}_";
            path = chassis.Child("Links").Link("ContainedBy");
        }

        return text;
    }
}
