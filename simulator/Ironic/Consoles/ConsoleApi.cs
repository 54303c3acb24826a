using System.Text.Json;
using System.Text.Json.Nodes;

namespace Simulator.Ironic;

/// <summary><c>nodes/N/states/console</c>.</summary>
internal sealed class ConsoleApi(Conductor conductor)
{
    public IResult Show(HttpContext context, string node)
    {
        var found = conductor.FindNode(context, node);
        if (found.Error is not null)
        {
            return found.Error;
        }

        // A machine is asked for a console that is enabled only: as in real Ironic, who can have none has it disabled.
        if (!found.Value.ConsoleEnabled)
        {
            return Shown(isEnabled: false, info: null);
        }

        var able = conductor.Capable<IConsole>(found.Value, "console");
        return able.Error is not null ? able.Error : Shown(isEnabled: true, able.Value.ConsoleOf(found.Value));
    }

    private static IResult Shown(bool isEnabled, JsonObject? info) =>
        JsonReply.Ok(new JsonObject { ["console_enabled"] = isEnabled, ["console_info"] = info });

    public async Task<IResult> PutAsync(HttpContext context, string node)
    {
        var asked = await conductor.ReadAsync(context, node);
        if (asked.Error is not null)
        {
            return asked.Error;
        }

        var (found, body) = asked.Value;

        if (body["enabled"] is not { } enabled)
        {
            return IronicErrors.MissingArgument("enabled");
        }

        if (!Checks.TryFlag(enabled, out var isOn))
        {
            return IronicErrors.Invalid($"enabled must be true or false; got {JsonReply.Text(enabled)}.");
        }

        return conductor.Capable<IConsole>(found, "console").Error
            ?? conductor.ChangeUnlocked(found, n => n.ConsoleEnabled == isOn ? n : n with { ConsoleEnabled = isOn })
            ?? (IResult)EmptyReply.Accepted($"{WireContext.Of(context, conductor.Settings).Base}/v1/nodes/{node}/states/console");
    }
}
