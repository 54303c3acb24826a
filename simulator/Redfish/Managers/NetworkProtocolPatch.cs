using System.Collections.Immutable;
using System.Text.Json;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>
/// PATCH of what a BMC offers. HTTPS and virtual media stay: over them the pod manager itself reaches the BMC.
/// </summary>
internal static class NetworkProtocolPatch
{
    private static readonly BmcProtocols[] Switchable = [BmcProtocols.HTTP, BmcProtocols.SSH, BmcProtocols.IPMI, BmcProtocols.SNMP, BmcProtocols.KVMIP];

    public static Task<IResult> ApplyAsync(HttpContext context, Pod pod, ComputerSystem system) =>
        PatchRequest.ApplyAsync(
            context, ManagersJsonContext.Default.NetworkProtocolJson,
            reader =>
            {
                var wanted = Switchable.Select(p => (Protocol: p, IsEnabled: ReadProtocol(reader, p))).Where(p => p.IsEnabled is not null).ToList();
                bool? hasNtp = null;
                ImmutableList<string>? servers = null;
                if (reader.Object("NTP") is { } ntp)
                {
                    hasNtp = ntp.Flag("ProtocolEnabled");
                    servers = ReadServers(ntp);
                    ntp.ReadOnly(["Port", "NetworkSuppliedServers"]);
                    ntp.NothingElse();
                }

                return () =>
                {
                    pod.EditBmc(system, (bmc, _) =>
                    {
                        var next = wanted.Aggregate(bmc, (b, w) => b.With(w.Protocol, w.IsEnabled!.Value));
                        next = hasNtp is { } isEnabled ? next.With(BmcProtocols.NTP, isEnabled) : next;
                        return servers is null || servers.SequenceEqual(next.NtpServers) ? next : next with { NtpServers = servers };
                    });
                    return null;
                };
            },
            () => NetworkProtocolJson.Of(system));

    private static bool? ReadProtocol(BodyReader reader, BmcProtocols protocol)
    {
        if (reader.Object(protocol.ToString()) is not { } value)
        {
            return null;
        }

        var isEnabled = value.Flag("ProtocolEnabled");
        value.ReadOnly(["Port"]);
        value.NothingElse();
        return isEnabled;
    }

    private static ImmutableList<string>? ReadServers(BodyReader ntp)
    {
        if (ntp.Find("NTPServers") is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(v => v.ValueKind is JsonValueKind.String or JsonValueKind.Null))
        {
            // null takes an element out (DSP0266, PATCH of arrays).
            return [.. value.EnumerateArray().Where(v => v.ValueKind == JsonValueKind.String).Select(v => v.GetString()!)];
        }

        ntp.Problem(RedfishMessages.PropertyValueTypeError(ntp.Pointer("NTPServers"), value.GetRawText(), "an array of strings"));
        return null;
    }
}
