using System.Text.Json;
using System.Text.Json.Nodes;

namespace Simulator.Ironic;

/// <content>Firmware settings (Redfish Bios and its AttributeRegistry).</content>
internal sealed partial class RedfishHardware : IBios
{
    // Word of the registry → word of the answer.
    private static readonly (string Registry, string Answer)[] Words =
    [
        ("Type", "attribute_type"), ("LowerBound", "lower_bound"), ("UpperBound", "upper_bound"), ("MinLength", "min_length"),
        ("MaxLength", "max_length"), ("ReadOnly", "read_only"), ("ResetRequired", "reset_required"), ("IsSystemUniqueProperty", "unique"),
    ];

    public async Task<IReadOnlyList<BiosSetting>?> ReadBiosAsync(BmcCall call)
    {
        var (bmc, _, system) = await SystemAsync(call);
        if (Json.Text(system.Body["Bios"]?["@odata.id"]) is not { } path)
        {
            return null;
        }

        var bios = (await GetAsync(bmc, path, call)).Body;
        var known = Json.Text(bios["AttributeRegistry"]) is { } registry ? await RegistryAsync(bmc, registry, call) : [];
        return
        [
            .. (bios["Attributes"] as JsonObject ?? []).OrderBy(a => a.Key, StringComparer.Ordinal)
                .Select(a => new BiosSetting(a.Key, a.Value is null ? null : TextOf(a.Value), known.GetValueOrDefault(a.Key, []))),
        ];
    }

    public async Task ApplyBiosAsync(BmcCall call, JsonObject settings)
    {
        var (bmc, bios) = await BiosAsync(call);
        var redfish = bios.Body["@Redfish.Settings"];
        var path = Json.Text(redfish?["SettingsObject"]?["@odata.id"]) ?? throw Missing("@Redfish.Settings/SettingsObject", bios);
        var body = new JsonObject { ["Attributes"] = settings.DeepClone() };
        if (redfish!["SupportedApplyTimes"] is JsonArray times && times.Any(t => Json.Text(t) == "OnReset"))
        {
            body["@Redfish.SettingsApplyTime"] = new JsonObject { ["@odata.type"] = "#Settings.v1_0_0.PreferredApplyTime", ["ApplyTime"] = "OnReset" };
        }

        Accept(await client.PatchAsync(bmc, path, body, etag: null, call));
    }

    public async Task ResetBiosAsync(BmcCall call)
    {
        var (bmc, bios) = await BiosAsync(call);
        var target = Json.Text(bios.Body["Actions"]?["#Bios.ResetBios"]?["target"]) ?? throw Missing("Actions/#Bios.ResetBios/target", bios);
        Accept(await client.PostAsync(bmc, target, [], call));
    }

    private async Task<(RedfishDriverInfo Bmc, RedfishReply Bios)> BiosAsync(BmcCall call)
    {
        var (bmc, _, system) = await SystemAsync(call);
        return (bmc, await GetAsync(bmc, Json.Text(system.Body["Bios"]?["@odata.id"]) ?? throw Missing("Bios", system), call));
    }

    // A service without that registry still has its settings.
    private async Task<Dictionary<string, JsonObject>> RegistryAsync(RedfishDriverInfo bmc, string name, BmcCall call)
    {
        var root = await GetAsync(bmc, "/redfish/v1/", call);
        if (Json.Text(root.Body["Registries"]?["@odata.id"]) is not { } collection)
        {
            return [];
        }

        var members = (await GetAsync(bmc, collection, call)).Body["Members"] as JsonArray ?? [];
        var path = members.Select(m => Json.Text(m?["@odata.id"])).FirstOrDefault(m => m?.Split('/')[^1] is { } id && name.StartsWith(id, StringComparison.Ordinal));
        if (path is null)
        {
            return [];
        }

        var file = await GetAsync(bmc, path, call);
        var location = (file.Body["Location"] as JsonArray ?? []).Select(l => Json.Text(l?["Uri"])).OfType<string>().FirstOrDefault();
        var registry = location is null ? null : (await GetAsync(bmc, location, call)).Body["RegistryEntries"]?["Attributes"] as JsonArray;
        return (registry ?? []).OfType<JsonObject>()
            .Where(a => Json.Text(a["AttributeName"]) is not null)
            .DistinctBy(a => Json.Text(a["AttributeName"]))
            .ToDictionary(a => Json.Text(a["AttributeName"])!, About, StringComparer.Ordinal);
    }

    private static JsonObject About(JsonObject attribute)
    {
        var about = new JsonObject(Words.Where(w => attribute[w.Registry] is not null).Select(w => KeyValuePair.Create(w.Answer, attribute[w.Registry]?.DeepClone())));
        if (attribute["Value"] is JsonArray values)
        {
            about["allowable_values"] = new JsonArray([.. values.Select(v => v?["ValueName"]?.DeepClone())]);
        }

        return about;
    }

    private static string TextOf(JsonNode value) => value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();
}
