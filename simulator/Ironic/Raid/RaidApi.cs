using System.Text.Json;
using System.Text.Json.Nodes;

namespace Simulator.Ironic;

/// <summary><c>PUT nodes/N/states/raid</c> (1.12): the volumes that the next RAID step is to make.</summary>
internal sealed class RaidApi(Conductor conductor)
{
    private static readonly string[] Levels = ["JBOD", "0", "1", "2", "5", "6", "1+0", "5+0", "6+0"];

    /// <summary>Members of a logical disk, with what they mean.</summary>
    public static readonly IReadOnlyDictionary<string, string> DiskProperties = new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["controller"] = "Controller to make the volume on, as the machine names it. Optional.",
        ["disk_type"] = "Kind of drives to take: hdd or ssd. Optional.",
        ["interface_type"] = "Protocol of the drives to take: sata, scsi or sas. Optional.",
        ["is_root_volume"] = "True for the volume that instances are written to. Optional, default false.",
        ["number_of_physical_disks"] = "How many drives to take. Optional, default the least that the level takes.",
        ["physical_disks"] = "The drives to take, as the machine names them. Optional.",
        ["raid_level"] = $"One of {string.Join(", ", Levels)}. Required.",
        ["share_physical_disks"] = "True when other volumes may lie on the same drives. Optional, default false.",
        ["size_gb"] = "Size in GiB, a whole number above zero, or MAX. Required.",
        ["volume_name"] = "Name of the volume. Optional.",
    };

    public async Task<IResult> PutAsync(HttpContext context, string node)
    {
        var asked = await conductor.ReadAsync(context, node);
        if (asked.Error is not null)
        {
            return asked.Error;
        }

        var (found, body) = asked.Value;

        if (conductor.Capable<IRaid>(found, "raid").Error is { } unable)
        {
            return unable;
        }

        var problems = Problems(body).ToList();
        return problems.Count > 0
            ? IronicErrors.Invalid($"RAID config validation error: {string.Join("; ", problems)}")
            : (IResult?)conductor.ChangeUnlocked(found, n => n with { TargetRaidConfig = body }) ?? EmptyReply.Done;
    }

    /// <summary>All that is wrong with a <c>target_raid_config</c>; an empty one takes the target away.</summary>
    public static IEnumerable<string> Problems(JsonObject config)
    {
        if (config.Count == 0)
        {
            return [];
        }

        return config["logical_disks"] is JsonArray { Count: > 0 } disks
            ?
            [
                .. config.Select(m => m.Key).Where(k => k != "logical_disks").Select(k => $"'{k}' is not known"),
                .. disks.SelectMany((d, i) => Problems(d as JsonObject, $"logical_disks[{i}]")),
                .. disks.Count(d => Json.OptionalFlag(d?["is_root_volume"]) == true) > 1 ? ["only one logical disk can be the root volume"] : Array.Empty<string>(),
            ]
            : ["'logical_disks' must be a list of at least one logical disk"];
    }

    private static IEnumerable<string> Problems(JsonObject? disk, string where) => disk is null
        ? [$"{where} is not an object"]
        :
        [
            .. disk.Select(m => m.Key).Where(k => !DiskProperties.ContainsKey(k)).Select(k => $"{where}: '{k}' is not known"),
            .. Levels.Contains(Json.Text(disk["raid_level"])) ? [] : new[] { $"{where}: raid_level must be one of {string.Join(", ", Levels)}" },
            .. IsSize(disk["size_gb"]) ? [] : new[] { $"{where}: size_gb must be a whole number above zero, or MAX" },
            .. disk["physical_disks"] is null or JsonArray ? [] : new[] { $"{where}: physical_disks must be a list" },
            .. disk["number_of_physical_disks"] is { } count && !IsWhole(count) ? new[] { $"{where}: number_of_physical_disks must be a whole number above zero" } : [],
        ];

    private static bool IsSize(JsonNode? value) => (value is not null && IsWhole(value)) || Json.Text(value) is "MAX";

    private static bool IsWhole(JsonNode value) => value.GetValueKind() == JsonValueKind.Number && value.AsValue().TryGetValue<int>(out var number) && number > 0;
}
