using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>VirtualMedia v1_6_5.</summary>
/// <param name="owner">URI of the system or manager that it is shown below.</param>
internal sealed class VirtualMediaJson(string owner, ComputerSystem system, VirtualDrive drive)
    : Resource($"{owner}/VirtualMedia/{drive}", Type, drive.ToString(), $"Virtual {drive} of {system.Name}"), IResource
{
    public static string Type => "#VirtualMedia.v1_6_5.VirtualMedia";

    private readonly VirtualMedium? _medium = system.State.MediumIn(drive);

    /// <summary>Scheme of an image → Redfish <c>TransferProtocolType</c>.</summary>
    public static IReadOnlyDictionary<string, string> Protocols { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["http"] = "HTTP",
        ["https"] = "HTTPS",
        ["nfs"] = "NFS",
        ["cifs"] = "CIFS",
    };

    public static IReadOnlyList<string> Methods { get; } = ["Stream", "Upload"];

    public IReadOnlyList<string> MediaTypes => drive == VirtualDrive.Cd ? ["CD", "DVD"] : ["USBStick"];

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Image => _medium?.Image;

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? ImageName => _medium is null ? null : new Uri(_medium.Image).Segments[^1];

    public bool Inserted => _medium is { IsInserted: true };

    public bool WriteProtected => _medium?.IsWriteProtected ?? true;

    public string ConnectedVia => _medium is null ? "NotConnected" : "URI";

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? TransferMethod => _medium is null ? null : _medium.TransferMethod ?? "Stream";

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? TransferProtocolType => _medium is null ? null : _medium.TransferProtocol ?? ProtocolOf(_medium.Image);

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? UserName => _medium?.UserName;

    public Status Status => new("Enabled", "OK");

    public VirtualMediaActions Actions => new(
        new InsertMediaJson($"{ODataId}/Actions/VirtualMedia.InsertMedia"), new TargetJson($"{ODataId}/Actions/VirtualMedia.EjectMedia"));

    /// <summary>Null when the image is no URI, or one of a scheme that cannot be transferred.</summary>
    public static string? ProtocolOf(string image) =>
        Uri.TryCreate(image, UriKind.Absolute, out var uri) ? Protocols.GetValueOrDefault(uri.Scheme) : null;
}

internal sealed record VirtualMediaActions(
    [property: JsonPropertyName("#VirtualMedia.InsertMedia")] InsertMediaJson Insert,
    [property: JsonPropertyName("#VirtualMedia.EjectMedia")] TargetJson Eject);

internal sealed record InsertMediaJson([property: JsonPropertyName("target")] string Target)
{
    [JsonPropertyName("TransferProtocolType@Redfish.AllowableValues")]
    public IReadOnlyList<string> AllowableProtocols => [.. VirtualMediaJson.Protocols.Values];

    [JsonPropertyName("TransferMethod@Redfish.AllowableValues")]
    public IReadOnlyList<string> AllowableMethods => VirtualMediaJson.Methods;
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(VirtualMediaJson))]
internal sealed partial class VirtualMediaJsonContext : JsonSerializerContext;
