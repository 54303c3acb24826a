using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>PATCH of a system: boot override, asset tag, locator. All or nothing.</summary>
internal static class SystemPatch
{
    private static readonly string[] ReadOnlyProperties =
    [
        "Id", "Name", "Description", "SystemType", "UUID", "Manufacturer", "Model", "SerialNumber", "PowerState", "Status", "LastResetTime",
        "ProcessorSummary", "MemorySummary", "Processors", "Memory", "MemoryDomains", "EthernetInterfaces", "Storage", "SimpleStorage", "NetworkInterfaces",
        "Bios", "SecureBoot", "VirtualMedia", "LogServices", "BootProgress", "Links", "Actions",
    ];

    public static async Task<IResult> ApplyAsync(HttpContext context, Pod pod, ComputerSystem system)
    {
        var (body, refusal) = await RequestBody.ReadAsync(context);
        if (refusal is not null)
        {
            return refusal;
        }

        var reader = new BodyReader(body, []);
        var boot = BootPatch.Read(reader, system.State.Boot);
        var assetTag = reader.TextOrNull("AssetTag", out var hasAssetTag);
        var lit = ReadLocator(reader);
        reader.ReadOnly(ReadOnlyProperties);
        reader.NothingElse();
        if (reader.Problems.Count > 0)
        {
            return RedfishErrors.BadRequest(reader.Problems);
        }

        pod.SetBoot(system, boot);
        if (hasAssetTag)
        {
            pod.SetAssetTag(system, assetTag);
        }

        if (lit is { } isLit)
        {
            pod.SetIndicator(system, isLit);
        }

        return new ResourceResult<ComputerSystemJson>(ComputerSystemJson.Of(pod, system), SystemsJsonContext.Default.ComputerSystemJson);
    }

    // The deprecated word and its successor; a client may send both.
    private static bool? ReadLocator(BodyReader reader)
    {
        var active = reader.Flag("LocationIndicatorActive");
        bool? lit = reader.OneOf("IndicatorLED", "Lit", "Blinking", "Off") is { } led ? led != "Off" : null;
        if (active is not null && lit is not null && active != lit)
        {
            reader.Problem(RedfishMessages.PropertyValueConflict(reader.Pointer("IndicatorLED"), "LocationIndicatorActive"));
        }

        return active ?? lit;
    }
}
