using Simulator.Work;

namespace Simulator.Ironic;

/// <summary><c>PUT nodes/N/states/boot_mode</c> (1.76).</summary>
internal sealed class BootModeApi(Conductor conductor)
{
    public async Task<IResult> PutAsync(HttpContext context, string node)
    {
        var asked = await conductor.ReadAsync(context, node);
        if (asked.Error is not null)
        {
            return asked.Error;
        }

        var (found, body) = asked.Value;

        if (body["target"] is null)
        {
            return IronicErrors.MissingArgument("target");
        }

        return Json.Text(body["target"]) is not ("uefi" or "bios")
            ? IronicErrors.Invalid($"Invalid boot mode {body["target"]!.ToJsonString()} requested; it must be uefi or bios.")
            : (IResult?)Start(found, Json.Text(body["target"])!) ?? EmptyReply.Accepted();
    }

    private IronicError? Start(IronicNode node, string mode) => conductor.StartLocked(
        "ironic-boot-mode",
        node,
        $"boot mode {mode}",
        [
            conductor.Steps.Of(
                "set-boot-mode",
                TimeSpan.Zero,
                node.Uuid,
                async call =>
                {
                    await conductor.Hardware.Of(call.Node).SetBootModeAsync(call, mode);
                    return mode;
                },
                set =>
                {
                    conductor.Change(node.Uuid, n => n with { Reservation = null, BootMode = set });
                    return StepResult.Done;
                }),
        ],
        reason => $"Failed to change boot mode to '{mode}': {reason}");
}
