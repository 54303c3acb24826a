using System.Text.Json.Nodes;

namespace Shelf;

internal sealed partial class ShelfDriver : IShowNodes, IControlPower, ISetBoot
{
    private const string Show = "show a node";
    private const string Reset = "reset";
    private const string SetBoot = "set the boot source";

    public async Task<NodeDetails> ShowAsync(NodePlace node, CancellationToken cancellation)
    {
        var system = (await SystemOfAsync(node, Show, cancellation)).Body;
        var processors = await PartsAsync(system, "Processors", Show, cancellation);
        var memory = await PartsAsync(system, "Memory", Show, cancellation);
        var interfaces = await PartsAsync(system, "EthernetInterfaces", Show, cancellation);
        var drives = await DrivesOfAsync(system, Show, cancellation);
        return new NodeDetails
        {
            Index = node.Index,
            Uri = node.Uri,
            Name = system.Text("Name"),
            // Where other pods keep the marker; here the tag is all the text there is.
            Description = system.Text("AssetTag"),
            PowerState = system.Text("PowerState"),
            NodeState = system.Child("Status").Text("State"),
            Health = system.Child("Status").Text("Health"),
            BootTarget = system.Child("Boot").Text("BootSourceOverrideTarget"),
            BootEnabled = system.Child("Boot").Text("BootSourceOverrideEnabled"),
            BootMode = system.Child("Boot").Text("BootSourceOverrideMode"),
            // Ironic controls the server itself.
            SystemUri = system.Text("@odata.id"),
            Processors = [.. processors.Select(one => new NodeProcessor(
                one.Text("ProcessorType"), one.Text("InstructionSet"), one.Text("Model"), one.Number("MaxSpeedMHz"), one.Number("TotalCores"),
                one.Number("TotalThreads")))],
            Memory = [.. memory.Select(one => new NodeMemory(one.Number("DataWidthBits"), one.Number("OperatingSpeedMhz"), one.Number("CapacityMiB")))],
            Interfaces = [.. interfaces.Select(one => new NodeInterface(
                one.Text("MACAddress") ?? one.Text("PermanentMACAddress"), one.Number("SpeedMbps"), one.Child("Status").Text("State"),
                [.. one.Items("IPv4Addresses").Select(address => new NodeAddress(address.Text("Address"), address.Text("SubnetMask"), address.Text("Gateway")))],
                []))],
            DriveBytes = [.. drives.Select(drive => drive.Bytes)],
        };
    }

    public async Task ResetAsync(NodePlace node, string resetType, CancellationToken cancellation) =>
        await ResetAsync((await SystemOfAsync(node, Reset, cancellation)).Body, resetType, cancellation);

    public async Task<string> SwitchOffAsync(NodePlace node, CancellationToken cancellation)
    {
        var system = (await SystemOfAsync(node, Reset, cancellation)).Body;
        if (system.Text("PowerState") == "Off")
        {
            return "it was off";
        }

        await ResetAsync(system, "ForceOff", cancellation);
        return "switched off";
    }

    public async Task SetBootAsync(NodePlace node, BootWish wish, CancellationToken cancellation)
    {
        var system = await SystemOfAsync(node, SetBoot, cancellation);
        var boot = system.Body?["Boot"];
        var problems = new List<string>();
        Check(problems, "Boot.Target", wish.Target, boot.Allowed("BootSourceOverrideTarget"));
        Check(problems, "Boot.Enabled", wish.Enabled, boot.Allowed("BootSourceOverrideEnabled") ?? ["Disabled", "Once", "Continuous"]);
        Check(problems, "Boot.Mode", wish.Mode, boot.Allowed("BootSourceOverrideMode") ?? ["UEFI", "Legacy"]);
        Refuse(problems);
        var change = new JsonObject { ["BootSourceOverrideEnabled"] = wish.Enabled, ["BootSourceOverrideTarget"] = wish.Target };
        if (wish.Mode is { } mode)
        {
            change["BootSourceOverrideMode"] = mode;
        }

        await client.PatchAsync(node.Uri, new JsonObject { ["Boot"] = change }, system.ETag, SetBoot, cancellation);
    }

    private async Task ResetAsync(JsonNode? system, string resetType, CancellationToken cancellation)
    {
        var action = system.Child("Actions").Child("#ComputerSystem.Reset");
        var target = action.Text("target") ?? throw client.Malformed(Reset, "the system has no action '#ComputerSystem.Reset'");
        var allowed = action.Allowed("ResetType") ?? await AllowedByActionInfoAsync(action, cancellation);
        var problems = new List<string>();
        Check(problems, "Reset.Type", resetType, allowed);
        Refuse(problems);
        await client.SendAsync(HttpMethod.Post, target, new JsonObject { ["ResetType"] = resetType }, null, Reset, cancellation);
    }

    /// <summary>The other place where a service may say what an action takes (DSP0266, ActionInfo).</summary>
    private async Task<IReadOnlyList<string>?> AllowedByActionInfoAsync(JsonNode? action, CancellationToken cancellation)
    {
        if (action.Text("@Redfish.ActionInfo") is not { } path)
        {
            return null;
        }

        var info = (await client.GetAsync(path, Reset, cancellation)).Body;
        var parameter = info.Items("Parameters").FirstOrDefault(one => one.Text("Name") == "ResetType");
        return parameter.Child("AllowableValues").Texts();
    }
}
