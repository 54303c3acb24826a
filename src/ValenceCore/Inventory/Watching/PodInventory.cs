using System.Text.Json.Serialization;

namespace ValenceCore.Inventory;

/// <summary>What stood in a pod when it was last read.</summary>
/// <param name="ReadAt">When the reading began, in Unix milliseconds.</param>
internal sealed record PodInventory(string PodId, IReadOnlyList<PodSystem> Systems, long ReadAt);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PodSystem[]))]
internal sealed partial class PodInventoryJsonContext : JsonSerializerContext;
