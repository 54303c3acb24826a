namespace Simulator.Ironic;

/// <summary><c>nodes/N/maintenance</c>.</summary>
internal sealed class MaintenanceApi(Conductor conductor)
{
    public async Task<IResult> SetAsync(HttpContext context, string node)
    {
        var found = conductor.FindNode(context, node);
        if (found.Error is not null)
        {
            return found.Error;
        }

        var body = await RequestBody.ReadObjectAsync(context);
        if (body.Error is not null)
        {
            return body.Error;
        }

        var unknown = body.Value.Select(m => m.Key).Where(k => k != "reason").ToList();
        if (unknown.Count > 0)
        {
            return IronicErrors.UnexpectedArguments(unknown);
        }

        return Checks.Text(4096)(body.Value["reason"]) is { } problem
            ? IronicErrors.Schema("maintenance", [$"reason: {problem}"])
            : Change(found.Value, isOn: true, Json.Text(body.Value["reason"]));
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
