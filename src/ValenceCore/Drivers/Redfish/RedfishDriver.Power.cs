using System.Text.Json;
using System.Text.Json.Nodes;

namespace ValenceCore.Drivers.Redfish;

internal sealed partial class RedfishDriver : IControlPower, ISetBoot
{
    private const string Reset = "reset";
    private const string SetBoot = "set the boot source";

    public async Task ResetAsync(NodePlace node, string resetType, CancellationToken cancellation)
    {
        var resource = await connection.GetAsync(node.Uri, Reset, cancellation);
        await ResetAsync(node, resource, resetType, cancellation);
    }

    public async Task<string> SwitchOffAsync(NodePlace node, CancellationToken cancellation)
    {
        var resource = await connection.GetAsync(node.Uri, Reset, cancellation);
        if (resource.Text("PowerState") == "Off")
        {
            return "it was off";
        }

        await ResetAsync(node, resource, "ForceOff", cancellation);
        return "switched off";
    }

    public async Task SetBootAsync(NodePlace node, BootWish wish, CancellationToken cancellation)
    {
        var boot = (await connection.GetAsync(node.Uri, SetBoot, cancellation)).Child("Boot");
        var problems = new List<string>();
        Check(problems, "Boot.Target", wish.Target, boot.AllowableValues("BootSourceOverrideTarget"));
        Check(problems, "Boot.Enabled", wish.Enabled, boot.AllowableValues("BootSourceOverrideEnabled"));
        Check(problems, "Boot.Mode", wish.Mode, boot.AllowableValues("BootSourceOverrideMode"));
        Refuse(problems);
        var change = new JsonObject { ["BootSourceOverrideEnabled"] = wish.Enabled, ["BootSourceOverrideTarget"] = wish.Target };
        if (wish.Mode is { } mode)
        {
            change["BootSourceOverrideMode"] = mode;
        }

        await connection.ChangeAsync(HttpMethod.Patch, node.Uri, new JsonObject { ["Boot"] = change }, SetBoot, isLong: false, cancellation);
    }

    private async Task ResetAsync(NodePlace node, JsonElement? resource, string resetType, CancellationToken cancellation)
    {
        var action = resource.Child("Actions").Child("#ComposedNode.Reset");
        var target = NeedLink(action.Text("target"), "Actions/#ComposedNode.Reset/target", Reset, node.Uri);
        var problems = new List<string>();
        Check(problems, "Reset.Type", resetType, action.AllowableValues("ResetType"));
        Refuse(problems);
        await connection.ChangeAsync(
            HttpMethod.Post, target, new JsonObject { ["ResetType"] = resetType }, Reset, isLong: false, cancellation);
    }

    private static void Check(List<string> problems, string name, string? value, IReadOnlyList<string>? allowed)
    {
        if (value is not null && allowed?.Contains(value) == false)
        {
            problems.Add($"{name}: this node does not take '{value}', use one of {string.Join(", ", allowed)}");
        }
    }

    private static void Refuse(List<string> problems)
    {
        if (problems.Count > 0)
        {
            throw new DriverException(DriverFault.Refused, Failure.Invalid(problems));
        }
    }
}
