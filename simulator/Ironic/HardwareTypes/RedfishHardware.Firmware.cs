using System.Text.Json.Nodes;

namespace Simulator.Ironic;

/// <content>Firmware: versions of BIOS and BMC, and updates through the UpdateService.</content>
internal sealed partial class RedfishHardware : IFirmware
{
    public async Task<IReadOnlyList<FirmwareComponent>> ReadFirmwareAsync(BmcCall call)
    {
        var (bmc, _, system) = await SystemAsync(call);
        var found = new List<FirmwareComponent>();
        if (Json.Text(system.Body["BiosVersion"]) is { } bios)
        {
            found.Add(new FirmwareComponent("bios", bios));
        }

        foreach (var link in system.Body["Links"]?["ManagedBy"] as JsonArray ?? [])
        {
            if (Json.Text((await GetAsync(bmc, Json.Text(link?["@odata.id"])!, call)).Body["FirmwareVersion"]) is { } version)
            {
                found.Add(new FirmwareComponent("bmc", version));
                break;
            }
        }

        return found;
    }

    public async Task<string?> UpdateFirmwareAsync(BmcCall call, string image)
    {
        var (bmc, path, _) = await SystemAsync(call);
        var root = await GetAsync(bmc, "/redfish/v1/", call);
        var service = await GetAsync(bmc, Json.Text(root.Body["UpdateService"]?["@odata.id"]) ?? throw Missing("UpdateService", root), call);
        var target = Json.Text(service.Body["Actions"]?["#UpdateService.SimpleUpdate"]?["target"]) ?? throw Missing("Actions/#UpdateService.SimpleUpdate/target", service);

        // Real Ironic names no targets, as its BMCs have one system each; a pod manager would update all of them.
        var reply = await client.PostAsync(
            bmc, target, new JsonObject { ["ImageURI"] = image, ["TransferProtocol"] = "HTTP", ["Targets"] = new JsonArray(path) }, call);
        Accept(reply);
        return reply.Status == 202 ? PathOf(reply.Location) ?? throw Missing("Location", reply) : null;
    }

    public async Task<bool> IsUpdatedAsync(BmcCall call, string monitor)
    {
        var (bmc, _, _) = await SystemAsync(call);
        var reply = await GetAsync(bmc, monitor, call);
        if (reply.Status == 202)
        {
            return false;
        }

        return Json.Text(reply.Body["TaskState"]) is "Completed" or null && Json.Text(reply.Body["TaskStatus"]) is "OK" or "Warning" or null
            ? true
            : throw new BmcException($"Redfish exception occurred. Error: the task {monitor} ended as {Json.Text(reply.Body["TaskState"])}.");
    }

    private static string? PathOf(string? location) =>
        location is not null && Uri.TryCreate(location, UriKind.Absolute, out var url) && url.Scheme.StartsWith("http", StringComparison.Ordinal) ? url.PathAndQuery : location;
}
