using System.Text.Json;
using System.Text.Json.Nodes;

namespace Simulator.Ironic;

/// <content>Out-of-band inspection.</content>
internal sealed partial class RedfishHardware
{
    private const long BytesPerGiB = 1L << 30;

    public async Task<Inspection> InspectAsync(BmcCall call)
    {
        var (bmc, _, system) = await SystemAsync(call);
        var processors = await MembersAsync(bmc, system, "Processors", isMandatory: true, call);
        var interfaces = await MembersAsync(bmc, system, "EthernetInterfaces", isMandatory: false, call);
        var disks = await DisksAsync(bmc, system, call);
        var threads = processors.Sum(p => Number(p["TotalThreads"]) ?? 0);
        var memory = Number(system.Body["MemorySummary"]?["TotalSystemMemoryGiB"]);
        return new Inspection(
            threads > 0 ? (int)threads : null,
            processors.Select(Architecture).FirstOrDefault(a => a is not null),
            memory is null ? null : (int)(memory * 1024),
            disks.Count == 0 ? null : (int)Math.Max(0, (disks.Min() / BytesPerGiB) - 1),
            ReadingOf(system.Body).BootMode,
            [.. interfaces.Where(IsEnabled).Select(i => Json.Text(i["MACAddress"])?.ToLowerInvariant()).OfType<string>().Distinct(StringComparer.Ordinal)]);
    }

    private static string? Architecture(JsonObject processor) =>
        (Json.Text(processor["ProcessorArchitecture"]), Json.Text(processor["InstructionSet"])) switch
        {
            ("x86", "x86-64") or (null, "x86-64") => "x86_64",
            ("x86", _) => "i686",
            ("ARM", "ARM-A64") or (null, "ARM-A64") => "aarch64",
            _ => null,
        };

    private static bool IsEnabled(JsonObject nic) => Json.Text(nic["Status"]?["State"]) is "Enabled";

    private static double? Number(JsonNode? value) => value?.GetValueKind() == JsonValueKind.Number ? value.GetValue<double>() : null;

    private async Task<IReadOnlyList<double>> DisksAsync(RedfishDriverInfo bmc, RedfishReply system, BmcCall call)
    {
        var simple = await MembersAsync(bmc, system, "SimpleStorage", isMandatory: false, call);
        var sizes = simple.SelectMany(s => (s["Devices"] as JsonArray ?? []).Select(d => Number(d?["CapacityBytes"]))).OfType<double>().ToList();
        if (sizes.Count > 0)
        {
            return sizes;
        }

        foreach (var storage in await MembersAsync(bmc, system, "Storage", isMandatory: false, call))
        {
            foreach (var drive in storage["Drives"] as JsonArray ?? [])
            {
                if (Json.Text(drive?["@odata.id"]) is { } link && Number((await GetAsync(bmc, link, call)).Body["CapacityBytes"]) is { } size)
                {
                    sizes.Add(size);
                }
            }
        }

        return sizes;
    }

    private async Task<IReadOnlyList<JsonObject>> MembersAsync(
        RedfishDriverInfo bmc, RedfishReply system, string property, bool isMandatory, BmcCall call)
    {
        if (Json.Text(system.Body[property]?["@odata.id"]) is not { } collection)
        {
            return isMandatory ? throw Missing(property, system) : [];
        }

        var listed = await GetAsync(bmc, collection, call);
        var members = new List<JsonObject>();
        foreach (var link in listed.Body["Members"] as JsonArray ?? throw Missing("Members", listed))
        {
            if (Json.Text(link?["@odata.id"]) is { } path)
            {
                members.Add((await GetAsync(bmc, path, call)).Body);
            }
        }

        return members;
    }

    private async Task<RedfishReply> GetAsync(RedfishDriverInfo bmc, string path, BmcCall call)
    {
        var reply = await client.GetAsync(bmc, path, call);
        return reply.IsSuccess ? reply : throw Refused(reply);
    }
}
