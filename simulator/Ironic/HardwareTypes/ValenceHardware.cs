using System.Text.Json;
using System.Text.Json.Nodes;

namespace Simulator.Ironic;

/// <summary>
/// <c>valence</c>: a server that Valence composed, driven through the Valence API alone: power, boot device, boot mode, inspection, and
/// <c>test_connection</c> of the driver and of a node. The same keys and answers as the plug-in for real Ironic.
/// </summary>
internal sealed class ValenceHardware(ValenceClient client, IronicSettings settings) : IHardwareType, IVendorMethods, IDriverMethods
{
    private static readonly (string Ironic, string Redfish)[] Targets = [("pxe", "Pxe"), ("disk", "Hdd"), ("cdrom", "Cd"), ("bios", "BiosSetup")];

    public string Name => "valence";

    public bool BootsMachines => true;

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Interfaces { get; } = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
    {
        ["bios"] = ["no-bios"], ["boot"] = ["ipxe", "pxe"], ["console"] = ["no-console"], ["deploy"] = ["direct", "ramdisk"], ["firmware"] = ["no-firmware"],
        ["inspect"] = ["valence", "no-inspect"], ["management"] = ["valence"], ["network"] = ["noop", "flat"], ["power"] = ["valence"], ["raid"] = ["no-raid"],
        ["rescue"] = ["no-rescue", "agent"], ["storage"] = ["noop"], ["vendor"] = ["valence", "no-vendor"],
    };

