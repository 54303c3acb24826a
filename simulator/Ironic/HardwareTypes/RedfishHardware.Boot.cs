using System.Text.Json.Nodes;

namespace Simulator.Ironic;

/// <content>Secure boot (Redfish SecureBoot) and the interrupt.</content>
internal sealed partial class RedfishHardware : ISecureBoot, INmi
{
    public async Task<bool?> GetSecureBootAsync(BmcCall call)
    {
        var (bmc, _, system) = await SystemAsync(call);
        return Json.Text(system.Body["SecureBoot"]?["@odata.id"]) is { } path
            ? Json.Text((await GetAsync(bmc, path, call)).Body["SecureBootCurrentBoot"]) == "Enabled"
            : null;
    }

    public async Task SetSecureBootAsync(BmcCall call, bool isOn)
    {
        var (bmc, path) = await SecureBootAsync(call);
        Accept(await client.PatchAsync(bmc, path, new JsonObject { ["SecureBootEnable"] = isOn }, etag: null, call));
    }

    public async Task ResetKeysAsync(BmcCall call, string reset)
    {
        var (bmc, path) = await SecureBootAsync(call);
        var secureBoot = await GetAsync(bmc, path, call);
        var target = Json.Text(secureBoot.Body["Actions"]?["#SecureBoot.ResetKeys"]?["target"]) ?? throw Missing("Actions/#SecureBoot.ResetKeys/target", secureBoot);
        Accept(await client.PostAsync(bmc, target, new JsonObject { ["ResetKeysType"] = reset }, call));
    }

    public Task InjectNmiAsync(BmcCall call) => ResetAsync(call, "Nmi");

    private async Task<(RedfishDriverInfo Bmc, string Path)> SecureBootAsync(BmcCall call)
    {
        var (bmc, _, system) = await SystemAsync(call);
        return (bmc, Json.Text(system.Body["SecureBoot"]?["@odata.id"]) ?? throw Missing("SecureBoot", system));
    }
}
