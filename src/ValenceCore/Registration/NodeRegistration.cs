using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ValenceCore.Composition;
using ValenceCore.PodManagers;

namespace ValenceCore.Registration;

/// <summary>What Ironic is told of a composed node (ironic-api 4, 10).</summary>
internal static class NodeRegistration
{
    /// <param name="ironicUuid">Chosen by us and stored before the call, so that a lost answer can be looked up.</param>
    /// <param name="body">The caller's wishes; they win over what was found out.</param>
    /// <param name="account">As whom Ironic reaches the machine.</param>
    public static JsonObject NodeOf(
        string ironicUuid, InspectedNode inspected, PodAccount account, IronicOptions options, JsonObject body)
    {
        var (node, pod, details, access) = inspected;
        var registration = new JsonObject
        {
            ["uuid"] = ironicUuid,
            ["driver"] = access?.Driver ?? "redfish",
            ["driver_info"] = access?.DriverInfo.DeepClone() ?? DriverInfoOf(details, pod, account),
            ["properties"] = PropertiesOf(details),
            ["resource_class"] = ResourceClassOf(options.ResourceClass, PropertiesOf(details)),
            ["extra"] = new JsonObject
            {
                [RegistrationKeys.Marker] = node.Uuid,
                ["valence_podm_uuid"] = pod.Uuid,
                ["valence_node_index"] = node.Index,
            },
        };
        if (NameFor(node.Name) is { Length: > 0 } name)
        {
            registration["name"] = name;
        }

        foreach (var (key, value) in options.DriverInfo)
        {
            registration["driver_info"]![key] = value;
        }

        foreach (var (kind, value) in options.Interfaces)
        {
            registration[$"{kind}_interface"] = value;
        }

        foreach (var (key, value) in body.Where(pair => !IsOurs(pair.Key, access)))
        {
            registration[key] = key is "driver_info" or "properties" or "extra"
                ? Merged((JsonObject)registration[key]!, (JsonObject)value!)
                : value?.DeepClone();
        }

        return registration;
    }

    private static JsonObject DriverInfoOf(NodeDetails details, PodManager pod, PodAccount account) => new()
    {
        // Scheme, host and port only; the path of the system goes beside it, as text (D-14).
        ["redfish_address"] = new Uri(pod.Url).GetLeftPart(UriPartial.Authority),
        ["redfish_system_id"] = details.SystemUri,
        ["redfish_username"] = account.Username,
        ["redfish_password"] = account.Password,

        // Ironic cannot pin a fingerprint; verifying is the safe reading of it, and the caller may say otherwise.
        ["redfish_verify_ca"] = pod.VerifyCa.IsFile ? pod.VerifyCa.Text : pod.VerifyCa != VerifyCa.No,
    };

    /// <summary>Fields of the body that are no fields of an Ironic node.</summary>
    private static bool IsOurs(string key, IronicAccess? access) =>
        key is RegistrationKeys.Ports or "traits" || (key == RegistrationKeys.Mac && access is not null);

