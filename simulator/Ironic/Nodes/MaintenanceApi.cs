namespace Simulator.Ironic;

/// <summary><c>nodes/N/maintenance</c>.</summary>
internal sealed class MaintenanceApi(Conductor conductor)
{
    public async Task<IResult> SetAsync(HttpContext context, string node)
    {
        var asked = await conductor.ReadAsync(context, node);
        if (asked.Error is not null)
        {
            return asked.Error;
        }

        var (found, body) = asked.Value;

        var unknown = body.Select(m => m.Key).Where(k => k != "reason").ToList();
        if (unknown.Count > 0)
        {
            return IronicErrors.UnexpectedArguments(unknown);
        }

        return Checks.Text(4096)(body["reason"]) is { } problem
            ? IronicErrors.Schema("maintenance", [$"reason: {problem}"])
            : Change(found, isOn: true, Json.Text(body["reason"]));
    }

    public IResult Unset(HttpContext context, string node)
    {
        var found = conductor.FindNode(context, node);
        return found.Error ?? Change(found.Value, isOn: false, reason: null);
    }

    private IResult Change(IronicNode node, bool isOn, string? reason)
    {
        var refusal = conductor.ChangeUnlocked(node, n => n with { Maintenance = isOn, MaintenanceReason = reason, Fault = null });
        if (refusal is null)
        {
            conductor.World.Journal.Record("ironic", node.Uuid, isOn ? "maintenance" : "no maintenance", $"Node {node.Name ?? node.Uuid} {(isOn ? "went into" : "left")} maintenance.");
        }

        return (IResult?)refusal ?? EmptyReply.Accepted();
    }
}
