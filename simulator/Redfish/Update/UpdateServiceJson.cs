using System.Text.Json.Serialization;

namespace Simulator.Redfish;

/// <summary>UpdateService v1_17_0.</summary>
internal sealed class UpdateServiceJson() : Resource(UpdateUris.Service, Type, "UpdateService", "Update Service"), IResource
{
    public static string Type => "#UpdateService.v1_17_0.UpdateService";

    public bool ServiceEnabled => true;

    public Status Status => new("Enabled", "OK");

    public Link FirmwareInventory => new(UpdateUris.Firmware);

    public Link SoftwareInventory => new(UpdateUris.Software);

    public UpdateActions Actions => new(new SimpleUpdateJson());
}

internal sealed record UpdateActions([property: JsonPropertyName("#UpdateService.SimpleUpdate")] SimpleUpdateJson SimpleUpdate);

internal sealed record SimpleUpdateJson
{
    [JsonPropertyName("target")]
    public string Target => UpdateUris.SimpleUpdate;

    [JsonPropertyName("TransferProtocol@Redfish.AllowableValues")]
    public IReadOnlyList<string> TransferProtocols => SimpleUpdateReader.Protocols;

    [JsonPropertyName("@Redfish.OperationApplyTimeSupport")]
    public ApplyTimeSupport ApplyTimes => new(SimpleUpdateReader.ApplyTimes);
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(UpdateServiceJson))]
[JsonSerializable(typeof(SoftwareInventoryJson))]
internal sealed partial class UpdateJsonContext : JsonSerializerContext;
