using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>
/// HostInterface v1_3_3: how the operating system of a sled reaches its own BMC. Here that is the network, from its NICs to the
/// management port, so others reach the BMC by the same way; it needs an account like anybody.
/// </summary>
internal sealed class HostInterfaceJson(ComputerSystem system)
    : Resource(ManagerUris.HostInterface(system.Id), Type, ManagerUris.HostInterfaceId, $"Host interface of the BMC of {system.Name}"), IResource
{
    public static string Type => "#HostInterface.v1_3_3.HostInterface";

    public string HostInterfaceType => "NetworkHostInterface";

    public bool InterfaceEnabled => true;

    public bool ExternallyAccessible => true;

    /// <summary>No account is made for the host.</summary>
    public CredentialBootstrappingJson CredentialBootstrapping => new(Enabled: false, EnableAfterReset: false);

    public Status Status => new("Enabled", "OK");

    public Link ManagerEthernetInterface => new($"{ManagerUris.EthernetInterfaces(system.Id)}/{ManagerUris.Port}");

    public Link HostEthernetInterfaces => new(SystemUris.EthernetInterfaces(system));

    public Link NetworkProtocol => new($"{ManagerUris.Bmc(system.Id)}/NetworkProtocol");

    public HostInterfaceLinks Links => new([new Link(SystemUris.Of(system))]);
}

internal sealed record CredentialBootstrappingJson(bool Enabled, bool EnableAfterReset);

internal sealed record HostInterfaceLinks(IReadOnlyList<Link> ComputerSystems)
{
    [JsonPropertyName("ComputerSystems@odata.count")]
    public int Count => ComputerSystems.Count;
}
