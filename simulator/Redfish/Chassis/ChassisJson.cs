using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>Chassis v1_28_0 with the location of Intel RSD.</summary>
internal sealed class ChassisJson(string chassisId, string chassisName)
    : Resource(ChassisUris.Of(chassisId), Type, chassisId, chassisName), IResource
{
    public static string Type => "#Chassis.v1_28_0.Chassis";

    public required string ChassisType { get; init; }

    public string? Manufacturer { get; init; }

    public string? Model { get; init; }

    public string? SerialNumber { get; init; }

    [JsonPropertyName("UUID")]
    public Guid? Uuid { get; init; }

    public PlaceJson? Location { get; init; }

    public string? PowerState { get; init; }

    public Status Status { get; init; } = new("Enabled", "OK");

    public Link? Drives { get; init; }

    public Link? Processors { get; init; }

    public Link? NetworkAdapters { get; init; }

    public Link? PowerSubsystem { get; init; }

    public Link? Power { get; init; }

    public Link? ThermalSubsystem { get; init; }

    public Link? Thermal { get; init; }

    public Link? Sensors { get; init; }

    public Link? EnvironmentMetrics { get; init; }

    public Link? Controls { get; init; }

    /// <summary>True for what has no power supplies of its own.</summary>
    public bool? PoweredByParent { get; init; }

    /// <summary>True for what has no fans of its own.</summary>
    public bool? ThermalManagedByParent { get; init; }

    public required ChassisLinks Links { get; init; }

    public required ChassisOem Oem { get; init; }

    public static ChassisJson Of(Pod pod) => new(ChassisUris.PodId, pod.Name)
    {
        ChassisType = "Pod",
        Uuid = pod.Uuid,
        Links = new ChassisLinks { Contains = Link.All(pod.Racks.Select(r => ChassisUris.Of(r.Id))) },
        Oem = ChassisOem.Of("Chassis", ChassisUris.PodId, parent: null),
    };

    public static ChassisJson Of(Pod pod, Rack rack) => new(rack.Id, rack.Name)
    {
        ChassisType = "Rack",
        Status = Status.Of(pod.HealthOf(rack)),
        Uuid = rack.Uuid,
        PowerSubsystem = new Link(PowerUris.Subsystem(rack.Id)),
        Power = new Link(PowerUris.Power(rack.Id)),
        Sensors = new Link(SensorUris.Sensors(rack.Id)),
        EnvironmentMetrics = new Link(EnvironmentUris.Of(ChassisUris.Of(rack.Id))),
        SerialNumber = rack.SerialNumber,
        Links = new ChassisLinks
        {
            ContainedBy = new Link(ChassisUris.Of(ChassisUris.PodId)),
            Contains = Link.All(rack.Drawers.Select(d => ChassisUris.Of(d.Id))),
            Switches = Link.All(rack.Switches.Select(s => FabricUris.Switch(s.Id))),
            PowerSupplies = Link.All(rack.PowerSupplies.Select(s => PowerUris.Supply(rack.Id, s.Id))),
            PowerOutlets = Link.All(rack.PowerSupplies.Select(s => DistributionUris.Outlet(pod.OutletOf(s)))),
        },
        Oem = ChassisOem.Of("RackChassis", rack.Id, ChassisUris.PodId),
    };

    public static ChassisJson Of(Pod pod, Drawer drawer) => new(drawer.Id, drawer.Name)
    {
        ChassisType = "Drawer",
        Status = Status.Of(pod.HealthOf(drawer)),
        Power = new Link(PowerUris.Power(drawer.Id)),
        Controls = new Link(ControlUris.Controls(drawer.Id)),
        PoweredByParent = true,
        SerialNumber = drawer.SerialNumber,
        Location = PlaceJson.Of(drawer),
        ThermalSubsystem = new Link(ThermalUris.Subsystem(drawer.Id)),
        Thermal = new Link(ThermalUris.Thermal(drawer.Id)),
        Sensors = new Link(SensorUris.Sensors(drawer.Id)),
        EnvironmentMetrics = new Link(EnvironmentUris.Of(ChassisUris.Of(drawer.Id))),
        Drives = new Link(ChassisUris.Drives(drawer.Id)),
        Processors = new Link(ChassisUris.Processors(drawer.Id)),
        Links = new ChassisLinks
        {
            ContainedBy = new Link(ChassisUris.Of(drawer.RackId)),
            Contains = Link.All(drawer.Systems.Select(s => ChassisUris.Of(s.Id))),
            Fans = Link.All(drawer.Fans.Select(f => ThermalUris.Fan(drawer.Id, f.Id))),
            Drives = Link.All(drawer.Devices.Where(d => d.Kind == PooledDeviceKind.NVMe).Select(ChassisUris.Of)),
            Processors = Link.All(drawer.Devices.Where(d => d.Kind != PooledDeviceKind.NVMe).Select(ChassisUris.Of)),
        },
        Oem = ChassisOem.Of("Chassis", drawer.Id, drawer.RackId),
    };

    /// <summary>A sled is the chassis of its system and has the same id.</summary>
    public static ChassisJson Of(ComputerSystem system) => new(system.Id, $"Sled {system.Id}")
    {
        ChassisType = "Sled",
        Manufacturer = system.Manufacturer,
        Model = system.Model,
        SerialNumber = system.SerialNumber,
        PowerState = system.State.Power.ToString(),
        PowerSubsystem = new Link(PowerUris.Subsystem(system.Id)),
        Power = new Link(PowerUris.Power(system.Id)),
        ThermalSubsystem = new Link(ThermalUris.Subsystem(system.Id)),
        Thermal = new Link(ThermalUris.Thermal(system.Id)),
        Controls = new Link(ControlUris.Controls(system.Id)),
        PoweredByParent = true,
        ThermalManagedByParent = true,
        Sensors = new Link(SensorUris.Sensors(system.Id)),
        EnvironmentMetrics = new Link(EnvironmentUris.Of(ChassisUris.Of(system.Id))),
        NetworkAdapters = new Link(AdapterUris.Adapters(system.Id)),
        Status = Status.Of(system.State.Health),
        Links = new ChassisLinks
        {
            ContainedBy = new Link(ChassisUris.Of(system.DrawerId)),
            ComputerSystems = [new Link(SystemUris.Of(system.Id))],
            ManagedBy = [new Link(ManagerUris.Bmc(system.Id))],
        },
        Oem = ChassisOem.Of("Chassis", system.Id, system.DrawerId),
    };
}

