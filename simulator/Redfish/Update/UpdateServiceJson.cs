using System.Text.Json.Serialization;

namespace Simulator.Redfish;

/// <summary>UpdateService v1_17_0.</summary>
internal sealed class UpdateServiceJson(PushSettings push) : Resource(UpdateUris.Service, Type, "UpdateService", "Update Service"), IResource
{
    public static string Type => "#UpdateService.v1_17_0.UpdateService";

    public bool ServiceEnabled => true;

    public Status Status => new("Enabled", "OK");

    public Link FirmwareInventory => new(UpdateUris.Firmware);

    public Link SoftwareInventory => new(UpdateUris.Software);

    public long MaxImageSizeBytes => PushedImage.LargestBytes;

    public string MultipartHttpPushUri => UpdateUris.MultipartPush;

    /// <summary>The older form: the bare image, by the options below.</summary>
    public string HttpPushUri => UpdateUris.Push;

    public PushOptionsJson HttpPushUriOptions => new(new PushApplyTimeJson(push.ApplyTime), push.IsForced);

    public bool HttpPushUriOptionsBusy => push.OptionsBusy;

    public IReadOnlyList<string> HttpPushUriTargets => push.Targets;

    public bool HttpPushUriTargetsBusy => push.TargetsBusy;

    public UpdateActions Actions => new(new SimpleUpdateJson());
}

internal sealed record PushOptionsJson(PushApplyTimeJson HttpPushUriApplyTime, bool ForceUpdate);

internal sealed record PushApplyTimeJson(string ApplyTime)
{
    [JsonPropertyName("ApplyTime@Redfish.AllowableValues")]
    public IReadOnlyList<string> AllowableTimes => UpdateParameters.ApplyTimes;
}

internal sealed record UpdateActions([property: JsonPropertyName("#UpdateService.SimpleUpdate")] SimpleUpdateJson SimpleUpdate);

internal sealed record SimpleUpdateJson
{
    [JsonPropertyName("target")]
    public string Target => UpdateUris.SimpleUpdate;

    [JsonPropertyName("TransferProtocol@Redfish.AllowableValues")]
    public IReadOnlyList<string> TransferProtocols => SimpleUpdateReader.Protocols;

    [JsonPropertyName("@Redfish.OperationApplyTimeSupport")]
    public ApplyTimeSupport ApplyTimes => new(UpdateParameters.ApplyTimes);
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(UpdateServiceJson))]
[JsonSerializable(typeof(SoftwareInventoryJson))]
internal sealed partial class UpdateJsonContext : JsonSerializerContext;
