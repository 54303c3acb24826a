using System.Text.Json;
using System.Text.Json.Nodes;

namespace Simulator.Ironic;

/// <summary><c>nodes/N/states/console</c>.</summary>
internal sealed class ConsoleApi(Conductor conductor)
{
    public IResult Show(HttpContext context, string node)
    {
        var found = conductor.FindNode(context, node);
        var able = found.Error is null ? conductor.Capable<IConsole>(found.Value, "console") : found.Error;
        return able.Error is not null ? able.Error : JsonReply.Ok(new JsonObject
        {
            ["console_enabled"] = found.Value.ConsoleEnabled,
            ["console_info"] = found.Value.ConsoleEnabled ? able.Value.ConsoleOf(found.Value) : null,
        });
    }

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
