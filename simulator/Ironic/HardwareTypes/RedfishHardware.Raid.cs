using System.Text.Json;
using System.Text.Json.Nodes;

namespace Simulator.Ironic;

/// <content>RAID (Redfish Storage, Volume and Drive).</content>
internal sealed partial class RedfishHardware : IRaid
{
    // A property of Redfish, which has nothing to do with the name of the hardware type.
    private const string VolumeName = "Name";

    // Ironic's word → Redfish RAIDType, with the least drives that it takes.
    private static readonly Dictionary<string, (string Type, int Least)> Levels = new(StringComparer.Ordinal)
    {
        ["0"] = ("RAID0", 1), ["1"] = ("RAID1", 2), ["5"] = ("RAID5", 3), ["6"] = ("RAID6", 4), ["1+0"] = ("RAID10", 4),
        ["5+0"] = ("RAID50", 6), ["6+0"] = ("RAID60", 8),
    };

    public async Task<IReadOnlyList<LogicalDisk>> ReadVolumesAsync(BmcCall call)
    {
        var (bmc, _, system) = await SystemAsync(call);
        var found = new List<LogicalDisk>();
        foreach (var storage in await MembersAsync(bmc, system, "Storage", isMandatory: false, call))
        {
            foreach (var volume in await VolumesAsync(bmc, storage, call))
            {
                var level = Levels.FirstOrDefault(l => l.Value.Type == Json.Text(volume["RAIDType"])).Key;
                found.Add(new LogicalDisk(
                    new JsonObject
                    {
                        ["id"] = volume["Id"]?.DeepClone(),
                        ["name"] = volume[VolumeName]?.DeepClone(),
                        ["controller"] = storage["Id"]?.DeepClone(),
                        ["size_gb"] = (int)((Number(volume["CapacityBytes"]) ?? 0) / BytesPerGiB),
                        ["raid_level"] = level,
                    },
                    Json.Text(volume["@odata.id"])!));
            }
        }

        return found;
    }

    public async Task CreateVolumeAsync(BmcCall call, JsonObject wanted)
    {
        var (bmc, _, system) = await SystemAsync(call);
        var level = Json.Text(wanted["raid_level"]) ?? "";
        if (!Levels.TryGetValue(level, out var raid))
        {
            throw new BmcException($"RAID level {level} is not supported; supported: {string.Join(", ", Levels.Keys)}.");
        }

        foreach (var storage in await MembersAsync(bmc, system, "Storage", isMandatory: true, call))
        {
            var free = await FreeDrivesAsync(bmc, storage, wanted, call);
            var count = Number(wanted["number_of_physical_disks"]) is { } asked ? (int)asked : raid.Least;
            if (free.Count < count)
            {
                continue;
            }

            var body = new JsonObject
            {
                ["RAIDType"] = raid.Type,
                ["Links"] = new JsonObject { ["Drives"] = new JsonArray([.. free.Take(count).Select(d => new JsonObject { ["@odata.id"] = Json.Text(d["@odata.id"]) })]) },
                ["@Redfish.OperationApplyTime"] = "Immediate",
            };
            if (Number(wanted["size_gb"]) is { } size)
            {
                body["CapacityBytes"] = (long)size * BytesPerGiB;
            }

            if (Json.Text(wanted["volume_name"]) is { } name)
            {
                body[VolumeName] = name;
            }

            var reply = await client.PostAsync(bmc, Json.Text(storage["Volumes"]?["@odata.id"])!, body, call);
            Accept(reply);
            return;
        }

        throw new BmcException($"No storage controller of node {call.Node.Uuid} has the free drives for the logical disk {JsonReply.Text(wanted)}.");
    }

    public async Task DeleteVolumeAsync(BmcCall call, string volume)
    {
        var (bmc, _, _) = await SystemAsync(call);
        Accept(await client.DeleteAsync(bmc, volume, new JsonObject { ["@Redfish.OperationApplyTime"] = "Immediate" }, call));
    }

    private async Task<IReadOnlyList<JsonObject>> VolumesAsync(RedfishDriverInfo bmc, JsonObject storage, BmcCall call)
    {
        if (Json.Text(storage["Volumes"]?["@odata.id"]) is not { } collection)
        {
            return [];
        }

        var volumes = new List<JsonObject>();
        foreach (var link in (await GetAsync(bmc, collection, call)).Body["Members"] as JsonArray ?? [])
        {
            volumes.Add((await GetAsync(bmc, Json.Text(link?["@odata.id"])!, call)).Body);
        }

        return volumes;
    }

    private async Task<IReadOnlyList<JsonObject>> FreeDrivesAsync(RedfishDriverInfo bmc, JsonObject storage, JsonObject wanted, BmcCall call)
    {
        var free = new List<JsonObject>();
        foreach (var link in storage["Drives"] as JsonArray ?? [])
        {
            var drive = (await GetAsync(bmc, Json.Text(link?["@odata.id"])!, call)).Body;
            var isWanted = (wanted["disk_type"] is not { } type || string.Equals(Json.Text(type), Json.Text(drive["MediaType"]), StringComparison.OrdinalIgnoreCase))
                && (wanted["interface_type"] is not { } protocol || string.Equals(Json.Text(protocol), Json.Text(drive["Protocol"]), StringComparison.OrdinalIgnoreCase))
                && (wanted["physical_disks"] is not JsonArray names || names.Any(n => Json.Text(n) == Json.Text(drive["Id"])));
            if (isWanted && Json.Text(drive["Status"]?["State"]) is "Enabled" or null && drive["Links"]?["Volumes"] is not JsonArray { Count: > 0 })
            {
                free.Add(drive);
            }
        }

        // Drives of one kind only make a volume together.
        return [.. free.GroupBy(d => (Json.Text(d["MediaType"]), Json.Text(d["Protocol"]))).OrderByDescending(g => g.Count()).FirstOrDefault() ?? Enumerable.Empty<JsonObject>()];
    }
}
