using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>NetworkPort v1_4_3: what <see cref="PortJson"/> says, for clients from before it.</summary>
internal sealed class NetworkPortJson(Pod pod, ComputerSystem system, EthernetInterface nic)
    : Resource(AdapterUris.NetworkPort(system.Id, nic.Id), Type, nic.Id, $"Network port {nic.Id}"), IResource
{
    public static string Type => "#NetworkPort.v1_4_3.NetworkPort";

    public string PhysicalPortNumber => $"{system.EthernetInterfaces.Index().First(e => e.Item.Id == nic.Id).Index + 1}";

    public string ActiveLinkTechnology => "Ethernet";

    public string LinkStatus => IsUp ? "Up" : "Down";

    public int CurrentLinkSpeedMbps => IsUp ? pod.Cables.At(nic)!.Value.SpeedMbps : 0;

    public bool SignalDetected => IsUp;

    public IReadOnlyList<string> AssociatedNetworkAddresses => [nic.MacAddress];

    public IReadOnlyList<LinkCapability> SupportedLinkCapabilities => [new([nic.SpeedMbps])];

    public Status Status => Status.Of(system.State.Health);

    private bool IsUp => pod.StateOf(system, nic) == LinkState.Up;
}

internal sealed record LinkCapability(IReadOnlyList<int> CapableLinkSpeedMbps)
{
    public string LinkNetworkTechnology => "Ethernet";

    public bool AutoSpeedNegotiation => true;
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(NetworkPortJson))]
internal sealed partial class NetworkPortJsonContext : JsonSerializerContext;
