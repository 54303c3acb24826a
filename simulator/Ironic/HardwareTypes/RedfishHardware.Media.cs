using System.Text.Json.Nodes;

namespace Simulator.Ironic;

/// <content>Virtual media (Redfish VirtualMedia): of the system where it has any, else of its managers.</content>
internal sealed partial class RedfishHardware : IVirtualMedia
{
    public async Task InsertAsync(BmcCall call, string image)
    {
        var (bmc, drives) = await DrivesAsync(call);
        var cd = drives.FirstOrDefault(d => d["MediaTypes"] is JsonArray types && types.Any(t => Json.Text(t) is "CD" or "DVD"))
            ?? throw new BmcException($"Redfish exception occurred. Error: no virtual media device of node {call.Node.Uuid} takes a CD or DVD.");
        if (Json.OptionalFlag(cd["Inserted"]) == true)
        {
            await EjectAsync(bmc, cd, call);
        }

        var target = Action(cd, "InsertMedia");
        var reply = await client.PostAsync(bmc, target, new JsonObject { ["Image"] = image }, call);
        if (!reply.IsSuccess && reply.Problem.Contains("TransferProtocolType", StringComparison.Ordinal))
        {
            var protocol = image.StartsWith("https:", StringComparison.OrdinalIgnoreCase) ? "HTTPS" : "HTTP";
            reply = await client.PostAsync(bmc, target, new JsonObject { ["Image"] = image, ["TransferProtocolType"] = protocol }, call);
        }

        Accept(reply);
    }

    public async Task EjectAsync(BmcCall call)
    {
        var (bmc, drives) = await DrivesAsync(call);
        foreach (var drive in drives.Where(d => Json.OptionalFlag(d["Inserted"]) == true))
        {
            await EjectAsync(bmc, drive, call);
        }
    }

    private async Task EjectAsync(RedfishDriverInfo bmc, JsonObject drive, BmcCall call) =>
        Accept(await client.PostAsync(bmc, Action(drive, "EjectMedia"), body: null, call));

    private static string Action(JsonObject drive, string name) => Json.Text(drive["Actions"]?[$"#VirtualMedia.{name}"]?["target"])
        ?? throw new BmcException($"Redfish exception occurred. Error: The attribute Actions/#VirtualMedia.{name}/target is missing from {Json.Text(drive["@odata.id"])}");

    private async Task<(RedfishDriverInfo Bmc, IReadOnlyList<JsonObject> Drives)> DrivesAsync(BmcCall call)
    {
        var (bmc, _, system) = await SystemAsync(call);
        var own = await MembersAsync(bmc, system, "VirtualMedia", isMandatory: false, call);
        if (own.Count > 0)
        {
            return (bmc, own);
        }

        var drives = new List<JsonObject>();
        foreach (var link in system.Body["Links"]?["ManagedBy"] as JsonArray ?? [])
        {
            drives.AddRange(await MembersAsync(bmc, await GetAsync(bmc, Json.Text(link?["@odata.id"])!, call), "VirtualMedia", isMandatory: false, call));
        }

        return (bmc, drives);
    }
}
