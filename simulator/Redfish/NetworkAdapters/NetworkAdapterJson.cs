using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>NetworkAdapter v1_14_0.</summary>
internal sealed class NetworkAdapterJson(ComputerSystem system)
    : Resource(AdapterUris.Adapter(system.Id), Type, AdapterUris.AdapterId, $"Network adapter of {system.Name}"), IResource
{
    public static string Type => "#NetworkAdapter.v1_14_0.NetworkAdapter";

    public string Manufacturer => system.Manufacturer;

    public string Model => $"{system.EthernetInterfaces.Count}-port Ethernet adapter";

    public Status Status => Status.Of(system.State.Health);

    public Link Ports => new(AdapterUris.Ports(system.Id));

    public Link Metrics => new($"{ODataId}/Metrics");
}

/// <summary>NetworkInterface v1_2_3.</summary>
internal sealed class NetworkInterfaceJson(ComputerSystem system)
    : Resource(AdapterUris.Interface(system.Id), Type, AdapterUris.AdapterId, $"Network interface of {system.Name}"), IResource
{
    public static string Type => "#NetworkInterface.v1_2_3.NetworkInterface";

    public Status Status => Status.Of(system.State.Health);

    public Link Ports => new(AdapterUris.Ports(system.Id));

    public NetworkInterfaceLinks Links => new(new Link(AdapterUris.Adapter(system.Id)));
}

internal sealed record NetworkInterfaceLinks(Link NetworkAdapter);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(NetworkAdapterJson))]
[JsonSerializable(typeof(NetworkInterfaceJson))]
internal sealed partial class NetworkAdaptersJsonContext : JsonSerializerContext;
