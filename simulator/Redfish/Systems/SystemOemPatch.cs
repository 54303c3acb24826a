using System.Globalization;
using System.Text.Json;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>
/// Intel's section in a PATCH of a system (Intel RSD, ComputerSystem): user mode (2.2), tags (2.4), the performance configuration (2.5), by the number
/// that the system lists it under; null chooses none.
/// </summary>
internal static class SystemOemPatch
{
    private const string Performance = "PerformanceConfiguration";
    private const string Current = "CurrentConfigurationId";

    private static readonly string[] ReadOnlyProperties =
        ["PciDevices", "ProcessorSockets", "MemorySockets", "PCIeConnectionId", "TrustedExecutionTechnologyEnabled", "DiscoveryState"];

    /// <returns>The change. Problems are noted on the reader.</returns>
    public static Action<Pod> Read(BodyReader reader, ComputerSystem system)
    {
        if (reader.Object("Oem") is not { } oem)
        {
            return _ => { };
        }

        var section = oem.Object("Intel_RackScale");
        oem.NothingElse();
        return section is null ? _ => { } : ReadSection(section, system);
    }

    private static Action<Pod> ReadSection(BodyReader section, ComputerSystem system)
    {
        var userMode = section.Flag("UserModeEnabled");
        var tags = RackScaleTags.Read(section);
        var (number, isChosen) = section.Object(Performance) is { } performance ? ReadPerformance(performance, system) : (null, false);
        section.ReadOnly(ReadOnlyProperties);
        section.NothingElse();
        return pod =>
        {
            pod.SetUserMode(system, userMode ?? system.State.UserModeEnabled);
            pod.Tag(system, tags);
            pod.ChoosePerformance(system, isChosen ? number : system.State.PerformanceConfiguration);
        };
    }

    private static (int? Number, bool IsChosen) ReadPerformance(BodyReader performance, ComputerSystem system)
    {
        var value = performance.Find(Current);
        performance.ReadOnly(["Configurations"]);
        performance.NothingElse();
        if (value is not { } given)
        {
            return (null, false);
        }

        if (given.ValueKind == JsonValueKind.Null)
        {
            return (null, true);
        }

        if (given.ValueKind != JsonValueKind.Number || !given.TryGetInt32(out var number))
        {
            performance.Problem(RedfishMessages.PropertyValueTypeError(performance.Pointer(Current), given.GetRawText(), "a whole number"));
        }
        else if (number < 1 || number > system.PerformanceConfigurations.Count)
        {
            var known = Enumerable.Range(1, system.PerformanceConfigurations.Count).Select(n => n.ToString(CultureInfo.InvariantCulture)).Append("null");
            performance.Problem(RedfishMessages.PropertyValueNotInList(performance.Pointer(Current), given.GetRawText(), known));
        }
        else
        {
            return (number, true);
        }

        return (null, false);
    }
}
