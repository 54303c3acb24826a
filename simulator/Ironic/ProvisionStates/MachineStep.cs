using System.Text.Json.Nodes;
using Simulator.Work;

namespace Simulator.Ironic;

/// <summary>A step that the conductor does itself, through the machine's BMC.</summary>
/// <param name="Name"><c>interface.step</c>.</param>
/// <param name="ActAsync">Does it.</param>
/// <param name="NeedsReboot">The machine must boot before <paramref name="AfterAsync"/> is called.</param>
/// <param name="AfterAsync">Reads what came of it, and fails when that is not what was asked for.</param>
internal sealed record MachineStep(
    string Name, Func<BmcCall, NodeStep, Task> ActAsync, bool NeedsReboot = false, Func<BmcCall, NodeStep, Task>? AfterAsync = null)
{
    /// <summary>What is wrong with the arguments, or null.</summary>
    public Func<IronicNode, NodeStep, string?> Check { get; init; } = (_, _) => null;
}

/// <summary>All steps that the conductor can do itself: BIOS, RAID, secure boot keys and firmware (section 10).</summary>
internal sealed class MachineSteps(Conductor conductor)
{
    private const int MostLooks = 1_800;

    /// <summary>The step, when the node's machine can do it.</summary>
    public MachineStep? Find(IronicNode node, NodeStep step) => All(node).FirstOrDefault(s => s.Name == step.Name);

    public IEnumerable<MachineStep> All(IronicNode node) =>
    [
        .. conductor.Capable<IBios>(node, "bios") is { Error: null, Value: var bios } ? Bios(bios) : [],
        .. conductor.Capable<IRaid>(node, "raid") is { Error: null, Value: var raid } ? Raid(raid) : [],
        .. conductor.Capable<ISecureBoot>(node, "management") is { Error: null, Value: var secureBoot } ? Keys(secureBoot) : [],
        .. conductor.Capable<IFirmware>(node, "management") is { Error: null, Value: var firmware } ? Firmware(firmware) : [],
    ];

    /// <summary>Reads what is answered from memory later: settings and versions of the firmware.</summary>
    public async Task LearnAsync(BmcCall call)
    {
        var node = call.Node;
        if (conductor.Capable<IBios>(node, "bios") is { Error: null, Value: var bios } && await bios.ReadBiosAsync(call) is { } settings)
        {
            conductor.Findings.NoteBios(node.Uuid, settings);
        }

        if (conductor.Capable<IFirmware>(node, "firmware") is { Error: null, Value: var firmware })
        {
            conductor.Findings.NoteFirmware(node.Uuid, await firmware.ReadFirmwareAsync(call));
        }

        if (conductor.Capable<ISecureBoot>(node, "management") is { Error: null, Value: var secureBoot })
        {
            var isOn = await secureBoot.GetSecureBootAsync(call);
            conductor.Change(node.Uuid, n => n.SecureBoot == isOn ? n : n with { SecureBoot = isOn });
        }
    }

    private IEnumerable<MachineStep> Bios(IBios bios) =>
    [
        new("bios.apply_configuration", (call, step) => bios.ApplyBiosAsync(call, Wanted(step)), NeedsReboot: true, async (call, step) =>
        {
            await LearnAsync(call);
            var kept = conductor.Findings.Of(call.Node.Uuid).Bios.ToDictionary(b => b.Setting.Name, b => b.Setting.Value, StringComparer.Ordinal);
            var wrong = Wanted(step).Where(w => kept.GetValueOrDefault(w.Key) != Plain(w.Value)).Select(w => w.Key).ToList();
            if (wrong.Count > 0)
            {
                throw new BmcException($"BIOS settings were not applied: {string.Join(", ", wrong)}.");
            }
        })
        {
            Check = (_, step) => step.Args["settings"] is JsonArray { Count: > 0 } settings && settings.All(s => Json.Text(s?["name"]) is not null && s!["value"] is not null)
                ? null
                : "its argument settings must be a list of objects with name and value",
        },
        new("bios.factory_reset", (call, _) => bios.ResetBiosAsync(call), NeedsReboot: true, (call, _) => LearnAsync(call)),
    ];

