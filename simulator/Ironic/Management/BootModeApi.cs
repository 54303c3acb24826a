using Simulator.Work;

namespace Simulator.Ironic;

/// <summary><c>PUT nodes/N/states/boot_mode</c>.</summary>
internal sealed class BootModeApi(Conductor conductor)
{
    public async Task<IResult> PutAsync(HttpContext context, string node)
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

        if (body.Value["target"] is null)
        {
            return IronicErrors.MissingArgument("target");
        }

        return Json.Text(body.Value["target"]) is not ("uefi" or "bios")
            ? IronicErrors.Invalid($"Invalid boot mode {body.Value["target"]!.ToJsonString()} requested; it must be uefi or bios.")
            : (IResult?)Start(found.Value, Json.Text(body.Value["target"])!) ?? EmptyReply.Accepted();
    }

    private IronicError? Start(IronicNode node, string mode)
    {
        var uuid = node.Uuid;
        var taken = conductor.Nodes.Change(uuid, n => (Conductor.RefuseLocked(n) ?? conductor.RefuseBadDriverInfo(n)) is { } refusal
            ? refusal
            : n with { Reservation = conductor.Settings.Host, LastError = null });
        if (taken.Error is null)
        {
            conductor.Start(
                "ironic-boot-mode",
                uuid,
                $"Node {node.Name ?? uuid}: boot mode {mode}",
                [SetMode(uuid, mode)],
                reason => conductor.Change(uuid, n => n with { Reservation = null, LastError = $"Failed to change boot mode to '{mode}': {reason}" }));
        }

        return taken.Error;
    }

    private WorkStep SetMode(string uuid, string mode) => conductor.Steps.Of(
        "set-boot-mode",
        TimeSpan.Zero,
        uuid,
        async call =>
        {
            await conductor.Hardware.Of(call.Node).SetBootModeAsync(call, mode);
            return mode;
        },
        set =>
        {
            conductor.Change(uuid, n => n with { Reservation = null, BootMode = set });
            return StepResult.Done;
        });
}
