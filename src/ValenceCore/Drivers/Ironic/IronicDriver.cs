using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;

namespace ValenceCore.Drivers.Ironic;

/// <summary>Registers nodes with Ironic, by the promises of <see cref="Registration.IRegisterNodes"/>; one file per family of verbs.</summary>
internal sealed partial class IronicDriver(IronicConnection connection, TimeProvider time, IOptions<ValenceCoreOptions> options)
{
    private const string Enroll = "enroll";
    private const string Ports = "create a port";

    public bool IsConfigured => connection.IsConfigured;

    public async Task CreateNodeAsync(JsonObject node, CancellationToken cancellation)
    {
        var uuid = node["uuid"]!.GetValue<string>();
        var reply = await ChangeAsync(
            HttpMethod.Post, "/v1/nodes", node, Enroll, async () => await FindNodeAsync(uuid, Enroll, cancellation) is not null, cancellation);

        // A duplicate may be our own node, made by a request whose answer was lost.
        if (reply is { IsSuccess: false } && (reply.Status != 409 || await FindNodeAsync(uuid, Enroll, cancellation) is null))
        {
            throw IronicFailures.Refused(Enroll, reply);
        }
    }

    public async Task CreatePortAsync(JsonObject port, CancellationToken cancellation)
    {
        var (node, mac) = (port.Text("node_uuid")!, port.Text("address")!);
        async Task<bool> IsThereAsync() => (await PortsAsync(node, cancellation)).Any(one => one.Text("address") == mac);
        var reply = await ChangeAsync(HttpMethod.Post, "/v1/ports", port, Ports, IsThereAsync, cancellation);
        if (reply is { IsSuccess: false } && (reply.Status != 409 || !await IsThereAsync()))
        {
            throw IronicFailures.Refused(Ports, reply);
        }
    }

    private async Task<IReadOnlyList<JsonNode?>> PortsAsync(string ironicUuid, CancellationToken cancellation)
    {
        var reply = await SendPatientlyAsync(HttpMethod.Get, $"/v1/ports?node={ironicUuid}&fields=uuid,address,extra", null, Ports, cancellation);
        return reply.Field("ports") is JsonArray ports ? [.. ports] : [];
    }

    /// <summary>The node, or null when there is none.</summary>
    private async Task<JsonNode?> FindNodeAsync(string uuid, string stage, CancellationToken cancellation)
    {
        var reply = await SendPatientlyAsync(HttpMethod.Get, $"/v1/nodes/{uuid}", null, stage, cancellation);
        return reply switch
        {
            { IsSuccess: true, Body: { } node } => node,
            { Status: 404 } => null,
            _ => throw IronicFailures.Refused(stage, reply),
        };
    }

    /// <summary>Sends a change. A lost answer is looked up: null when what was asked for is so.</summary>
    private async Task<IronicReply?> ChangeAsync(
        HttpMethod method, string path, JsonNode? body, string stage, Func<Task<bool>> isSo, CancellationToken cancellation)
    {
        try
        {
            return await SendPatientlyAsync(method, path, body, stage, cancellation);
        }
        catch (DriverException lost) when (lost.Kind is DriverFault.Silent or DriverFault.Malformed)
        {
            return await LookAsync(isSo) ? null : throw new DriverException(lost.Kind, lost.Failure, lost);
        }
    }

    private static async Task<bool> LookAsync(Func<Task<bool>> isSo)
    {
        try
        {
            return await isSo();
        }
        catch (DriverException)
        {
            // The first error is the one to report.
            return false;
        }
    }

    /// <summary>Repeats while Ironic has no worker free or holds the node's lock (503, and 409 that says so), until the deadline.</summary>
    private async Task<IronicReply> SendPatientlyAsync(
        HttpMethod method, string path, JsonNode? body, string stage, CancellationToken cancellation)
    {
        var due = time.GetUtcNow() + options.Value.Deadlines.Register;
        while (true)
        {
            var reply = await connection.SendAsync(method, path, body?.DeepClone(), stage, cancellation);
            var isBusy = reply.Status == 503
                || (reply.Status == 409 && reply.Message.Contains("is locked by", StringComparison.OrdinalIgnoreCase));
            if (!isBusy || time.GetUtcNow() >= due)
            {
                return reply;
            }

            await Task.Delay(options.Value.Ironic.PollInterval, time, cancellation);
        }
    }

    /// <param name="reply">Null when a lost answer was found to have been a success.</param>
    private static void Check(string stage, IronicReply? reply)
    {
        if (reply is { IsSuccess: false })
        {
            throw IronicFailures.Refused(stage, reply);
        }
    }

    private static DriverException TookTooLong(string what, string? state, string stage) => IronicFailures.New(
        DriverFault.Silent, 504, "Gateway Timeout", "Ironic took too long", $"{what}; its provision state is '{state}'.", stage);
}
