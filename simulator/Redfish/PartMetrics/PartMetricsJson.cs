using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>ProcessorMetrics v1_7_0.</summary>
internal sealed class ProcessorMetricsJson(Pod pod, ComputerSystem system, Processor cpu)
    : Resource(PartMetricsUris.OfProcessor(system, cpu.Id), Type, "ProcessorMetrics", $"Metrics of {cpu.Socket} of {system.Name}"), IResource
{
    // Below its rated speed a processor idles, above it works; so much of its time goes to the kernel.
    private const double IdleRatio = 0.6;
    private const double KernelShare = 0.2;

    private readonly double _load = pod.Readings.LoadOf(system);
    private readonly bool _isOn = system.State.Power != PowerState.Off;

    public static string Type => "#ProcessorMetrics.v1_7_0.ProcessorMetrics";

    public double BandwidthPercent => Math.Round(_load * 100, 1);

    public double UserPercent => Math.Round(_load * 100 * (1 - KernelShare), 1);

    public double KernelPercent => Math.Round(_load * 100 * KernelShare, 1);

    [JsonPropertyName("OperatingSpeedMHz")]
    public int OperatingSpeedMhz => _isOn ? (int)(cpu.SpeedMHz * (IdleRatio + ((1 - IdleRatio) * _load))) : 0;

    public SensorExcerpt? CoreVoltage => new(null, _isOn ? Math.Round(0.75 + (0.35 * _load), 2) : 0);

    public int CorrectableCoreErrorCount => 0;

    public int UncorrectableCoreErrorCount => 0;

    public DateTimeOffset LifetimeStartDateTime => pod.Started;
}

/// <summary>MemoryMetrics v1_8_0.</summary>
internal sealed class MemoryMetricsJson(Pod pod, ComputerSystem system, MemoryModule module)
    : Resource(PartMetricsUris.OfMemory(system, module.Id), Type, "MemoryMetrics", $"Metrics of {module.Slot} of {system.Name}"), IResource
{
    private const int CacheLine = 64;

    // Bytes that a module moves in a second of full load.
    private const double BytesPerSecond = 6e9;

    private readonly double _load = pod.Readings.LoadOf(system);
    private readonly long _blocks = (long)(pod.Readings.MeterOf(system).BusySeconds * BytesPerSecond / CacheLine);

    public static string Type => "#MemoryMetrics.v1_8_0.MemoryMetrics";

    public int BlockSizeBytes => CacheLine;

    public double BandwidthPercent => Math.Round(_load * 60, 1);

    [JsonPropertyName("OperatingSpeedMHz")]
    public int OperatingSpeedMhz => system.State.Power == PowerState.Off ? 0 : module.SpeedMHz;

    public MemoryLifeTime LifeTime => new(_blocks * 2 / 3, _blocks / 3);

    public MemoryHealthData HealthData => new();

    public DateTimeOffset LifetimeStartDateTime => pod.Started;
}

internal sealed record MemoryLifeTime(long BlocksRead, long BlocksWritten)
{
    [JsonPropertyName("CorrectableECCErrorCount")]
    public int CorrectableEccErrorCount => 0;

    [JsonPropertyName("UncorrectableECCErrorCount")]
    public int UncorrectableEccErrorCount => 0;
}

internal sealed record MemoryHealthData
{
    public bool DataLossDetected => false;

    public bool PerformanceDegraded => false;
}

/// <summary>DriveMetrics v1_3_0 of a drive that is built into a system.</summary>
internal sealed class DriveMetricsJson(Pod pod, ComputerSystem system, LocalDrive drive)
    : Resource(PartMetricsUris.OfDrive(system.Id, drive.Id), Type, "Metrics", $"Metrics of {drive.Id} of {system.Name}"), IResource
{
    // KiB that a drive moves in a second of full load.
    private const double DiskKibPerSecond = 90_000;
    private const double FlashKibPerSecond = 350_000;

    private readonly Metered _meter = pod.Readings.MeterOf(system);

    public static string Type => "#DriveMetrics.v1_3_0.DriveMetrics";

    public double PowerOnHours => Math.Round(_meter.OnSeconds / 3600, 3);

    [JsonPropertyName("ReadIOKiBytes")]
    public long ReadKib => (long)(Kib * 0.7);

    [JsonPropertyName("WriteIOKiBytes")]
    public long WriteKib => (long)(Kib * 0.3);

    public int BadBlockCount => 0;

    [JsonPropertyName("CorrectableIOReadErrorCount")]
    public int CorrectableReadErrors => 0;

    [JsonPropertyName("UncorrectableIOReadErrorCount")]
    public int UncorrectableReadErrors => 0;

    public DateTimeOffset LifetimeStartDateTime => pod.Started;

    private double Kib => _meter.BusySeconds * (drive.MediaType == "HDD" ? DiskKibPerSecond : FlashKibPerSecond);
}

