using System.Text.Json.Serialization;

namespace Simulator.Redfish;

/// <summary>Redundancy v1_7_0, RedundantGroup: parts that do the same work, of which not all are needed.</summary>
internal sealed record RedundantGroup(int MinNeededInGroup, int MaxSupportedInGroup, Status Status, IReadOnlyList<Link> RedundancyGroup)
{
    public string RedundancyType => "NPlusM";

    [JsonPropertyName("RedundancyGroup@odata.count")]
    public int Count => RedundancyGroup.Count;

    /// <summary>None for a single part, which nothing stands in for.</summary>
    public static IReadOnlyList<RedundantGroup>? Of(IReadOnlyList<string> uris, int needed, Hardware.Health health) =>
        uris.Count < 2 ? null : [new RedundantGroup(needed, uris.Count, Status.Of(health), Link.All(uris))];
}

/// <summary>Redundancy v1_7_0 as the deprecated Power and Thermal have it.</summary>
internal sealed record OldRedundancy(
    [property: JsonPropertyName("@odata.id")] string ODataId, string Name, int MinNumNeeded, int MaxNumSupported, Status Status, IReadOnlyList<Link> RedundancySet)
{
    public string MemberId => "0";

    public string Mode => "N+m";

    [JsonPropertyName("RedundancySet@odata.count")]
    public int Count => RedundancySet.Count;

    /// <param name="parent">URI of the Power or Thermal.</param>
    /// <param name="array">In which array of it the parts are.</param>
    public static IReadOnlyList<OldRedundancy>? Of(string parent, string array, string name, int count, int needed, Hardware.Health health) =>
        count < 2 ? null : [new OldRedundancy(
            $"{parent}#/Redundancy/0", name, needed, count, Status.Of(health), Link.All(Enumerable.Range(0, count).Select(i => $"{parent}#/{array}/{i}")))];
}
