using System.Text.Json.Nodes;

namespace Simulator.Ironic;

/// <summary>
/// <c>nodes/N/vifs</c> (1.28). With the network interface <c>noop</c> anything is accepted and nothing stored; with <c>flat</c> a network is
/// noted on the first free port of the node.
/// </summary>
internal sealed class VifsApi(Conductor conductor)
{
    public IResult List(HttpContext context, string node)
    {
        var found = conductor.FindNode(context, node);
        return found.Error is not null
            ? found.Error
            : JsonReply.Ok(new JsonObject
            {
                ["vifs"] = new JsonArray([.. conductor.PortsOf(found.Value.Uuid).Select(p => p.VifId).OfType<string>().Select(id => new JsonObject { ["id"] = id })]),
            });
    }

    public async Task<IResult> AttachAsync(HttpContext context, string node)
    {
        var asked = await conductor.ReadAsync(context, node);
        if (asked.Error is not null)
        {
            return asked.Error;
        }

        var (found, body) = asked.Value;

        if (Json.Text(body["id"]) is not { Length: > 0 } id)
        {
            return IronicErrors.MissingArgument("id");
        }

        if (IsNoop(found))
        {
            return EmptyReply.Done;
        }

        var ports = conductor.PortsOf(found.Uuid).ToList();
        if (ports.Any(p => p.VifId == id))
        {
            return IronicErrors.Conflict($"Unable to attach VIF {id} because it is attached to a port of node {found.Uuid} already.");
        }

        // A chosen port first, then those that boot.
        var wanted = Json.Text(body["port_uuid"]);
        var free = ports.Where(p => p.VifId is null && (wanted is null || p.Uuid == wanted)).OrderByDescending(p => p.PxeEnabled).FirstOrDefault();
        return free is null
            ? IronicErrors.Invalid($"Unable to attach VIF {id}, not enough free physical ports.")
            : (IResult?)(Conductor.RefuseLocked(found) ?? SetVif(free, id)) ?? EmptyReply.Done;
    }

    public IResult Detach(HttpContext context, string node, string vif)
    {
        var found = conductor.FindNode(context, node);
        if (found.Error is not null)
        {
            return found.Error;
        }

        if (IsNoop(found.Value))
        {
            return EmptyReply.Done;
        }

        return conductor.PortsOf(found.Value.Uuid).FirstOrDefault(p => p.VifId == vif) is { } port
            ? (IResult?)(Conductor.RefuseLocked(found.Value) ?? SetVif(port, vif: null)) ?? EmptyReply.Done
            : IronicErrors.Invalid($"Unable to detach VIF {vif} from node {found.Value.Uuid} because it is not attached to it.");
    }

    private static bool IsNoop(IronicNode node) => node.Interfaces.GetValueOrDefault("network") == "noop";

    private IronicError? SetVif(IronicPort port, string? vif) => conductor.Ports.Change(port.Uuid, p => p with
    {
        InternalInfo = vif is null ? p.InternalInfo.Without(IronicPort.VifKey) : p.InternalInfo.With(IronicPort.VifKey, vif),
    }).Error;
}
