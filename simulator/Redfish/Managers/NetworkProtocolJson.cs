using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>ManagerNetworkProtocol v1_12_0: what a BMC offers on its own address, or the pod manager on those it is served at.</summary>
internal sealed class NetworkProtocolJson(string managerId, string protocolName)
    : Resource($"{ManagerUris.Managers}/{managerId}/NetworkProtocol", Type, "NetworkProtocol", protocolName), IResource
{
    public static string Type => "#ManagerNetworkProtocol.v1_12_0.ManagerNetworkProtocol";

    public required string HostName { get; init; }

    [JsonPropertyName("FQDN")]
    public string Fqdn => HostName;

    [JsonPropertyName("HTTP")]
    public required ProtocolJson Http { get; init; }

    [JsonPropertyName("HTTPS")]
    public required ProtocolJson Https { get; init; }

    [JsonPropertyName("SSH")]
    public ProtocolJson? Ssh { get; init; }

    [JsonPropertyName("IPMI")]
    public ProtocolJson? Ipmi { get; init; }

    [JsonPropertyName("SNMP")]
    public ProtocolJson? Snmp { get; init; }

    [JsonPropertyName("KVMIP")]
    public ProtocolJson? Kvmip { get; init; }

    public ProtocolJson? VirtualMedia { get; init; }

    [JsonPropertyName("NTP")]
    public NtpJson? Ntp { get; init; }

    public Status Status => new("Enabled", "OK");

    public static NetworkProtocolJson Of(ComputerSystem system)
    {
        var bmc = system.State.Bmc;
        return new NetworkProtocolJson(system.Id + ManagerUris.BmcSuffix, $"Network protocols of the BMC of {system.Name}")
        {
            HostName = HostNameOf(system),
            Http = Protocol(BmcProtocols.HTTP),
            Https = Protocol(BmcProtocols.HTTPS),
            Ssh = Protocol(BmcProtocols.SSH),
            Ipmi = Protocol(BmcProtocols.IPMI),
            Snmp = Protocol(BmcProtocols.SNMP),
            Kvmip = Protocol(BmcProtocols.KVMIP),
            VirtualMedia = Protocol(BmcProtocols.VirtualMedia),
            Ntp = new NtpJson(bmc.Has(BmcProtocols.NTP), BmcPorts.Of(BmcProtocols.NTP), bmc.NtpServers),
        };

        ProtocolJson Protocol(BmcProtocols protocol) => new(bmc.Has(protocol), BmcPorts.Of(protocol));
    }

    /// <summary>The pod manager is served at real addresses; the server knows them.</summary>
    public static NetworkProtocolJson OfPodManager(HttpContext context)
    {
        var addresses = context.RequestServices.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        var served = addresses.Select(a => new Uri(a)).ToLookup(a => a.Scheme, a => a.Port, StringComparer.Ordinal);
        return new NetworkProtocolJson("PodManager", "Network protocols of the pod manager")
        {
            HostName = "pod-manager",
            Http = Protocol(Uri.UriSchemeHttp, BmcProtocols.HTTP),
            Https = Protocol(Uri.UriSchemeHttps, BmcProtocols.HTTPS),
        };

        ProtocolJson Protocol(string scheme, BmcProtocols standard) =>
            served[scheme].Any() ? new ProtocolJson(ProtocolEnabled: true, served[scheme].First()) : new ProtocolJson(ProtocolEnabled: false, BmcPorts.Of(standard));
    }

    public static string HostNameOf(ComputerSystem system) => system.State.Bmc.HostName ?? system.Id + ManagerUris.BmcSuffix;
}

internal sealed record ProtocolJson(bool ProtocolEnabled, int Port);

internal sealed record NtpJson(bool ProtocolEnabled, int Port, [property: JsonPropertyName("NTPServers")] IReadOnlyList<string> NtpServers);

/// <summary>The ports that are registered for each protocol; those of media and console are the one of the web service.</summary>
internal static class BmcPorts
{
    public static int Of(BmcProtocols protocol) => protocol switch
    {
        BmcProtocols.HTTP => 80,
        BmcProtocols.SSH => 22,
        BmcProtocols.IPMI => 623,
        BmcProtocols.SNMP => 161,
        BmcProtocols.NTP => 123,
        _ => 443,
    };
}
