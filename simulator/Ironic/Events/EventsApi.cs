using System.Text.Json.Nodes;

namespace Simulator.Ironic;

/// <summary><c>POST /v1/events</c>: what a network service tells of ports. Written into the journal; nothing waits for it here.</summary>
internal sealed class EventsApi(Conductor conductor)
{
    private static readonly string[] Known = ["network.bind_port", "network.unbind_port", "network.delete_port"];

    private static readonly string[] Optional = ["status", "device_id", "binding:host_id", "binding:vnic_type"];

    public async Task<IResult> PostAsync(HttpContext context)
    {
        var body = await RequestBody.ReadObjectAsync(context);
        if (body.Error is not null)
        {
            return body.Error;
        }

        if (body.Value["events"] is not JsonArray events || body.Value.Count > 1)
        {
            return IronicErrors.Schema("events", ["the body must be {\"events\": [...]} and nothing else"]);
        }

        var problems = events.SelectMany((e, i) => Problems(e as JsonObject, $"events[{i}]")).ToList();
        if (problems.Count > 0)
        {
            return IronicErrors.Schema("events", problems);
        }

        foreach (var happened in events.OfType<JsonObject>())
        {
            var mac = Json.Text(happened["mac_address"])!.ToLowerInvariant();
            var node = conductor.Ports.All().FirstOrDefault(p => p.Address == mac)?.NodeUuid ?? "";
            conductor.World.Journal.Record("ironic", node, Json.Text(happened["event"])!, $"The network service tells of port {mac}: {Json.Text(happened["status"]) ?? "no status"}.");
        }

        return EmptyReply.Done;
    }

    private static IEnumerable<string> Problems(JsonObject? happened, string where) => happened is null
        ? [$"{where} is not an object"]
        :
        [
            .. Known.Contains(Json.Text(happened["event"])) ? [] : new[] { $"{where}: event must be one of {string.Join(", ", Known)}" },
            .. happened["port_id"] is { } id && Checks.Uuid(id) is null ? [] : new[] { $"{where}: port_id must be a UUID" },
            .. Checks.Mac(happened["mac_address"]) is { } wrong ? [$"{where}: mac_address: {wrong}"] : Array.Empty<string>(),
            .. happened.Select(m => m.Key).Except([.. Optional, "event", "port_id", "mac_address"]).Select(k => $"{where}: {k} is not known"),
            .. Optional.Where(o => Checks.Text()(happened[o]) is not null).Select(o => $"{where}: {o} must be text"),
        ];
}
