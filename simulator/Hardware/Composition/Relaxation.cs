using System.Globalization;

namespace Simulator.Hardware.Composition;

/// <summary>One requirement of a request, and the request without it or with less of it.</summary>
/// <param name="Item">For example <c>Processors[0].TotalCores</c>.</param>
/// <param name="Asked">As people write it.</param>
/// <param name="Most">Of a quantity: what was asked for, rounded down; null for what is there or is not.</param>
/// <param name="With">The request with that much of it; null leaves it out.</param>
internal sealed record Relaxation(string Item, string Asked, long? Most, Func<long?, AllocationRequest> With)
{
    /// <summary>That stands after amounts; null for none.</summary>
    public string? Unit { get; init; }

    /// <summary>Leaves out an item with all that is said of it.</summary>
    public bool IsWhole { get; init; }

    /// <summary>Every requirement of a request, one at a time.</summary>
    public static IEnumerable<Relaxation> Of(AllocationRequest request) =>
    [
        .. Quantity("TotalSystemCoreCount", request.TotalCores, v => request with { TotalCores = (int?)v }),
        .. Quantity("TotalSystemMemoryMiB", request.TotalMemoryMiB, v => request with { TotalMemoryMiB = (int?)v }),
        .. request.PerformanceConfigurations.SelectMany(p => Word(
            "SupportedPerformanceConfigurations", p, () => request with { PerformanceConfigurations = [.. request.PerformanceConfigurations.Where(o => o != p)] })),
        .. Items(request, "Processors", request.Processors, OfProcessor, items => request with { Processors = items }),
        .. Items(request, "Memory", request.Memory, OfMemory, items => request with { Memory = items }),
        .. Items(request, "LocalDrives", request.LocalDrives, OfDrive, items => request with { LocalDrives = items }),
        .. Items(request, "EthernetInterfaces", request.EthernetInterfaces, OfNic, items => request with { EthernetInterfaces = items }),
        .. OfRemoteDrive(request),
        .. OfSecurity(request),
    ];

    private static IEnumerable<Part<ProcessorRequest>> OfProcessor(ProcessorRequest p) =>
    [
        new("Model", p.Model, null, _ => p with { Model = null }),
        new("Brand", p.Brand, null, _ => p with { Brand = null }),
        new("InstructionSet", p.InstructionSet, null, _ => p with { InstructionSet = null }),
        new("TotalCores", Text(p.TotalCores), p.TotalCores, v => p with { TotalCores = (int?)v }),
        new("AchievableSpeedMHz", Text(p.SpeedMHz), p.SpeedMHz, v => p with { SpeedMHz = (int?)v }, "MaxSpeedMHz"),
        new("Capabilities", Text(p.Capabilities), null, _ => p with { Capabilities = [] }),
        new("Connectivity", Text(p.Connectivity), null, _ => p with { Connectivity = [] }),
        new("Resource", p.At?.PartId, null, _ => p with { At = Anywhere(p.At) }),
        new("Chassis", p.At?.ChassisId, null, _ => p with { At = InAnyChassis(p.At) }),
    ];

    private static IEnumerable<Part<MemoryRequest>> OfMemory(MemoryRequest m) =>
    [
        new("CapacityMiB", Text(m.CapacityMiB), m.CapacityMiB, v => m with { CapacityMiB = (int?)v }),
        new("MemoryType", m.MemoryType, null, _ => m with { MemoryType = null }),
        new("MemoryDeviceType", m.DeviceType, null, _ => m with { DeviceType = null }),
        new("SpeedMHz", Text(m.SpeedMHz), m.SpeedMHz, v => m with { SpeedMHz = (int?)v }, "OperatingSpeedMhz"),
        new("Manufacturer", m.Manufacturer, null, _ => m with { Manufacturer = null }),
        new("DataWidthBits", Text(m.DataWidthBits), m.DataWidthBits, v => m with { DataWidthBits = (int?)v }),
        new("Resource", m.At?.PartId, null, _ => m with { At = Anywhere(m.At) }),
        new("Chassis", m.At?.ChassisId, null, _ => m with { At = InAnyChassis(m.At) }),
    ];

    private static IEnumerable<Part<DriveRequest>> OfDrive(DriveRequest d) =>
    [
        new("CapacityGiB", Text(d.CapacityGiB), Whole(d.CapacityGiB), v => d with { CapacityGiB = v }, "CapacityBytes", " GiB"),
        new("Type", d.MediaType, null, _ => d with { MediaType = null }, "MediaType"),
        new("Interface", d.Protocol, null, _ => d with { Protocol = null }, "Protocol"),
        new("MinRPM", Text(d.MinRpm), Whole(d.MinRpm), v => d with { MinRpm = v }),
        new("SerialNumber", d.SerialNumber, null, _ => d with { SerialNumber = null }),
        new("FabricSwitch", d.Pooled is { } pooled ? (pooled ? "true" : "false") : null, null, _ => d with { Pooled = null }),
        new("Resource", d.At?.PartId, null, _ => d with { At = Anywhere(d.At) }),
        new("Chassis", d.At?.ChassisId, null, _ => d with { At = InAnyChassis(d.At) }),
    ];

