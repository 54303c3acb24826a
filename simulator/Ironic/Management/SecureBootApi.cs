using System.Text.Json;
using Simulator.Work;

namespace Simulator.Ironic;

/// <summary><c>PUT nodes/N/states/secure_boot</c> (1.76).</summary>
internal sealed class SecureBootApi(Conductor conductor)
{
    public async Task<IResult> PutAsync(HttpContext context, string node)
    {
        var asked = await conductor.ReadAsync(context, node);
        if (asked.Error is not null)
        {
            return asked.Error;
        }

        var (found, body) = asked.Value;

        if (body["target"] is not { } target)
        {
            return IronicErrors.MissingArgument("target");
        }

        return !Checks.TryFlag(target, out var isOn) || body.Count > 1 || target.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False or JsonValueKind.String)
            ? IronicErrors.Invalid($"Invalid secure boot {JsonReply.Text(target)} requested; it must be true or false.")
            : (IResult?)Start(found, isOn) ?? EmptyReply.Accepted();
    }

    private IronicError? Start(IronicNode node, bool isOn)
    {
        var able = conductor.Capable<ISecureBoot>(node, "management");
        return able.Error ?? conductor.StartLocked(
            "ironic-secure-boot",
            node,
            $"secure boot {(isOn ? "on" : "off")}",
            [
                conductor.Steps.Of(
                    "set-secure-boot",
                    TimeSpan.Zero,
                    node.Uuid,
                    async call =>
                    {
                        await able.Value.SetSecureBootAsync(call, isOn);
                        return isOn;
                    },
                    set =>
                    {
                        conductor.Change(node.Uuid, n => n with { Reservation = null, SecureBoot = set });
                        return StepResult.Done;
                    }),
            ],
            reason => $"Failed to change secure boot to '{isOn}': {reason}");
    }
}
