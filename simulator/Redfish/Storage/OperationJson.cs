using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>What is being done to a drive or volume, by the names that Drive v1_22_0 and Volume v1_10_2 share.</summary>
/// <param name="Operation">Swordfish <c>OperationType</c>.</param>
/// <param name="PercentageComplete">Absent while it waits for the next boot.</param>
internal sealed record OperationJson(string Operation, int? PercentageComplete)
{
    /// <summary>The deprecated twin of <c>Operation</c>, still read by clients.</summary>
    public string OperationName => Operation;

    public static OperationJson Of(string operation, Progress progress, DateTimeOffset now) => new(operation, progress.PercentAt(now));
}

/// <summary>Which apply times an operation takes (Settings v1_4_0, OperationApplyTimeSupport).</summary>
internal sealed record ApplyTimeSupport(IReadOnlyList<string> SupportedValues)
{
    public const string Annotation = "@Redfish.OperationApplyTimeSupport";

    public static ApplyTimeSupport ImmediateOrOnReset { get; } = new([ApplyTime.Immediate, ApplyTime.OnReset]);

    [JsonPropertyName("@odata.type")]
    [JsonPropertyOrder(-1)]
    public string ODataType => "#Settings.v1_4_0.OperationApplyTimeSupport";
}

/// <summary>The apply time that a request asks for, in a body that may have nothing else in it.</summary>
internal static class ApplyTime
{
    public const string Immediate = "Immediate";
    public const string OnReset = "OnReset";

    private const string Annotation = "@Redfish.OperationApplyTime";

    /// <returns>True when the request is for the next boot. Problems are noted on the reader.</returns>
    public static bool IsOnReset(BodyReader reader) => reader.OneOf(Annotation, Immediate, OnReset) == OnReset;
}