    private static IEnumerable<Part<EthernetRequest>> OfNic(EthernetRequest e) =>
    [
        new("SpeedMbps", Text(e.SpeedMbps), e.SpeedMbps, v => e with { SpeedMbps = (int?)v }),
        new("MACAddress", e.MacAddress, null, _ => e with { MacAddress = null }),
        new("VLANs", e.Vlans.Count > 0 ? Text(e.Vlans.Select(v => Text(v.VlanId)!)) : null, null, _ => e with { Vlans = [], PrimaryVlan = null }),
        new("Resource", e.At?.PartId, null, _ => e with { At = Anywhere(e.At) }),
        new("Chassis", e.At?.ChassisId, null, _ => e with { At = InAnyChassis(e.At) }),
    ];

    private static IEnumerable<Relaxation> OfRemoteDrive(AllocationRequest request)
    {
        // A new volume has some size.
        const long LeastGiB = 1;
        const long BytesPerGiB = 1L << 30;
        if (request.RemoteDrive is not { } drive)
        {
            return [];
        }

        var gib = drive.CapacityBytes / (double)BytesPerGiB;
        return
        [
            .. drive.Master is null && gib is not null
                ? [new Relaxation(
                    "RemoteDrives[0].CapacityGiB", Text(gib)!, Whole(gib),
                    v => request with { RemoteDrive = drive with { CapacityBytes = (v ?? LeastGiB) * BytesPerGiB } })]
                : Array.Empty<Relaxation>(),
            new Relaxation(
                "RemoteDrives[0]", drive.Existing?.ToString() ?? drive.Master?.ToString() ?? $"{Text(gib)} GiB", null, _ => request with { RemoteDrive = null })
            {
                IsWhole = true,
            },
        ];
    }

    private static IEnumerable<Relaxation> OfSecurity(AllocationRequest request)
    {
        var asked = request.Security;
        return
        [
            .. Word("Security.TpmInterfaceType", asked.TpmInterface, () => request with { Security = asked with { TpmInterface = null } }),
            .. Word(
                "Security.TpmPresent", asked.TpmPresent is { } present ? (present ? "true" : "false") : null,
                () => request with { Security = asked with { TpmPresent = null, TpmInterface = null } }),
            .. Word("Security.TxtEnabled", asked.TxtEnabled is { } txt ? (txt ? "true" : "false") : null, () => request with { Security = asked with { TxtEnabled = null } }),
        ];
    }

    // Each part of each item, then the item as a whole. What was described once and counted is changed for all that it stands for.
    private static IEnumerable<Relaxation> Items<T>(
        AllocationRequest request, string list, IReadOnlyList<T> items, Func<T, IEnumerable<Part<T>>> partsOf, Func<IReadOnlyList<T>, AllocationRequest> with)
    {
        var places = request.Places.GetValueOrDefault(list);
        return items.Index().GroupBy(i => places?[i.Index].Pointer ?? $"{list}[{i.Index}]", StringComparer.Ordinal).SelectMany(group =>
        {
            var (members, first) = (group.Select(i => i.Index).ToList(), group.First().Item);
            return partsOf(first).Where(p => p.Asked is not null).Select(p => new Relaxation(
                    places is null ? $"{group.Key}.{p.Name}" : $"{group.Key}/{p.StandardName ?? p.Name}", $"{p.Asked}{(places is null ? null : p.Unit)}", p.Most, v => with(Changed(members, p.Name, v)))
                {
                    Unit = places is null ? null : p.Unit,
                })
                .Concat(members.Count > 1 && places![members[0]].IsCounted
                    ? [new Relaxation($"{group.Key}/@Redfish.RequestedCount", Text(members.Count)!, members.Count, v => with(Without(members.Skip((int)(v ?? 0)))))]
                    : Array.Empty<Relaxation>())
                .Append(new Relaxation(group.Key, "the whole item", null, _ => with(Without(members))) { IsWhole = true });
        });

        IReadOnlyList<T> Changed(List<int> members, string part, long? value) =>
            [.. items.Select((item, index) => members.Contains(index) ? partsOf(item).First(p => p.Name == part).With(value) : item)];

        IReadOnlyList<T> Without(IEnumerable<int> gone) => [.. items.Where((_, index) => !gone.Contains(index))];
    }

    private static IEnumerable<Relaxation> Quantity(string item, int? asked, Func<long?, AllocationRequest> with) =>
        asked is null ? [] : [new Relaxation(item, Text(asked)!, asked, with)];

    private static IEnumerable<Relaxation> Word(string item, string? asked, Func<AllocationRequest> without) =>
        asked is null ? [] : [new Relaxation(item, asked, null, _ => without())];

    private static Placement? Anywhere(Placement? at) => at is null ? null : at with { SystemId = null, PartId = null };

    private static Placement? InAnyChassis(Placement? at) => at is null ? null : at with { ChassisId = null };

    // A part counts whole: what is asked for is too much, so the next whole number is.
    private static long? Whole(double? number) => number is null ? null : (long)Math.Min(Math.Ceiling(number.Value), long.MaxValue / 2.0);

    private static string? Text(double? number) => number?.ToString("0.##", CultureInfo.InvariantCulture);

    private static string? Text(IReadOnlyList<string> words) => words.Count > 0 ? Text(words.AsEnumerable()) : null;

    private static string Text(IEnumerable<string> words) => string.Join(", ", words);

    // The standard has another name for some.
    private sealed record Part<T>(string Name, string? Asked, long? Most, Func<long?, T> With, string? StandardName = null, string? Unit = null);
}
