using System.Text.Json.Nodes;

namespace Simulator.Ironic;

/// <summary><c>GET nodes/N/states</c> and <c>validate</c>.</summary>
internal sealed class NodeStatesApi(Conductor conductor, Provisioning provisioning)
{
    private static readonly string[] Members =
    [
        "power_state", "target_power_state", "provision_state", "target_provision_state", "provision_updated_at", "last_error",
        "console_enabled", "raid_config", "target_raid_config", "boot_mode", "secure_boot",
    ];

    public IResult Show(HttpContext context, string node)
    {
        var found = conductor.FindNode(context, node);
        if (found.Error is not null)
        {
            return found.Error;
        }

        var states = NodeFields.Table.WriteChosen(found.Value, WireContext.Of(context, conductor.Settings), Members);
        states.Remove("links");
        return JsonReply.Ok(states);
    }

    /// <summary><c>GET nodes/N/validate</c>: can each interface do its work with what the node says?</summary>
    public IResult Validate(HttpContext context, string node)
    {
        var found = conductor.FindNode(context, node);
        if (found.Error is not null)
        {
            return found.Error;
        }

        var problems = conductor.Hardware.Of(found.Value).Problems(found.Value);
        var machine = problems.Count == 0 ? null : string.Join(' ', problems);
        var result = new JsonObject();
        foreach (var kind in new[] { "power", "management", "boot", "deploy", "network", "storage", "bios", "console", "inspect", "raid", "rescue" })
        {
            var reason = found.Value.Interfaces[kind]!.StartsWith("no-", StringComparison.Ordinal)
                ? IronicErrors.Unsupported(found.Value.Driver, kind).Message
                : kind is "network" or "storage" ? null
                : machine ?? (kind is "boot" or "deploy" ? provisioning.WhatDeployLacks(found.Value) : null);
            result[kind] = reason is null ? new JsonObject { ["result"] = true } : new JsonObject { ["result"] = false, ["reason"] = reason };
        }

        return JsonReply.Ok(result);
    }
}
