using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>PCIeFunction v1_7_0.</summary>
/// <param name="number">From 0.</param>
internal sealed class PcieFunctionJson(string chassisId, PcieCard card, int number, Status status)
    : Resource(PcieUris.Function(chassisId, card.Id, number), Type, $"{number}", $"Function {number} of {card.Name}"), IResource
{
    public static string Type => "#PCIeFunction.v1_7_0.PCIeFunction";

    public int FunctionId => number;

    public string FunctionType => "Physical";

    public string FunctionProtocol => "PCIe";

    public string DeviceClass => card.Kind.Class.ToString();

    public string ClassCode => card.Kind.ClassCode;

    public string VendorId => card.Kind.VendorId;

    public string DeviceId => card.Kind.DeviceId;

    public string SubsystemVendorId => card.Kind.VendorId;

    public string SubsystemId => "0x0001";

    public string RevisionId => "0x01";

    public Status Status => status;

    public required PcieFunctionLinks Links { get; init; }

    public static PcieFunctionJson Of(ComputerSystem sled, PcieCard card, int number)
    {
        var links = new PcieFunctionLinks(new Link(PcieUris.Device(sled.Id, card.Id)));
        var part = card.Functions[number];
        return new PcieFunctionJson(sled.Id, card, number, Status.Of(sled.State.Health))
        {
            Links = card.Id switch
            {
                PcieCard.HostId => links,
                PcieCard.NicId => links with
                {
                    NetworkDeviceFunctions = [new Link(AdapterUris.Function(sled.Id, part))],
                    EthernetInterfaces = [new Link(SystemUris.EthernetInterface(sled, part))],
                },
                _ => links with { Drives = [new Link(StorageUris.Drive(sled.Id, part))] },
            },
        };
    }

    public static PcieFunctionJson Of(Pod pod, Drawer drawer, PcieCard card)
    {
        var links = new PcieFunctionLinks(new Link(PcieUris.Device(drawer.Id, card.Id)));
        return pod.Devices.TryGetValue(card.Id, out var device)
            ? new PcieFunctionJson(drawer.Id, card, 0, Status.Of(device.State.Health))
            {
                Links = device.Kind switch
                {
                    PooledDeviceKind.NVMe => links with { Drives = [new Link(ChassisUris.Of(device))] },
                    PooledDeviceKind.NIC => links with
                    {
                        NetworkDeviceFunctions = [new Link(PooledNicUris.Function(device))], EthernetInterfaces = [new Link(PooledNicUris.Interface(device))],
                    },
                    PooledDeviceKind.Memory or PooledDeviceKind.Expansion => links,
                    _ => links with { Processor = new Link(ChassisUris.Of(device)) },
                },
            }
            : new PcieFunctionJson(drawer.Id, card, 0, new Status("Enabled", "OK")) { Links = links };
    }
}

internal sealed record PcieFunctionLinks([property: JsonPropertyName("PCIeDevice")] Link PcieDevice)
{
    public IReadOnlyList<Link>? Drives { get; init; }

    public Link? Processor { get; init; }

    public IReadOnlyList<Link>? NetworkDeviceFunctions { get; init; }

    public IReadOnlyList<Link>? EthernetInterfaces { get; init; }
}
