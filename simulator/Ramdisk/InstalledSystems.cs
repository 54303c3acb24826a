using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Simulator.Ramdisk;

/// <summary>An operating system on the disks of a system.</summary>
/// <param name="Image">What it was written from.</param>
internal sealed record InstalledSystem(string HostName, string Image);

/// <summary>What lies on the disks of each system, as agents have written it.</summary>
internal sealed class InstalledSystems
{
    private readonly ConcurrentDictionary<string, InstalledSystem> _bySystem = new(StringComparer.Ordinal);

    public InstalledSystem? On(string systemId) => _bySystem.GetValueOrDefault(systemId);

    /// <param name="systemId">Where it is written.</param>
    /// <param name="node">As the conductor sends it with a step: <c>name</c>, <c>instance_uuid</c>, <c>instance_info</c>.</param>
    public void Write(string systemId, JsonObject? node)
    {
        var info = node?["instance_info"];
        var metaData = (info?["configdrive"] as JsonObject)?["meta_data"];
        var name = Text(metaData?["hostname"]) ?? Text(metaData?["name"]) ?? Text(info?["hostname"]) ?? Text(info?["display_name"]) ?? Text(node?["name"])
            ?? Text(node?["instance_uuid"]) ?? systemId;
        _bySystem[systemId] = new InstalledSystem(name, Text(info?["image_source"]) ?? "");
    }

    public void Erase(string systemId) => _bySystem.TryRemove(systemId, out _);

    private static string? Text(JsonNode? value) => value is JsonValue text && text.TryGetValue<string>(out var given) && given.Length > 0 ? given : null;
}
