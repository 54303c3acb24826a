using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Simulator.Ironic;

/// <summary>What was last read from a node's machine and is answered without asking it again. Gone with the node.</summary>
internal sealed class NodeFindings(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, Finding> _found = new(StringComparer.Ordinal);

    public Finding Of(string node) => _found.GetValueOrDefault(node, Finding.Nothing);

    public void Forget(string node) => _found.TryRemove(node, out _);

    /// <summary>Keeps the settings of the firmware; those that have changed are newly dated.</summary>
    public void NoteBios(string node, IReadOnlyList<BiosSetting> settings)
    {
        var now = clock.GetUtcNow();
        Change(node, found => found with
        {
            Bios =
            [
                .. settings.Select(s => found.Bios.FirstOrDefault(k => k.Setting.Name == s.Name) switch
                {
                    null => new DatedSetting(s, now, UpdatedAt: null),
                    { } known when known.Setting.Value == s.Value => known with { Setting = s },
                    { } known => new DatedSetting(s, known.CreatedAt, now),
                }),
            ],
        });
    }

    /// <summary>Keeps the versions of firmware.</summary>
    public void NoteFirmware(string node, IReadOnlyList<FirmwareComponent> components)
    {
        var now = clock.GetUtcNow();
        Change(node, found => found with
        {
            Firmware =
            [
                .. components.Select(c => found.Firmware.FirstOrDefault(k => k.Component == c.Component) switch
                {
                    null => new DatedFirmware(c.Component, c.Version, c.Version, Flashed: null, now, UpdatedAt: null),
                    { } known when known.Current == c.Version => known,
                    { } known => known with { Current = c.Version, Flashed = c.Version, UpdatedAt = now },
                }),
            ],
        });
    }

    /// <param name="node">Its UUID.</param>
    /// <param name="inventory">As an agent reports it.</param>
    /// <param name="pluginData">Whatever else came with it.</param>
    public void NoteInventory(string node, JsonObject inventory, JsonObject pluginData) =>
        Change(node, found => found with { Inventory = inventory, PluginData = pluginData });

    private void Change(string node, Func<Finding, Finding> change) =>
        _found.AddOrUpdate(node, _ => change(Finding.Nothing), (_, found) => change(found));
}

/// <param name="Inventory">Null before an inspection that brings one.</param>
internal sealed record Finding(IReadOnlyList<DatedSetting> Bios, IReadOnlyList<DatedFirmware> Firmware, JsonObject? Inventory, JsonObject PluginData)
{
    public static Finding Nothing { get; } = new([], [], Inventory: null, []);
}

internal sealed record DatedSetting(BiosSetting Setting, DateTimeOffset CreatedAt, DateTimeOffset? UpdatedAt);

/// <param name="Initial">The version that was there first.</param>
/// <param name="Flashed">The last version that an update brought; null before the first.</param>
internal sealed record DatedFirmware(string Component, string Initial, string Current, string? Flashed, DateTimeOffset CreatedAt, DateTimeOffset? UpdatedAt);
