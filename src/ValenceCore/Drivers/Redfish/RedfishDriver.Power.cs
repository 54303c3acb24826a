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

        if (ActionOf(resource) is null)
        {
            return "it offers no reset and is left as it is";
        }

        await ResetAsync(node, resource, "ForceOff", cancellation);
        return "switched off";
    }

    public async Task SetBootAsync(NodePlace node, BootWish wish, CancellationToken cancellation)
    {
        var resource = await connection.GetAsync(node.Uri, SetBoot, cancellation);
        var boot = resource.Child("Boot");
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

        await connection.ChangeAsync(
            HttpMethod.Patch, node.Uri, new JsonObject { ["Boot"] = change }, SetBoot, isLong: false, cancellation, resource.Text("@odata.etag"));
    }

    private async Task ResetAsync(NodePlace node, JsonElement? resource, string resetType, CancellationToken cancellation)
    {
        JsonElement? action = ActionOf(resource) ?? throw new DriverException(DriverFault.Refused, Failure.NotImplemented(
            $"The pod manager '{connection.PodName}' offers no action to reset {node.Uri}."));
        var target = connection.Need(action.Text("target"), "Actions/…Reset/target", Reset, node.Uri);
        var problems = new List<string>();
        Check(problems, "Reset.Type", resetType, await AllowedAsync(action, "ResetType", cancellation));
        Refuse(problems);
        await connection.ChangeAsync(
            HttpMethod.Post, target, new JsonObject { ["ResetType"] = resetType }, Reset, isLong: false, cancellation);
    }

    private static JsonElement? ActionOf(JsonElement? resource) =>
        resource.Child("Actions").Child("#ComposedNode.Reset") ?? resource.Child("Actions").Child("#ComputerSystem.Reset");

    /// <summary>What an action's parameter takes: beside the action in either spelling, or in its ActionInfo (DSP0266 7.6); null where the service says nothing.</summary>
    private async Task<IReadOnlyList<string>?> AllowedAsync(JsonElement? action, string parameter, CancellationToken cancellation)
    {
        if (action.AllowableValues(parameter) is { } beside)
        {
            return beside;
        }

        if (action.Text("@Redfish.ActionInfo") is not { } path || await connection.FindAsync(path, Reset, cancellation) is not { } info)
        {
            return null;
        }

        var described = ((JsonElement?)info).Items("Parameters").FirstOrDefault(item => item.Text("Name") == parameter).Items("AllowableValues");
        return described.Count > 0 ? [.. described.Select(value => value?.GetString()).OfType<string>()] : null;
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
