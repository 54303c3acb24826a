using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>SwitchMetrics v1_1_0 of a PCIe switch. Its lines and its memory make no errors here; it counts them since the pod started.</summary>
internal sealed class SwitchMetricsJson(Pod pod, PcieSwitch made)
    : Resource(FabricUris.PcieSwitchMetrics(made.Id), Type, "SwitchMetrics", $"Metrics of {made.Name}"), IResource
{
    public static string Type => "#SwitchMetrics.v1_1_0.SwitchMetrics";

    [JsonPropertyName("PCIeErrors")]
    public PcieErrorsJson PcieErrors => new();

    public SwitchMemoryMetrics InternalMemoryMetrics => new(new SwitchMemoryErrors());

    public DateTimeOffset LifetimeStartDateTime => pod.Started;
}

/// <summary>PCIeDevice v1_21_0, <c>PCIeErrors</c>.</summary>
internal sealed record PcieErrorsJson
{
    public int CorrectableErrorCount => 0;

    public int NonFatalErrorCount => 0;

    public int FatalErrorCount => 0;

    public int L0ToRecoveryCount => 0;

    public int ReplayCount => 0;

    [JsonPropertyName("NAKSentCount")]
    public int NakSentCount => 0;

    [JsonPropertyName("NAKReceivedCount")]
    public int NakReceivedCount => 0;
}

internal sealed record SwitchMemoryMetrics(SwitchMemoryErrors LifeTime);

internal sealed record SwitchMemoryErrors
{
    [JsonPropertyName("CorrectableECCErrorCount")]
    public int CorrectableEccErrorCount => 0;

    [JsonPropertyName("UncorrectableECCErrorCount")]
    public int UncorrectableEccErrorCount => 0;
}
