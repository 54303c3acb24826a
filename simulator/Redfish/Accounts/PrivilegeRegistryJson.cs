using System.Text.Json.Serialization;

namespace Simulator.Redfish;

/// <summary>PrivilegeRegistry v1_2_0, written from <see cref="PrivilegeMap"/>: what is served is what decides. No resource of the tree.</summary>
internal sealed class PrivilegeRegistryJson(IEnumerable<string> kinds)
{
    public const string RegistryName = "RackSimulator_1.0.0_PrivilegeRegistry";

    [JsonPropertyName("@odata.type")]
    public string ODataType => "#PrivilegeRegistry.v1_2_0.PrivilegeRegistry";

    public string Id => RegistryName;

    public string Name => "Privilege Registry";

    public string Description => "The privileges that each kind of resource of this service needs.";

    public IReadOnlyList<string> PrivilegesUsed => ["NoAuth", .. Enum.GetNames<Privilege>()];

    [JsonPropertyName("OEMPrivilegesUsed")]
    public IReadOnlyList<string> OemPrivilegesUsed => [];

    public IReadOnlyList<PrivilegeMappingJson> Mappings { get; } =
        [.. kinds.Distinct().Order(StringComparer.Ordinal).Select(PrivilegeMappingJson.Of)];
}

internal sealed record PrivilegeMappingJson(string Entity, OperationMapJson OperationMap)
{
    public IReadOnlyList<PrivilegeTargetJson>? PropertyOverrides { get; init; }

    public IReadOnlyList<PrivilegeTargetJson>? SubordinateOverrides { get; init; }

    public static PrivilegeMappingJson Of(string kind)
    {
        var rule = PrivilegeMap.Of(kind);
        var isAccount = kind == "ManagerAccount";
        var below = PrivilegeMap.Overrides.Where(o => o.Kinds.Contains(kind))
            .SelectMany(o => o.Above, (o, above) => new PrivilegeTargetJson([above], OperationMapJson.Of(o.Rule))).ToList();

        // A property override says what an account may change about itself; of the whole it takes the right away.
        return new(kind, isAccount ? OperationMapJson.Of(rule with { Change = [.. rule.Change.Where(g => !g.OwnOnly)] }) : OperationMapJson.Of(rule, isOpen: kind == "ServiceRoot"))
        {
            PropertyOverrides = isAccount ? [new(PrivilegeMap.OwnAccountProperties, OperationMapJson.Of(rule))] : null,
            SubordinateOverrides = below.Count > 0 ? below : null,
        };
    }
}

internal sealed record PrivilegeTargetJson(IReadOnlyList<string> Targets, OperationMapJson OperationMap);

internal sealed record OperationMapJson(IReadOnlyList<OperationPrivilegeJson> Read, IReadOnlyList<OperationPrivilegeJson> Change)
{
    [JsonIgnore]
    public IReadOnlyList<OperationPrivilegeJson> Read { get; } = Read;

    [JsonIgnore]
    public IReadOnlyList<OperationPrivilegeJson> Change { get; } = Change;

    [JsonPropertyName("GET")]
    public IReadOnlyList<OperationPrivilegeJson> Get => Read;

    [JsonPropertyName("HEAD")]
    public IReadOnlyList<OperationPrivilegeJson> Head => Read;

    [JsonPropertyName("PATCH")]
    public IReadOnlyList<OperationPrivilegeJson> Patch => Change;

    [JsonPropertyName("POST")]
    public IReadOnlyList<OperationPrivilegeJson> Post => Change;

    [JsonPropertyName("PUT")]
    public IReadOnlyList<OperationPrivilegeJson> Put => Change;

    [JsonPropertyName("DELETE")]
    public IReadOnlyList<OperationPrivilegeJson> Delete => Change;

    public static OperationMapJson Of(PrivilegeRule rule, bool isOpen = false) => new(
        [.. rule.Read.Select(g => new OperationPrivilegeJson([g.Privilege.ToString()])), .. isOpen ? [new OperationPrivilegeJson(["NoAuth"])] : Array.Empty<OperationPrivilegeJson>()],
        [.. rule.Change.Select(g => new OperationPrivilegeJson([g.Privilege.ToString()]))]);
}

/// <summary>All of these together; one such set suffices.</summary>
internal sealed record OperationPrivilegeJson(IReadOnlyList<string> Privilege);
