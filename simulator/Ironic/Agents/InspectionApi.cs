using System.Text.Json.Nodes;

namespace Simulator.Ironic;

/// <summary><c>/v1/continue_inspection</c> (1.84): what a ramdisk has found of the machine it runs on. Needs no authentication.</summary>
internal sealed class InspectionApi(Conductor conductor, Provisioning provisioning)
{
    private const long BytesPerGiB = 1L << 30;

    private static readonly Dictionary<string, int> Arguments = new(StringComparer.Ordinal) { ["node_uuid"] = 84 };

    public async Task<IResult> ContinueAsync(HttpContext context)
    {
        var query = QueryArguments.Read(context, Arguments);
        var body = query.Error is null ? await RequestBody.ReadObjectAsync(context) : query.Error;
        if (body.Error is not null)
        {
            return body.Error;
        }

        if (body.Value["inventory"] is not JsonObject inventory)
        {
            return IronicErrors.Invalid("The data of an inspection must have an inventory.");
        }

        var found = Read(inventory, body.Value["root_disk"]);
        if (Find(query.Value.Text("node_uuid"), found.EnabledMacs) is not { } node)
        {
            return new IronicError(404, "The requested node was not found, or waits for no inspection.");
        }

        conductor.Findings.NoteInventory(
            node.Uuid, inventory.DeepClone().AsObject(), new JsonObject(body.Value.Where(m => m.Key != "inventory").Select(m => KeyValuePair.Create(m.Key, m.Value?.DeepClone()))));
        provisioning.Learn(node.Uuid, found);
        conductor.Inventories.Came(node.Uuid);
        return new JsonReply(StatusCodes.Status202Accepted, new JsonObject { ["uuid"] = node.Uuid });
    }

    /// <summary>The one node that is waited for with one of these addresses.</summary>
    private IronicNode? Find(string? uuid, IReadOnlyList<string> macs)
    {
        var known = uuid is not null ? [uuid] : conductor.Ports.All().Where(p => macs.Contains(p.Address)).Select(p => p.NodeUuid).Distinct().ToList();
        return known is [var only] && conductor.Nodes.ByUuid(only) is { ProvisionState: ProvisionState.InspectWait } node ? node : null;
    }

    private static Inspection Read(JsonObject inventory, JsonNode? rootDisk) => new(
        (int?)Number(inventory["cpu"]?["count"]),
        Json.Text(inventory["cpu"]?["architecture"]),
        (int?)Number(inventory["memory"]?["physical_mb"]),
        Number(rootDisk?["size"]) is { } size ? (int)Math.Max(0, (size / BytesPerGiB) - 1) : null,
        Json.Text(inventory["boot"]?["current_boot_mode"]),
        [.. (inventory["interfaces"] as JsonArray ?? []).Select(nic => Json.Text(nic?["mac_address"])?.ToLowerInvariant()).OfType<string>().Distinct(StringComparer.Ordinal)]);

    private static long? Number(JsonNode? value) => value is JsonValue number && number.TryGetValue<long>(out var known) ? known : null;
}
