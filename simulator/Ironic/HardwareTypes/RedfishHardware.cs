using System.Collections.Frozen;
using System.Text.Json.Nodes;

namespace Simulator.Ironic;

/// <summary>
/// <c>redfish</c>: drives a ComputerSystem over HTTP with the requests that real Ironic sends. Properties as in
/// ComputerSystem, Processor, EthernetInterface and SimpleStorage of Redfish.
/// </summary>
internal sealed partial class RedfishHardware(RedfishClient client, IronicSettings settings) : IHardwareType
{
    // Ironic 22.1, which brought /v1/continue_inspection; before, agents reported to ironic-inspector.
    private const int InspectedByAgentSince = 84;

    private static readonly FrozenDictionary<string, string> Targets = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["pxe"] = "Pxe", ["disk"] = "Hdd", ["cdrom"] = "Cd", ["bios"] = "BiosSetup",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public string Name => "redfish";

    public bool BootsMachines => true;

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Interfaces { get; } = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
    {
        ["bios"] = ["redfish", "no-bios"], ["boot"] = ["ipxe", "pxe", "redfish-virtual-media"], ["console"] = ["no-console"],
        ["deploy"] = ["direct", "ramdisk"], ["firmware"] = ["redfish", "no-firmware"],
        ["inspect"] = settings.NewestVersion >= InspectedByAgentSince ? ["redfish", "agent", "no-inspect"] : ["redfish", "no-inspect"],
        ["management"] = ["redfish"], ["network"] = ["noop", "flat"], ["power"] = ["redfish"], ["raid"] = ["redfish", "no-raid"],
        ["rescue"] = ["no-rescue", "agent"], ["storage"] = ["noop"], ["vendor"] = ["redfish", "no-vendor"],
    };