    private IEnumerable<MachineStep> Raid(IRaid raid) =>
    [
        new("raid.create_configuration", (call, step) => CreateAsync(raid, call, call.Node.TargetRaidConfig, step))
        {
            Check = (node, _) => node.TargetRaidConfig.Count == 0 ? "the node has no target_raid_config; set it by states/raid" : null,
        },
        new("raid.apply_configuration", (call, step) => CreateAsync(raid, call, Json.Object(step.Args["raid_config"]), step))
        {
            Check = (_, step) => step.Args["raid_config"] is JsonObject config ? RaidApi.Problems(config).FirstOrDefault() : "its argument raid_config is required",
        },
        new("raid.delete_configuration", async (call, _) =>
        {
            await DeleteAllAsync(raid, call);
            conductor.Change(call.Node.Uuid, n => n with { RaidConfig = [] });
        }),
    ];

    private static IEnumerable<MachineStep> Keys(ISecureBoot secureBoot) =>
    [
        new("management.reset_secure_boot_keys_to_default", (call, _) => secureBoot.ResetKeysAsync(call, "ResetAllKeysToDefault")),
        new("management.clear_secure_boot_keys", (call, _) => secureBoot.ResetKeysAsync(call, "DeleteAllKeys")),
    ];

    private IEnumerable<MachineStep> Firmware(IFirmware firmware) =>
    [
        new("management.update_firmware", (call, step) => UpdateAsync(firmware, call, step.Args["firmware_images"]), NeedsReboot: true, (call, _) => LearnAsync(call))
        {
            Check = (_, step) => AreImages(step.Args["firmware_images"]) ? null : "its argument firmware_images must be a list of objects with url",
        },
        new("firmware.update", (call, step) => UpdateAsync(firmware, call, step.Args["settings"]), NeedsReboot: true, (call, _) => LearnAsync(call))
        {
            Check = (_, step) => AreImages(step.Args["settings"]) ? null : "its argument settings must be a list of objects with component and url",
        },
    ];

    private static JsonObject Wanted(NodeStep step) => new((step.Args["settings"] as JsonArray ?? [])
        .Select(s => KeyValuePair.Create(Json.Text(s!["name"])!, s["value"]?.DeepClone())));

    private static string? Plain(JsonNode? value) => Json.Text(value) ?? value?.ToJsonString();

    private static bool AreImages(JsonNode? value) => value is JsonArray { Count: > 0 } images && images.All(i => Json.Text(i?["url"]) is not null);

    private async Task CreateAsync(IRaid raid, BmcCall call, JsonObject config, NodeStep step)
    {
        if (Json.OptionalFlag(step.Args["delete_existing"]) == true)
        {
            await DeleteAllAsync(raid, call);
        }

        var disks = (config["logical_disks"] as JsonArray ?? []).OfType<JsonObject>()
            .Where(d => Json.OptionalFlag(d["is_root_volume"]) == true
                ? Json.OptionalFlag(step.Args["create_root_volume"]) ?? true
                : Json.OptionalFlag(step.Args["create_nonroot_volumes"]) ?? true);
        foreach (var disk in disks)
        {
            await raid.CreateVolumeAsync(call, disk);
        }

        var made = await raid.ReadVolumesAsync(call);
        conductor.Change(call.Node.Uuid, n => n with
        {
            RaidConfig = new JsonObject
            {
                ["logical_disks"] = new JsonArray([.. made.Select(m => m.Json)]),
                ["last_updated"] = Json.Time(conductor.World.Clock.GetUtcNow()),
            },
        });
    }

    private static async Task DeleteAllAsync(IRaid raid, BmcCall call)
    {
        foreach (var volume in await raid.ReadVolumesAsync(call))
        {
            await raid.DeleteVolumeAsync(call, volume.Uri);
        }
    }

    private async Task UpdateAsync(IFirmware firmware, BmcCall call, JsonNode? images)
    {
        foreach (var image in images as JsonArray ?? [])
        {
            if (await firmware.UpdateFirmwareAsync(call, Json.Text(image!["url"])!) is not { } monitor)
            {
                continue;
            }

            var looks = 0;
            while (!await firmware.IsUpdatedAsync(call, monitor))
            {
                if (++looks > MostLooks)
                {
                    throw new BmcException($"The firmware update at {monitor} did not end.");
                }

                await call.Hold.DelayAsync(conductor.Settings.Timings.PowerPoll, call.Cancellation);
            }
        }
    }
}