/// <summary>PortMetrics v1_8_1: of a network port, or of the port of a switch at the other end of its cable.</summary>
internal sealed class PortMetricsJson(string port, string portName, PortTraffic traffic)
    : Resource($"{port}/Metrics", Type, "Metrics", $"Metrics of {portName}"), IResource
{
    public static string Type => "#PortMetrics.v1_8_1.PortMetrics";

    [JsonPropertyName("RXBytes")]
    public long RxBytes => traffic.Received;

    [JsonPropertyName("TXBytes")]
    public long TxBytes => traffic.Sent;

    [JsonPropertyName("RXErrors")]
    public int RxErrors => 0;

    [JsonPropertyName("TXErrors")]
    public int TxErrors => 0;

    public NetworkingMetrics Networking => new(traffic.Received / PortTraffic.FrameBytes, traffic.Sent / PortTraffic.FrameBytes);
}

internal sealed record NetworkingMetrics([property: JsonPropertyName("RXFrames")] long RxFrames, [property: JsonPropertyName("TXFrames")] long TxFrames)
{
    [JsonPropertyName("RXDiscards")]
    public int RxDiscards => 0;

    [JsonPropertyName("TXDiscards")]
    public int TxDiscards => 0;
}

/// <summary>NetworkAdapterMetrics v1_1_0: all ports of the adapter together.</summary>
internal sealed class NetworkAdapterMetricsJson(Pod pod, ComputerSystem system)
    : Resource($"{AdapterUris.Adapter(system.Id)}/Metrics", Type, "Metrics", $"Metrics of the network adapter of {system.Name}"), IResource
{
    private readonly IReadOnlyList<PortTraffic> _ports = [.. system.EthernetInterfaces.Select(n => PortTraffic.Of(pod, system, n))];

    public static string Type => "#NetworkAdapterMetrics.v1_1_0.NetworkAdapterMetrics";

    [JsonPropertyName("RXBytes")]
    public long RxBytes => _ports.Sum(p => p.Received);

    [JsonPropertyName("TXBytes")]
    public long TxBytes => _ports.Sum(p => p.Sent);
}

/// <summary>What went over a port since the pod started.</summary>
internal sealed record PortTraffic(long Received, long Sent)
{
    public static PortTraffic None { get; } = new(0, 0);

    public const int FrameBytes = 1_200;

    // A port of a fully loaded system uses so much of its line.
    private const double BusyShare = 0.3;
    private const double BytesPerMegabit = 125_000;

    public static PortTraffic Of(Pod pod, ComputerSystem system, EthernetInterface nic)
    {
        if (nic.SwitchPort is null)
        {
            return None;
        }

        var bytes = pod.Readings.MeterOf(system).BusySeconds * nic.SpeedMbps * BytesPerMegabit * BusyShare;
        return new PortTraffic((long)(bytes * 0.6), (long)(bytes * 0.4));
    }

    /// <summary>The same, seen from the other end of the cable.</summary>
    public PortTraffic FromOtherEnd() => new(Sent, Received);
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ProcessorMetricsJson))]
[JsonSerializable(typeof(MemoryMetricsJson))]
[JsonSerializable(typeof(DriveMetricsJson))]
[JsonSerializable(typeof(PortMetricsJson))]
[JsonSerializable(typeof(NetworkAdapterMetricsJson))]
internal sealed partial class PartMetricsJsonContext : JsonSerializerContext;