    public IReadOnlyDictionary<string, string> Properties { get; } =
        ValenceDriverInfo.Keys.Concat(RamdiskDriverInfo.Keys).ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal);

    public IReadOnlyList<string> BootDevices { get; } = [.. Targets.Select(t => t.Ironic)];

    public IReadOnlyDictionary<string, VendorMethod> NodeMethods => new Dictionary<string, VendorMethod>(StringComparer.Ordinal)
    {
        ["test_connection"] = new(["GET", "POST"], "Asks the Valence API of the node for its pod managers and for the node.", TestNodeAsync) { NeedsLock = false },
    };

    public IReadOnlyDictionary<string, VendorMethod> DriverMethods => new Dictionary<string, VendorMethod>(StringComparer.Ordinal)
    {
        ["test_connection"] = new(["GET", "POST"], "Asks the Valence API that the conductor is set up with for its pod managers.", TestDriverAsync),
    };

    public IReadOnlyList<string> Problems(IronicNode node) => ValenceDriverInfo.Parse(node.DriverInfo, settings.ValenceApi?.Invoke(), needsNode: true).Problems;

    public async Task<MachineReading> ReadAsync(BmcCall call)
    {
        var (_, node) = await NodeAsync(call);
        var power = Json.Text(node["node_power_state"]) ?? Json.Text(node["power_state"]);
        return new MachineReading(
            power switch
            {
                "On" or "PoweringOn" => PowerState.On,
                "Off" or "PoweringOff" => PowerState.Off,
                _ => null,
            },
            power is "On" or "Off",
            Json.Text(node["boot_mode"]) switch { "UEFI" => "uefi", "Legacy" => "bios", _ => null });
    }

    public Task ResetAsync(BmcCall call, MachineReset reset) => ActAsync(call, "Reset", new JsonObject { ["Type"] = reset.ToString() });

    public async Task<BootDevice> GetBootDeviceAsync(BmcCall call)
    {
        var (_, node) = await NodeAsync(call);
        var enabled = Json.Text(node["boot_source_enabled"]);
        var device = enabled == "Disabled" ? null : Targets.FirstOrDefault(t => t.Redfish == Json.Text(node["boot_source"])).Ironic;
        return new BootDevice(device, device is not null && enabled == "Continuous");
    }

    public Task SetBootDeviceAsync(BmcCall call, BootDevice device) => ActAsync(call, "Boot", new JsonObject
    {
        ["Enabled"] = device.IsPersistent ? "Continuous" : "Once", ["Target"] = Targets.First(t => t.Ironic == device.Device).Redfish,
    });

    /// <summary>The Valence API sets a mode only together with the override that is there.</summary>
    public async Task SetBootModeAsync(BmcCall call, string mode)
    {
        var (_, node) = await NodeAsync(call);
        await ActAsync(call, "Boot", new JsonObject
        {
            ["Enabled"] = Json.Text(node["boot_source_enabled"]) ?? "Disabled", ["Target"] = Json.Text(node["boot_source"]) ?? "None",
            ["Mode"] = mode == "uefi" ? "UEFI" : "Legacy",
        });
    }

    public async Task<Inspection> InspectAsync(BmcCall call)
    {
        var (valence, node) = await NodeAsync(call);
        var storages = await client.GetAsync(valence, $"v1/nodes/{valence.NodeUuid}/storages", call) as JsonArray ?? [];
        var sizes = storages.Select(s => Number(s?["capacity_bytes"])).Where(s => s > 0).ToList();
        return new Inspection(
            (int)Parts(node, "processor").Sum(p => Number(p["total_core"])),
            Parts(node, "processor").Select(p => Json.Text(p["instruction_set"])).FirstOrDefault() is "x86-64" ? "x86_64" : null,
            (int)Parts(node, "memory").Sum(p => Number(p["total_memory_mb"])),
            sizes.Count == 0 ? null : (int)Math.Max(0, (sizes.Min() / (1L << 30)) - 1),
            Json.Text(node["boot_mode"]) is "UEFI" ? "uefi" : null,
            [.. Parts(node, "network").Where(n => Json.Text(n["status"]) is null or "Enabled").Select(n => Json.Text(n["mac"])?.ToLowerInvariant()).OfType<string>()]);
    }

    private static IEnumerable<JsonObject> Parts(JsonObject node, string kind) => (node["metadata"]?[kind] as JsonArray ?? []).OfType<JsonObject>();

    private static double Number(JsonNode? value) => value?.GetValueKind() == JsonValueKind.Number ? value.GetValue<double>() : 0;

    /// <summary>To a POST nothing but the success: the command line posts, and fails over any answer that a driver gives (python-ironicclient 5).</summary>
    private async Task<JsonNode?> TestDriverAsync(BmcCall call, JsonObject arguments)
    {
        var told = await TestAsync(call);
        return Json.Text(arguments["http_method"]) == "GET" ? told : null;
    }

    private async Task<JsonNode?> TestNodeAsync(BmcCall call, JsonObject arguments)
    {
        var (_, node) = await NodeAsync(call);
        var told = (await TestAsync(call))!.AsObject();
        told["node"] = new JsonObject
        {
            ["uuid"] = node["uuid"]?.DeepClone(), ["name"] = node["name"]?.DeepClone(), ["state"] = node["state"]?.DeepClone(),
            ["power_state"] = (await ReadAsync(call)).Power ?? PowerState.Error,
        };
        return told;
    }

    private async Task<JsonNode?> TestAsync(BmcCall call)
    {
        var valence = Access(call, needsNode: false);
        var version = Json.Text((await client.GetAsync(valence, "v1", call))?["id"]);
        if (version != "v1")
        {
            throw new BmcException($"{valence.Api} is not a Valence API of version v1: its id is {version ?? "not told"}.");
        }

        var pods = await client.GetAsync(valence, "v1/pod_managers", call) as JsonArray ?? [];
        return new JsonObject
        {
            ["api_url"] = valence.Api.ToString().TrimEnd('/'),
            ["version"] = version,
            ["pod_managers"] = new JsonObject(pods.GroupBy(p => Json.Text(p?["status"]) ?? "Unknown").Select(g => KeyValuePair.Create(g.Key, (JsonNode?)g.Count()))),
        };
    }

    private async Task ActAsync(BmcCall call, string action, JsonObject parameters)
    {
        var valence = Access(call, needsNode: true);
        await client.PostAsync(valence, $"v1/nodes/{valence.NodeUuid}/action", new JsonObject { [action] = parameters }, call);
    }

    private async Task<(ValenceDriverInfo Valence, JsonObject Node)> NodeAsync(BmcCall call)
    {
        var valence = Access(call, needsNode: true);
        return (valence, await client.GetAsync(valence, $"v1/nodes/{valence.NodeUuid}", call) as JsonObject
            ?? throw new BmcException($"Valence answered for its node {valence.NodeUuid} with something else than an object."));
    }

    private ValenceDriverInfo Access(BmcCall call, bool needsNode)
    {
        var (valence, problems) = ValenceDriverInfo.Parse(call.Node.DriverInfo, settings.ValenceApi?.Invoke(), needsNode);
        return valence ?? throw new BmcException(string.Join(' ', problems));
    }
}