    /// <summary>At most 80 characters (ironic-api 4).</summary>
    private static string ResourceClassOf(string pattern, JsonObject properties)
    {
        string Number(string name) => properties[name]?.ToString() ?? "0";
        var memory = long.TryParse(Number("memory_mb"), NumberStyles.None, CultureInfo.InvariantCulture, out var mebibytes) ? mebibytes / 1024 : 0;
        var text = pattern
            .Replace("{cpus}", Number("cpus"), StringComparison.Ordinal)
            .Replace("{memory_gb}", memory.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{local_gb}", Number("local_gb"), StringComparison.Ordinal);
        return text.Length > 80 ? text[..80] : text;
    }

    /// <summary>What the node has beyond the usual, as traits (ironic-api 6), and those that the caller adds.</summary>
    public static IReadOnlyList<string> TraitsOf(NodeDetails details, JsonObject body)
    {
        var found = details.Processors.Select(processor => processor.Type).OfType<string>().Where(type => type is not "CPU").Select(type => $"CUSTOM_{type.ToUpperInvariant()}")
            .Concat(details.Drives.Where(drive => drive.IsPooled == true).Select(_ => "CUSTOM_POOLED_DRIVE"))
            .Concat(details.Drives.Where(drive => drive.Protocol == "NVMe").Select(_ => "CUSTOM_NVME"));
        var wished = (body["traits"] as JsonArray ?? []).Select(trait => trait!.GetValue<string>());
        return [.. found.Concat(wished).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    public static JsonObject PropertiesOf(NodeDetails details)
    {
        var processors = details.Processors.Where(processor => processor.Type is null or "CPU").ToList();
        if (details is { Processors: [], Memory: [], DriveBytes: [] })
        {
            // A pod that tells nothing of the machine is no reason to call it one without memory; Ironic's inspection finds out.
            return [];
        }

        var properties = new JsonObject
        {
            // As Ironic's own inspection counts: threads, and the smallest disk less one gibibyte.
            ["cpus"] = processors.Sum(processor => processor.TotalThreads ?? processor.TotalCores ?? 0),
            ["memory_mb"] = details.Memory.Sum(module => module.CapacityMiB ?? 0),
            ["local_gb"] = details.DriveBytes.Count == 0 ? 0 : Math.Max(0, (details.DriveBytes.Min() >> 30) - 1),
            ["cpu_arch"] = Architecture(processors.Select(processor => processor.InstructionSet).FirstOrDefault()),
        };
        if (details.BootMode is { } mode)
        {
            properties["capabilities"] = mode == "UEFI" ? "boot_mode:uefi" : "boot_mode:bios";
        }

        return properties;
    }

    private static string Architecture(string? instructionSet) => instructionSet switch
    {
        "ARM-A64" => "aarch64",
        "ARM-A32" => "armv7l",
        "x86" => "i686",
        _ => "x86_64",
    };

    /// <summary>Ironic's names hold letters, digits and <c>-._~</c>; other characters become a dash.</summary>
    private static string NameFor(string name)
    {
        var text = new StringBuilder();
        foreach (var letter in name.Trim())
        {
            text.Append(char.IsAsciiLetterOrDigit(letter) || "-._~".Contains(letter, StringComparison.Ordinal) ? letter : '-');
        }

        return text.ToString();
    }

    private static JsonObject Merged(JsonObject ours, JsonObject theirs)
    {
        foreach (var (key, value) in theirs)
        {
            ours[key] = value?.DeepClone();
        }

        return ours;
    }

    /// <summary>Ports: what the pod shows; where the driver says how Ironic is to control the node, the caller's address, too; and over both what the
    /// caller says of ports in a list of objects with an <c>address</c>.</summary>
    /// <param name="physicalNetwork">Of every port that says nothing else; null for none.</param>
    public static IReadOnlyList<JsonObject> PortsOf(InspectedNode inspected, string? physicalNetwork, JsonObject body)
    {
        var ports = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        JsonObject PortAt(string mac)
        {
            mac = mac.ToLower(CultureInfo.InvariantCulture);
            if (!ports.TryGetValue(mac, out var port))
            {
                port = ports[mac] = new JsonObject
                {
                    ["address"] = mac, ["extra"] = new JsonObject { [RegistrationKeys.Marker] = inspected.Node.Uuid },
                };
                if (physicalNetwork is not null)
                {
                    port["physical_network"] = physicalNetwork;
                }
            }

            return port;
        }

        foreach (var nic in inspected.Details.Interfaces.Where(nic => nic.Mac is { Length: > 0 }))
        {
            // An interface that is switched off boots nothing; of others the pod may not know whether a cable is in.
            PortAt(nic.Mac!)["pxe_enabled"] = nic.State is not ("Disabled" or "Absent");
        }

        if (inspected.Access is not null && body[RegistrationKeys.Mac]?.GetValue<string>() is { } given)
        {
            PortAt(given);
        }

        foreach (var wish in (body[RegistrationKeys.Ports] as JsonArray ?? []).OfType<JsonObject>())
        {
            var port = PortAt(wish["address"]!.GetValue<string>());
            foreach (var (key, value) in wish.Where(pair => pair.Key != "address"))
            {
                port[key] = key == "extra" ? Merged((JsonObject)port["extra"]!, (JsonObject)value!) : value?.DeepClone();
            }
        }

        return [.. ports.Values];
    }

    /// <summary>Every address once, in Ironic's spelling.</summary>
    public static IReadOnlyList<string> MacsOf(NodeDetails details) =>
        [.. details.Interfaces.Select(nic => nic.Mac?.ToLower(CultureInfo.InvariantCulture)).OfType<string>().Where(mac => mac.Length > 0).Distinct()];
}

/// <summary>As whom a machine is reached.</summary>
internal sealed record PodAccount(string? Username, string? Password)
{
    public override string ToString() => $"PodAccount {{ Username = {Username} }}";
}