internal sealed record ChassisLinks
{
    public Link? ContainedBy { get; init; }

    public IReadOnlyList<Link> Contains { get; init; } = [];

    public IReadOnlyList<Link> ComputerSystems { get; init; } = [];

    public IReadOnlyList<Link> ManagedBy { get; init; } = [new(ManagerUris.PodManager)];

    public IReadOnlyList<Link>? Drives { get; init; }

    public IReadOnlyList<Link>? Processors { get; init; }

    public IReadOnlyList<Link>? PowerSupplies { get; init; }

    public IReadOnlyList<Link>? PowerOutlets { get; init; }

    [JsonPropertyName("PowerOutlets@odata.count")]
    public int? OutletCount => PowerOutlets?.Count;

    public IReadOnlyList<Link>? Fans { get; init; }

    public IReadOnlyList<Link>? Switches { get; init; }
}

/// <summary>Resource.Location: where in the rack.</summary>
internal sealed record PlaceJson(PlacementJson Placement)
{
    public static PlaceJson Of(Drawer drawer) => new(new PlacementJson(drawer.RackId, drawer.Unit));
}

internal sealed record PlacementJson(string Rack, int RackOffset)
{
    public string RackOffsetUnits => "EIA_310";
}

internal sealed record ChassisOem([property: JsonPropertyName("Intel_RackScale")] ChassisRackScale RackScale)
{
    public static ChassisOem Of(string type, string id, string? parent) =>
        new(new ChassisRackScale($"#Intel.Oem.{type}", new RackScaleLocation(id, parent)));
}

internal sealed record ChassisRackScale([property: JsonPropertyName("@odata.type")] string ODataType, RackScaleLocation Location);

/// <summary>Intel RSD: the chain of these up the ContainedBy links is the pod/rack/drawer triple.</summary>
internal sealed record RackScaleLocation(string Id, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? ParentId);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ChassisJson))]
internal sealed partial class ChassisJsonContext : JsonSerializerContext;