    public IReadOnlyDictionary<string, string> Properties { get; } =
        RedfishDriverInfo.Keys.Concat(RamdiskDriverInfo.Keys).ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal);

    public IReadOnlyList<string> BootDevices { get; } = ["pxe", "disk", "cdrom", "bios"];

    public IReadOnlyList<string> Problems(IronicNode node) => RedfishDriverInfo.Parse(node.DriverInfo).Problems;

    public async Task<MachineReading> ReadAsync(BmcCall call) => ReadingOf((await SystemAsync(call)).Reply.Body);

    public Task ResetAsync(BmcCall call, MachineReset reset) => ResetAsync(call, reset.ToString());

    public async Task<BootDevice> GetBootDeviceAsync(BmcCall call)
    {
        var (_, _, system) = await SystemAsync(call);
        var boot = BootOf(system);
        var target = Json.Text(boot["BootSourceOverrideTarget"]);
        var device = Targets.FirstOrDefault(t => t.Value == target).Key;
        return new BootDevice(device, device is not null && Json.Text(boot["BootSourceOverrideEnabled"]) is { } enabled && enabled != "Once");
    }

    public async Task SetBootDeviceAsync(BmcCall call, BootDevice device)
    {
        var (bmc, path, system) = await SystemAsync(call);
        var boot = BootOf(system);
        var target = Targets[device.Device!];
        if (boot["BootSourceOverrideTarget@Redfish.AllowableValues"] is JsonArray allowed && allowed.All(v => Json.Text(v) != target))
        {
            throw new BmcException($"Redfish exception occurred. Error: Redfish set boot device failed for node {call.Node.Uuid}. Error: The parameter \"target\" value \"{target}\" is invalid. Valid values are: {JsonReply.Text(allowed)}");
        }

        var reply = await OverrideAsync(device.IsPersistent ? "Continuous" : "Once");
        if (!reply.IsSuccess && device.IsPersistent)
        {
            // Some machines know no Continuous; Once is the best they can do.
            reply = await OverrideAsync("Once");
        }

        if (!reply.IsSuccess)
        {
            throw new BmcException($"Redfish exception occurred. Error: Redfish set boot device failed for node {call.Node.Uuid}. Error: {reply.Problem}");
        }

        Task<RedfishReply> OverrideAsync(string enabled)
        {
            var change = new JsonObject { ["BootSourceOverrideTarget"] = target };
            if (Json.Text(boot["BootSourceOverrideEnabled"]) != enabled)
            {
                change["BootSourceOverrideEnabled"] = enabled;
            }

            return client.PatchAsync(bmc, path, new JsonObject { ["Boot"] = change }, system.ETag, call);
        }
    }

    public async Task SetBootModeAsync(BmcCall call, string mode)
    {
        var (bmc, path, system) = await SystemAsync(call);
        var change = new JsonObject { ["BootSourceOverrideMode"] = mode == "uefi" ? "UEFI" : "Legacy" };
        var reply = await client.PatchAsync(bmc, path, new JsonObject { ["Boot"] = change }, system.ETag, call);
        if (!reply.IsSuccess)
        {
            throw new BmcException($"Redfish exception occurred. Error: Setting boot mode to {mode} failed for node {call.Node.Uuid}. Error: {reply.Problem}");
        }
    }

    private async Task ResetAsync(BmcCall call, string type)
    {
        var (bmc, _, system) = await SystemAsync(call);
        var action = system.Body["Actions"]?["#ComputerSystem.Reset"];
        var target = Json.Text(action?["target"]) ?? throw Missing("Actions/#ComputerSystem.Reset/target", system);
        if (action?["ResetType@Redfish.AllowableValues"] is JsonArray allowed && allowed.All(v => Json.Text(v) != type))
        {
            throw new BmcException($"Redfish exception occurred. Error: The parameter \"value\" value \"{type}\" is invalid. Valid values are: {JsonReply.Text(allowed)}");
        }

        Accept(await client.PostAsync(bmc, target, new JsonObject { ["ResetType"] = type }, call));
    }

    private static MachineReading ReadingOf(JsonObject system) => new(
        Json.Text(system["PowerState"]) switch
        {
            // On its way a machine counts as arrived, as in real Ironic's mapping; who changes power waits for IsSettled.
            "On" or "PoweringOn" => PowerState.On,
            "Off" or "PoweringOff" => PowerState.Off,
            _ => null,
        },
        Json.Text(system["PowerState"]) is "On" or "Off",
        Json.Text(system["Boot"]?["BootSourceOverrideMode"]) switch { "UEFI" => "uefi", "Legacy" => "bios", _ => null },
        Json.Text(system["Manufacturer"]));

    private static JsonObject BootOf(RedfishReply system) => system.Body["Boot"] as JsonObject ?? throw Missing("Boot", system);

    private static BmcException Missing(string attribute, RedfishReply resource) =>
        new($"Redfish exception occurred. Error: The attribute {attribute} is missing from the resource of {resource.Request}");

    private static void Accept(RedfishReply reply)
    {
        if (!reply.IsSuccess)
        {
            throw Refused(reply);
        }
    }

    private static BmcException Refused(RedfishReply reply) => new($"Redfish exception occurred. Error: {reply.Problem}");

    private async Task<(RedfishDriverInfo Bmc, string Path, RedfishReply Reply)> SystemAsync(BmcCall call)
    {
        var (bmc, problems) = RedfishDriverInfo.Parse(call.Node.DriverInfo);
        if (bmc is null)
        {
            throw new BmcException(string.Join(' ', problems));
        }

        var path = bmc.SystemPath ?? await OnlySystemAsync(bmc, call);
        var reply = await client.GetAsync(bmc, path, call);
        return reply.Status switch
        {
            404 => throw new BmcException($"Redfish exception occurred. Error: Redfish System \"{path}\" was not found for node {call.Node.Uuid}. Error: {reply.Problem}"),
            401 or 403 => throw new BmcException($"Redfish exception occurred. Error: Redfish connection to {bmc.Address} was refused for node {call.Node.Uuid}: wrong credentials or privilege. Error: {reply.Problem}"),
            _ when !reply.IsSuccess => throw Refused(reply),
            _ when reply.Body["Id"] is null => throw Missing("Id", reply),
            _ => (bmc, path, reply),
        };
    }

    private async Task<string> OnlySystemAsync(RedfishDriverInfo bmc, BmcCall call)
    {
        var systems = await client.GetAsync(bmc, "/redfish/v1/Systems", call);
        if (!systems.IsSuccess)
        {
            throw Refused(systems);
        }

        var members = systems.Body["Members"] as JsonArray ?? throw Missing("Members", systems);
        return members.Count == 1 && Json.Text(members[0]?["@odata.id"]) is { } path
            ? path
            : throw new BmcException($"Redfish exception occurred. Error: driver_info/redfish_system_id is needed for node {call.Node.Uuid}: {bmc.Address} has {members.Count} systems.");
    }
}
