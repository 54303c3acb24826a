using System.Text.Json;

namespace ValenceCore.Drivers.Redfish;

/// <summary>A block as it was read, with the summary of the one system in it, if there is one.</summary>
internal sealed class ReadBlock(JsonElement? block, JsonElement? system)
{
    private readonly List<string?> types = [.. block.Items("ResourceBlockType").Select(type => type?.GetString())];

    private bool IsCompute => types.Contains("Compute") || types.Contains("ComputerSystem")
        || (block.Links("Processors").Count > 0 && block.Links("Memory").Count > 0);

    public IEnumerable<string> PartsToRead(Requirements wanted)
    {
        var wantsDrives = wanted.Drives.Count > 0 || wanted.PciDevices.Contains("SSD");
        List<string> names = [];
        if (IsCompute)
        {
            names.AddRange(system is null ? ["Processors", "Memory"] : wanted.MemoryType is null ? [] : ["Memory"]);
        }
        else
        {
            names.AddRange(wanted.PciDevices.Any(kind => kind is "GPU" or "FPGA") ? ["Processors"] : []);
            names.AddRange(wanted.PciDevices.Contains("NIC") ? ["EthernetInterfaces"] : []);
        }

        names.AddRange(wantsDrives ? ["Storage", "Drives"] : []);
        return names.SelectMany(name => block.Links(name));
    }

    public UsableBlock Usable(Dictionary<string, JsonElement?> parts)
    {
        List<JsonElement?> Of(string name) => [.. block.Links(name).Select(uri => parts.GetValueOrDefault(uri)).Where(part => part is not null)];
        var processors = Of("Processors");
        var cpus = processors.Where(processor => processor.Text("ProcessorType") is null or "CPU" or "Core" or "Thread").ToList();
        var memory = Of("Memory");
        var drives = Of("Drives").Concat(Of("Storage").SelectMany(unit => unit.Links("Drives")).Select(uri => parts.GetValueOrDefault(uri)));
        return new UsableBlock(
            block.Id()!, block.Text("Name") ?? RedfishJson.LastSegment(block.Id()!), IsCompute, block.Child("Links").Links("Zones").ToHashSet())
        {
            Cores = system.Child("ProcessorSummary").Number("CoreCount") ?? cpus.Sum(processor => processor.Number("TotalCores") ?? 0),
            MemoryMiB = system.Child("MemorySummary").Number("TotalSystemMemoryGiB") is { } gib
                ? gib * 1024
                : memory.Sum(module => module.Number("CapacityMiB") ?? 0),
            ProcessorModels = system.Child("ProcessorSummary").Text("Model") is { } model
                ? [model]
                : [.. cpus.Select(processor => processor.Text("Model")).OfType<string>()],
            MemoryTypes = [.. memory.SelectMany(module => new[] { module.Text("MemoryDeviceType"), module.Text("MemoryType") }).OfType<string>()],
            Drives = [.. drives.Where(drive => drive is not null).DistinctBy(drive => drive.Id()).Select(drive => new BlockDrive(
                drive.Number("CapacityBytes") ?? 0, drive.Text("MediaType") is "HDD" or "SMR",
                drive.Text("Protocol")?.StartsWith("NVMe", StringComparison.Ordinal) == true))],
            Devices =
            [
                .. processors.Select(processor => processor.Text("ProcessorType")).Where(type => type is "GPU" or "FPGA").OfType<string>(),
                .. IsCompute ? [] : Of("EthernetInterfaces").Select(_ => "NIC"),
            ],
        };
    }
}
