using System.Globalization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>PATCH of a BMC: its clock and its time zone.</summary>
internal static class ManagerPatch
{
    private static readonly TimeSpan Furthest = TimeSpan.FromHours(14); // ISO 8601 offsets in use end here

    public static Task<IResult> ApplyAsync(HttpContext context, Pod pod, ComputerSystem? system)
    {
        // The pod manager has the clock of the world.
        return system is null
            ? PatchRequest.ApplyAsync(context, ManagersJsonContext.Default.ManagerJson, _ => () => null, () => ManagerJson.Of(pod))
            : PatchRequest.ApplyAsync(context, ManagersJsonContext.Default.ManagerJson, reader => Read(reader, pod, system), () => ManagerJson.Of(pod, system));
    }

    /// <summary>PATCH of the management port of a BMC: the name under which it asks for its address.</summary>
    public static Task<IResult> ApplyToPortAsync(HttpContext context, Pod pod, ComputerSystem system) =>
        PatchRequest.ApplyAsync(
            context, EthernetInterfacesJsonContext.Default.EthernetInterfaceJson,
            reader =>
            {
                var name = reader.TextOrNull("HostName", out var given);
                if (name is not null && Uri.CheckHostName(name) != UriHostNameType.Dns)
                {
                    reader.Problem(RedfishMessages.PropertyValueFormatError(reader.Pointer("HostName"), name, "a host name"));
                }

                return () =>
                {
                    pod.EditBmc(system, (bmc, _) => given ? bmc with { HostName = name } : bmc);
                    return null;
                };
            },
            () => EthernetInterfaceJson.OfBmc(system));

    private static Func<IResult?> Read(BodyReader reader, Pod pod, ComputerSystem system)
    {
        var time = ReadTime(reader);
        var offset = ReadOffset(reader);
        return () =>
        {
            pod.EditBmc(system, (bmc, now) => bmc with
            {
                ClockAhead = time is { } wanted ? wanted - now : bmc.ClockAhead,
                LocalOffset = offset ?? bmc.LocalOffset,
            });
            return null;
        };
    }

    private static DateTimeOffset? ReadTime(BodyReader reader)
    {
        if (reader.Text("DateTime") is not { } text)
        {
            return null;
        }

        // The times of Redfish name their offset (DSP0266, date-time values).
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            && text.Contains('T', StringComparison.Ordinal) && (text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > text.IndexOf('T', StringComparison.Ordinal))
            && time.Year is > 1970 and < 9000)
        {
            return time;
        }

        reader.Problem(RedfishMessages.PropertyValueFormatError(reader.Pointer("DateTime"), text, "a date and time with its offset"));
        return null;
    }

    private static TimeSpan? ReadOffset(BodyReader reader)
    {
        if (reader.Text("DateTimeLocalOffset") is not { } text)
        {
            return null;
        }

        if (text is [('+' or '-') and var sign, .. var rest] && TimeSpan.TryParseExact(rest, @"hh\:mm", CultureInfo.InvariantCulture, out var offset)
            && offset <= Furthest)
        {
            return sign == '-' ? -offset : offset;
        }

        reader.Problem(RedfishMessages.PropertyValueFormatError(reader.Pointer("DateTimeLocalOffset"), text, "an offset of the form +01:00"));
        return null;
    }
}
