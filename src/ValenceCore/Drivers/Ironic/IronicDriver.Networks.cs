using System.Text.Json.Nodes;

namespace ValenceCore.Drivers.Ironic;

/// <content>What a node is connected with (VIFs; ironic-api 7).</content>
internal sealed partial class IronicDriver
{
    private const string Networks = "networks";

    public async Task AttachAsync(string ironicUuid, string vif, CancellationToken cancellation)
    {
        async Task<bool> IsAttachedAsync() => (await VifsAsync(ironicUuid, cancellation)).Contains(vif);
        Task<IronicReply?> AskAsync() =>
            ChangeAsync(HttpMethod.Post, $"/v1/nodes/{ironicUuid}/vifs", new JsonObject { ["id"] = vif }, Networks, IsAttachedAsync, cancellation);
        IronicReply? reply;
        try
        {
            reply = await AskAsync();
        }
        catch (DriverException lost) when (lost.Kind is DriverFault.Silent)
        {
            // A network interface that keeps no list, as noop, tells nobody whether it was done; nothing is lost by asking again.
            reply = await AskAsync();
        }

        if (reply?.Status != 409 || !await IsAttachedAsync())
        {
            Check(Networks, reply);
        }
    }

    public async Task DetachAsync(string ironicUuid, string vif, CancellationToken cancellation)
    {
        if (!(await VifsAsync(ironicUuid, cancellation)).Contains(vif))
        {
            return;
        }

        var reply = await ChangeAsync(
            HttpMethod.Delete, $"/v1/nodes/{ironicUuid}/vifs/{Uri.EscapeDataString(vif)}", null, Networks,
            async () => !(await VifsAsync(ironicUuid, cancellation)).Contains(vif), cancellation);
        if (reply is { Status: not 404 })
        {
            Check(Networks, reply);
        }
    }

    private async Task<IReadOnlyList<string>> VifsAsync(string ironicUuid, CancellationToken cancellation)
    {
        var reply = await SendPatientlyAsync(HttpMethod.Get, $"/v1/nodes/{ironicUuid}/vifs", null, Networks, cancellation);
        return reply.Field("vifs") is JsonArray vifs ? [.. vifs.Select(vif => vif.Text("id")).OfType<string>()] : [];
    }
}
