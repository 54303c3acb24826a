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
    public static JsonObject NodeOf(
        string ironicUuid, InspectedNode inspected, string resourceClass, JsonObject body)
    {
        var (node, pod, details, access) = inspected;
        var registration = new JsonObject
        {
            ["uuid"] = ironicUuid,
            ["driver"] = access?.Driver ?? "redfish",
            ["driver_info"] = access?.DriverInfo.DeepClone() ?? DriverInfoOf(details, pod),
            ["properties"] = PropertiesOf(details),
            ["resource_class"] = resourceClass,
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

        foreach (var (key, value) in body.Where(pair => access is null || pair.Key != RegistrationKeys.Mac))
        {
            registration[key] = key is "driver_info" or "properties" or "extra"
                ? Merged((JsonObject)registration[key]!, (JsonObject)value!)
                : value?.DeepClone();
        }

        return registration;
    }

    private static JsonObject DriverInfoOf(NodeDetails details, PodManager pod) => new()
    {
        // Scheme, host and port only; the path of the system goes beside it, as text (D-14).
        ["redfish_address"] = new Uri(pod.Url).GetLeftPart(UriPartial.Authority),
        ["redfish_system_id"] = details.SystemUri,
        ["redfish_username"] = pod.Credentials.Username,
        ["redfish_password"] = pod.Credentials.Password,

        // Ironic cannot pin a fingerprint; verifying is the safe reading of it, and the caller may say otherwise.
        ["redfish_verify_ca"] = pod.VerifyCa.IsFile ? pod.VerifyCa.Text : pod.VerifyCa != VerifyCa.No,
    };

    private static JsonObject PropertiesOf(NodeDetails details)
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

    /// <summary>Addresses of the ports: what the pod shows; where the driver says how Ironic is to control the node, what the caller adds, too.</summary>
    public static IReadOnlyList<string> PortsOf(InspectedNode inspected, JsonObject body) =>
        inspected.Access is not null && body[RegistrationKeys.Mac]?.GetValue<string>() is { } mac
            ? [.. MacsOf(inspected.Details).Append(mac.ToLower(CultureInfo.InvariantCulture)).Distinct()]
            : MacsOf(inspected.Details);

    /// <summary>Every address once, in Ironic's spelling.</summary>
    public static IReadOnlyList<string> MacsOf(NodeDetails details) =>
        [.. details.Interfaces.Select(nic => nic.Mac?.ToLower(CultureInfo.InvariantCulture)).OfType<string>().Where(mac => mac.Length > 0).Distinct()];
}
