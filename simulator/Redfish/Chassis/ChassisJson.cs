using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>Chassis v1_28_0 with the location of Intel RSD.</summary>
internal sealed class ChassisJson(string chassisId, string chassisName)
    : Resource(ChassisUris.Of(chassisId), Type, chassisId, chassisName), IResource
{
    public static string Type => "#Chassis.v1_28_0.Chassis";

    private const string Maker = "Contoso";

    public required string ChassisType { get; init; }

    public string? Manufacturer { get; init; }

    public string? Model { get; init; }

    public string? SerialNumber { get; init; }

    public string? PartNumber => Model is null ? null : Catalog.PartNumber(Model);

    [JsonPropertyName("SKU")]
    public string? Sku => Model is null ? null : Catalog.Sku(Model);

    [JsonPropertyName("UUID")]
    public Guid? Uuid { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required string? AssetTag { get; init; }

    [JsonIgnore]
    public Locator Locator { get; init; }

    [JsonPropertyName("IndicatorLED")]
    public string IndicatorLed => Locator.ToString();

    public bool LocationIndicatorActive => Locator != Locator.Off;

    [JsonIgnore]
    public Dimensions? Dimensions { get; init; }

    public double? HeightMm => Dimensions?.HeightMm;

    public double? WidthMm => Dimensions?.WidthMm;

    public double? DepthMm => Dimensions?.DepthMm;

    public double? WeightKg => Dimensions?.WeightKg;

    public PlaceJson? Location { get; init; }

    public string? PowerState { get; init; }

    public Status Status { get; init; } = new("Enabled", "OK");

    public PhysicalSecurityJson? PhysicalSecurity { get; init; }

    public Link? Drives { get; init; }

    public Link? Processors { get; init; }

    public Link? Memory { get; init; }

    public Link? NetworkAdapters { get; init; }

    public Link? FabricAdapters { get; init; }

    public Link? TrustedComponents { get; init; }

    [JsonPropertyName("PCIeDevices")]
    public Link? PcieDevices { get; init; }

    /// <summary>The deprecated form.</summary>
    [JsonPropertyName("PCIeSlots")]
    public Link? PcieSlots { get; init; }

    public Link? Assembly { get; init; }

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

    public ChassisActions? Actions { get; init; }

    public required ChassisOem Oem { get; init; }

    public static ChassisJson Of(Pod pod)
    {
        var label = pod.LabelOf(ChassisUris.PodId);
        return new ChassisJson(ChassisUris.PodId, pod.Name)
        {
            ChassisType = "Pod",
            Uuid = pod.Uuid,
            AssetTag = label.AssetTag,
            Locator = label.Locator,
            Links = new ChassisLinks
            {
                Contains = Link.All(pod.Racks.Select(r => ChassisUris.Of(r.Id))),
                ManagersInChassis = [new Link(ManagerUris.PodManager)],
            },
            Oem = ChassisOem.Of("Chassis", ChassisUris.PodId, parent: null),
        };
    }

    public static ChassisJson Of(Pod pod, Rack rack)
    {
        var label = pod.LabelOf(rack.Id);
        var nics = rack.Drawers.SelectMany(d => d.Systems).SelectMany(s => s.EthernetInterfaces);
        return new ChassisJson(rack.Id, rack.Name)
        {
            ChassisType = "Rack",
            Manufacturer = Maker,
            Model = $"Rack {rack.Units}U",
            Uuid = rack.Uuid,
            SerialNumber = rack.SerialNumber,
            AssetTag = label.AssetTag,
            Locator = label.Locator,
            Dimensions = Dimensions.Of(rack),
            PowerState = "On",
            PhysicalSecurity = new PhysicalSecurityJson(),
            Status = Status.Of(Pod.Worse(pod.HealthOf(rack), pod.HealthOf(CoolantUnit.Of(rack)))),
            PowerSubsystem = new Link(PowerUris.Subsystem(rack.Id)),
            Power = new Link(PowerUris.Power(rack.Id)),
            ThermalSubsystem = new Link(ThermalUris.Subsystem(rack.Id)),
            Sensors = new Link(SensorUris.Sensors(rack.Id)),
            EnvironmentMetrics = new Link(EnvironmentUris.Of(ChassisUris.Of(rack.Id))),
            Links = new ChassisLinks
            {
                ContainedBy = new Link(ChassisUris.Of(ChassisUris.PodId)),
                Contains = Link.All(rack.Drawers.Select(d => d.Id).Concat(rack.StorageServices.Select(s => s.Id)).Select(ChassisUris.Of)),
                Switches = Link.All(rack.Switches.Select(s => FabricUris.Switch(s.Id))),
                PowerSupplies = Link.All(rack.PowerSupplies.Select(s => PowerUris.Supply(rack.Id, s.Id))),
                Facility = new Link(FacilityRoutes.Room),
                PowerDistribution = PowerShelf.Of(rack) is { } shelf ? new Link(ShelfUris.Shelf(shelf.Id)) : null,
                CoolingUnits = [new Link(CoolantUris.Unit(CoolantUnit.Of(rack).Id))],
                PowerOutlets = Link.All(rack.PowerSupplies.Select(s => DistributionUris.Outlet(pod.OutletOf(s)))),
                PoweredBy = Feeding.Supplies(rack),
                Cables = Link.All(nics.Select(pod.Cables.At).OfType<Cable>().Select(CableUris.Of)),
                Oem = ChassisLinksOem.Of(
                    Link.All(rack.Switches.Select(s => FabricUris.Switch(s.Id))), Link.All(rack.Switches.Select(s => EthernetSwitchUris.Of(s.Id)))),
            },
            Oem = ChassisOem.Of(rack, label),
        };
    }

    public static ChassisJson Of(Pod pod, Drawer drawer)
    {
        var label = pod.LabelOf(drawer.Id);
        return new ChassisJson(drawer.Id, drawer.Name)
        {
            ChassisType = "Drawer",
            Manufacturer = Maker,
            Model = drawer.Devices.Count > 0 ? $"Pool drawer {drawer.Height}U" : $"Sled drawer {drawer.Height}U",
            SerialNumber = drawer.SerialNumber,
            AssetTag = label.AssetTag,
            Locator = label.Locator,
            Dimensions = Dimensions.Of(drawer),
            PowerState = PowerOf(drawer),
            Location = PlaceJson.Of(drawer),
            Status = Status.Of(pod.HealthOf(drawer)),
            Power = new Link(PowerUris.Power(drawer.Id)),
            Controls = new Link(ControlUris.Controls(drawer.Id)),
            PoweredByParent = true,
            ThermalSubsystem = new Link(ThermalUris.Subsystem(drawer.Id)),
            Thermal = new Link(ThermalUris.Thermal(drawer.Id)),
            Sensors = new Link(SensorUris.Sensors(drawer.Id)),
            EnvironmentMetrics = new Link(EnvironmentUris.Of(ChassisUris.Of(drawer.Id))),
            Drives = new Link(ChassisUris.Drives(drawer.Id)),
            Processors = new Link(ChassisUris.Processors(drawer.Id)),
            Memory = new Link(ChassisUris.Memory(drawer.Id)),
            NetworkAdapters = drawer.Devices.Any(d => d.Nic is not null) ? new Link(AdapterUris.Adapters(drawer.Id)) : null,
            Assembly = new Link(AssemblyUris.Of(drawer.Id)),
            PcieDevices = drawer.Devices.Count > 0 ? new Link(PcieUris.Devices(drawer.Id)) : null,
            PcieSlots = drawer.Devices.Count > 0 ? new Link(PcieUris.Slots(drawer.Id)) : null,
            Links = new ChassisLinks
            {
                ContainedBy = new Link(ChassisUris.Of(drawer.RackId)),
                Contains = Link.All(drawer.Systems.Select(s => s.Id).Concat(drawer.Devices.Where(d => d.Kind == PooledDeviceKind.Expansion).Select(d => d.Id)).Select(ChassisUris.Of)),
                Fans = Feeding.Fans(drawer),
                CooledBy = Feeding.Fans(drawer),
                PoweredBy = Feeding.Supplies(pod, drawer.RackId),
                ResourceBlocks = drawer.Devices.Count > 0 ? Link.All(pod.BlocksIn(drawer).Select(CompositionUris.Block)) : null,
                Drives = Link.All(drawer.Devices.Where(d => d.IsDrive).Select(ChassisUris.Of)),
                Processors = Link.All(drawer.Devices.Where(d => d.IsProcessor).Select(ChassisUris.Of)),
                PcieDevices = drawer.Devices.Count > 0 ? Link.All(PcieCard.In(drawer).Select(c => PcieUris.Device(drawer.Id, c.Id))) : null,
                Switches = drawer.Devices.Count > 0 ? [new Link(FabricUris.PcieSwitch(PcieSwitch.IdOf(drawer)))] : null,
                Oem = drawer.Devices.Count > 0 ? ChassisLinksOem.Of([new Link(FabricUris.PcieSwitch(PcieSwitch.IdOf(drawer)))], []) : null,
            },
            Actions = drawer.Systems.Count > 0 ? ChassisActions.Of(drawer.Id) : null,
            Oem = ChassisOem.Of("Chassis", drawer.Id, drawer.RackId),
        };
    }

    /// <summary>A sled is the chassis of its system and has the same id.</summary>
    public static ChassisJson Of(Pod pod, ComputerSystem system)
    {
        var drawer = pod.Drawers[system.DrawerId];
        var state = system.State;
        return new ChassisJson(system.Id, $"Sled {system.Id}")
        {
            ChassisType = "Sled",
            Manufacturer = system.Manufacturer,
            Model = system.Model,
            SerialNumber = system.SerialNumber,
            AssetTag = state.AssetTag,
            Locator = state.Locator,
            Dimensions = Dimensions.Of(drawer, system),
            PowerState = state.Power.ToString(),
            PhysicalSecurity = new PhysicalSecurityJson(),
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
            FabricAdapters = new Link(FabricAdapterUris.Adapters(system.Id)),
            TrustedComponents = new Link(TrustedComponentUris.Components(system.Id)),
            Drives = new Link(ChassisUris.Drives(system.Id)),
            PcieDevices = new Link(PcieUris.Devices(system.Id)),
            PcieSlots = new Link(PcieUris.Slots(system.Id)),
            Assembly = new Link(AssemblyUris.Of(system.Id)),
            Status = Status.Of(state.Health),
            Links = new ChassisLinks
            {
                ContainedBy = new Link(ChassisUris.Of(system.DrawerId)),
                ComputerSystems = [new Link(SystemUris.Of(system))],
                ResourceBlocks = Link.All(pod.BlocksIn(system).Select(CompositionUris.Block)),
                ManagedBy = [new Link(ManagerUris.Bmc(system.Id))],
                ManagersInChassis = [new Link(ManagerUris.Bmc(system.Id))],
                Storage = [new Link(SystemUris.LocalStorage(system))],
                Drives = Link.All(system.Drives.Select(d => StorageUris.Drive(system.Id, d.Id))),
                Processors = Link.All(system.Processors.Select(p => $"{SystemUris.Processors(system)}/{p.Id}")),
                PcieDevices = Link.All(PcieCard.In(system).Select(c => PcieUris.Device(system.Id, c.Id))),
                Cables = Link.All(system.EthernetInterfaces.Select(pod.Cables.At).OfType<Cable>().Select(CableUris.Of)),
                CooledBy = Feeding.Fans(drawer),
                PoweredBy = Feeding.Supplies(pod, system.RackId),
            },
            Actions = ChassisActions.Of(system.Id),
            Oem = ChassisOem.Of("Chassis", system.Id, system.DrawerId),
        };
    }

    /// <summary>A box of PCIe slots, with the system that it extends now.</summary>
    public static ChassisJson Of(Pod pod, PooledDevice box)
    {
        var label = pod.LabelOf(box.Id);
        return new ChassisJson(box.Id, box.Name)
        {
            ChassisType = "Expansion",
            Manufacturer = box.Manufacturer,
            Model = box.Model,
            SerialNumber = box.SerialNumber,
            AssetTag = label.AssetTag,
            Locator = label.Locator,
            PowerState = "On",
            PoweredByParent = true,
            ThermalManagedByParent = true,
            Status = Status.Of(box.State.Health),
            PcieSlots = new Link(PcieUris.Slots(box.Id)),
            Links = new ChassisLinks
            {
                ContainedBy = new Link(ChassisUris.Of(box.DrawerId)),
                ComputerSystems = pod.HostOf(box) is { } host ? [new Link(SystemUris.Of(host))] : [],
                ResourceBlocks = Link.All(pod.BlocksIn(box).Select(CompositionUris.Block)),
                PcieDevices = [new Link(PcieUris.Device(box))],
            },
            Oem = ChassisOem.Of("Chassis", box.Id, box.DrawerId),
        };
    }

    /// <summary>A shelf is the chassis of its storage service and has the same id.</summary>
    public static ChassisJson Of(Pod pod, Rack rack, StorageService service)
    {
        var label = pod.LabelOf(service.Id);
        return new ChassisJson(service.Id, service.Name)
        {
            ChassisType = "StorageEnclosure",
            Manufacturer = Maker,
            SerialNumber = service.SerialNumber,
            AssetTag = label.AssetTag,
            Locator = label.Locator,
            PowerState = "On",
            Location = new PlaceJson(new PlacementJson(rack.Id, service.Unit)),
            Drives = new Link(ChassisUris.Drives(service.Id)),
            Links = new ChassisLinks
            {
                ContainedBy = new Link(ChassisUris.Of(rack.Id)),
                Drives = Link.All(service.DriveIds.Select(d => StorageServiceUris.Drive(service.Id, d))),
                Storage = [new Link(StorageServiceUris.Storage(service.Id))],
                PoweredBy = Feeding.Supplies(rack),
            },
            Oem = ChassisOem.Of("Chassis", service.Id, rack.Id),
        };
    }

    // A drawer of devices is on as long as its rack is; one of sleds is as far as the furthest of them.
    private static string PowerOf(Drawer drawer)
    {
        Hardware.PowerState[] first = [Hardware.PowerState.On, Hardware.PowerState.PoweringOn, Hardware.PowerState.PoweringOff];
        return drawer.Devices.Count > 0
            ? "On"
            : first.Where(p => drawer.Systems.Any(s => s.State.Power == p)).Append(Hardware.PowerState.Off).First().ToString();
    }
}

/// <summary>What power and air come from: the supplies of the rack, the fans of the drawer.</summary>
internal static class Feeding
{
    public static IReadOnlyList<Link> Supplies(Rack rack) => Link.All(rack.PowerSupplies.Select(s => PowerUris.Supply(rack.Id, s.Id)));

    public static IReadOnlyList<Link> Supplies(Pod pod, string rackId) => Supplies(pod.Racks.First(r => r.Id == rackId));

    public static IReadOnlyList<Link> Fans(Drawer drawer) => Link.All(drawer.Fans.Select(f => ThermalUris.Fan(drawer.Id, f.Id)));

    /// <summary>Every chassis in a rack, and the rack.</summary>
    public static IReadOnlyList<Link> Fed(Rack rack) =>
        Link.All(rack.Drawers.SelectMany(d => d.Systems.Select(s => s.Id).Prepend(d.Id)).Concat(rack.StorageServices.Select(s => s.Id)).Prepend(rack.Id).Select(ChassisUris.Of));

    /// <summary>A drawer and its sleds.</summary>
    public static IReadOnlyList<Link> Cooled(Drawer drawer) => Link.All(drawer.Systems.Select(s => s.Id).Prepend(drawer.Id).Select(ChassisUris.Of));
}

internal sealed record ChassisLinks
{
    public Link? ContainedBy { get; init; }

    public IReadOnlyList<Link>? ResourceBlocks { get; init; }

    [JsonPropertyName("ResourceBlocks@odata.count")]
    public int? ResourceBlockCount => ResourceBlocks?.Count;

    public IReadOnlyList<Link> Contains { get; init; } = [];

    public IReadOnlyList<Link> ComputerSystems { get; init; } = [];

    public IReadOnlyList<Link> ManagedBy { get; init; } = [new(ManagerUris.PodManager)];

    public IReadOnlyList<Link>? ManagersInChassis { get; init; }

    public IReadOnlyList<Link>? Storage { get; init; }

    public IReadOnlyList<Link>? Drives { get; init; }

    public IReadOnlyList<Link>? Processors { get; init; }

    [JsonPropertyName("PCIeDevices")]
    public IReadOnlyList<Link>? PcieDevices { get; init; }

    public IReadOnlyList<Link>? PowerSupplies { get; init; }

    /// <summary>Of a rack: the room it stands in.</summary>
    public Link? Facility { get; init; }

    /// <summary>Of a rack: its power shelf.</summary>
    public Link? PowerDistribution { get; init; }

    /// <summary>Of a rack: its coolant distribution unit.</summary>
    public IReadOnlyList<Link>? CoolingUnits { get; init; }

    [JsonPropertyName("CoolingUnits@odata.count")]
    public int? CoolingUnitCount => CoolingUnits?.Count;

    public IReadOnlyList<Link>? PowerOutlets { get; init; }

    [JsonPropertyName("PowerOutlets@odata.count")]
    public int? OutletCount => PowerOutlets?.Count;

    public IReadOnlyList<Link>? Fans { get; init; }

    /// <summary>The deprecated form.</summary>
    public IReadOnlyList<Link>? PoweredBy { get; init; }

    /// <summary>The deprecated form.</summary>
    public IReadOnlyList<Link>? CooledBy { get; init; }

    public IReadOnlyList<Link>? Switches { get; init; }

    public IReadOnlyList<Link>? Cables { get; init; }

    public ChassisLinksOem? Oem { get; init; }
}

internal sealed record ChassisLinksOem([property: JsonPropertyName("Intel_RackScale")] ChassisLinksRackScale RackScale)
{
    public static ChassisLinksOem Of(IReadOnlyList<Link> switches, IReadOnlyList<Link> ethernetSwitches) =>
        new(new ChassisLinksRackScale(switches, ethernetSwitches));
}

/// <summary>Intel RSD: the switches in a chassis.</summary>
internal sealed record ChassisLinksRackScale(IReadOnlyList<Link> Switches, IReadOnlyList<Link> EthernetSwitches)
{
    [JsonPropertyName("@odata.type")]
    [JsonPropertyOrder(-1)]
    public string ODataType => "#Intel.Oem.ChassisLinks";
}

internal sealed record PhysicalSecurityJson
{
    public string IntrusionSensor => "Normal";

    public string IntrusionSensorReArm => "Manual";
}

internal sealed record ChassisActions([property: JsonPropertyName("#Chassis.Reset")] ResetActionJson Reset)
{
    public static ChassisActions Of(string chassisId) =>
        new(new ResetActionJson($"{ChassisUris.Of(chassisId)}/Actions/Chassis.Reset") { Info = ActionInfoUris.Reset(ChassisUris.Of(chassisId)) });
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

    public static ChassisOem Of(Rack rack, ChassisLabel label) =>
        new(new ChassisRackScale("#Intel.Oem.RackChassis", new RackScaleLocation(rack.Id, ChassisUris.PodId))
        {
            RmmPresent = true,
            RackSupportsDisaggregatedPowerCooling = true,
            Uuid = rack.Uuid,
            GeoTag = label.GeoTag,
        });
}

internal sealed record ChassisRackScale([property: JsonPropertyName("@odata.type")] string ODataType, RackScaleLocation Location)
{
    [JsonPropertyName("RMMPresent")]
    public bool? RmmPresent { get; init; }

    public bool? RackSupportsDisaggregatedPowerCooling { get; init; }

    [JsonPropertyName("UUID")]
    public Guid? Uuid { get; init; }

    public string? GeoTag { get; init; }
}

/// <summary>Intel RSD: the chain of these up the ContainedBy links is the pod/rack/drawer triple.</summary>
internal sealed record RackScaleLocation(string Id, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? ParentId);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ChassisJson))]
internal sealed partial class ChassisJsonContext : JsonSerializerContext;
