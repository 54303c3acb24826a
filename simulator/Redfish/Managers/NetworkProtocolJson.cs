using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>ManagerNetworkProtocol v1_12_0: what a BMC of this kind would offer on its own address.</summary>
internal sealed class NetworkProtocolJson(ComputerSystem system)
    : Resource(
        $"{ManagerUris.Bmc(system.Id)}/NetworkProtocol", Type, "NetworkProtocol",
        $"Network protocols of the BMC of {system.Name}"), IResource
{
    public static string Type => "#ManagerNetworkProtocol.v1_12_0.ManagerNetworkProtocol";

    public string HostName => $"{system.Id}{ManagerUris.BmcSuffix}";

    [JsonPropertyName("HTTP")]
    public ProtocolJson Http => new(ProtocolEnabled: false, 80);

    [JsonPropertyName("HTTPS")]
    public ProtocolJson Https => new(ProtocolEnabled: true, 443);

    [JsonPropertyName("SSH")]
    public ProtocolJson Ssh => new(ProtocolEnabled: false, 22);

    [JsonPropertyName("IPMI")]
    public ProtocolJson Ipmi => new(ProtocolEnabled: false, 623);

    public ProtocolJson VirtualMedia => new(ProtocolEnabled: true, 443);

    public Status Status => new("Enabled", "OK");
}

internal sealed record ProtocolJson(bool ProtocolEnabled, int Port);
