using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>Bios v1_2_3: the settings in effect, or those that wait for the next boot.</summary>
internal sealed class BiosJson(string uri, string biosId, string biosName) : Resource(uri, Type, biosId, biosName), IResource
{
    public static string Type => "#Bios.v1_2_3.Bios";

    /// <summary>Id of the registry that tells what the attributes are.</summary>
    public string AttributeRegistry => BiosRegistry.Id;

    public bool? ResetBiosToDefaultsPending { get; init; }

    /// <summary>Attribute name → word or whole number.</summary>
    public required JsonObject Attributes { get; init; }

    [JsonPropertyName("@Redfish.Settings")]
    public SettingsJson? Settings { get; init; }

    public BiosActions? Actions { get; init; }

    public SoftwareLinks? Links { get; init; }

    public static BiosJson Present(Pod pod, ComputerSystem system)
    {
        var firmware = system.State.Firmware;
        var uri = SystemUris.Bios(system);
        return new BiosJson(uri, "Bios", $"BIOS of {system.Name}")
        {
            Attributes = Values(firmware.Bios),
            ResetBiosToDefaultsPending = firmware.IsFactoryPending,
            Settings = new SettingsJson(new Link(SystemUris.BiosSettings(system)), firmware.BiosApplied),
            Actions = new BiosActions(
                new TargetJson($"{uri}/Actions/Bios.ResetBios"), new ChangePasswordJson($"{uri}/Actions/Bios.ChangePassword")),
            Links = SoftwareLinks.Of(pod, new FirmwareItem(FirmwareKind.Bios, system.Id)),
        };
    }

    public static BiosJson Waiting(ComputerSystem system)
    {
        var firmware = system.State.Firmware;
        return new BiosJson(SystemUris.BiosSettings(system), "Settings", $"BIOS of {system.Name} from its next boot on")
        {
            Attributes = Values(firmware.PendingBios ?? firmware.Bios),
        };
    }

    private static JsonObject Values(BiosSettings settings)
    {
        var values = new JsonObject();
        foreach (var attribute in BiosAttribute.All.Values.OrderBy(a => a.Name, StringComparer.Ordinal))
        {
            var value = settings[attribute];
            values[attribute.Name] = attribute.IsNumber ? int.Parse(value, CultureInfo.InvariantCulture) : value;
        }

        return values;
    }
}

/// <summary>Settings v1_4_0: where to write what is applied later.</summary>
/// <param name="Time">When waiting settings were last applied; absent before.</param>
internal sealed record SettingsJson(Link SettingsObject, DateTimeOffset? Time)
{
    [JsonPropertyName("@odata.type")]
    [JsonPropertyOrder(-1)]
    public string ODataType => "#Settings.v1_4_0.Settings";

    public IReadOnlyList<string> SupportedApplyTimes => ["OnReset"];

    /// <summary>How applying them went. All that waits was checked when it was written.</summary>
    public IReadOnlyList<RedfishMessage>? Messages => Time is null ? null : [RedfishMessages.Success()];
}

internal sealed record BiosActions(
    [property: JsonPropertyName("#Bios.ResetBios")] TargetJson Reset,
    [property: JsonPropertyName("#Bios.ChangePassword")] ChangePasswordJson ChangePassword);

internal sealed record ChangePasswordJson([property: JsonPropertyName("target")] string Target)
{
    [JsonPropertyName("PasswordName@Redfish.AllowableValues")]
    public IReadOnlyList<string> AllowableValues => Enum.GetNames<BiosPassword>();
}

/// <summary>An action without listed parameters.</summary>
internal sealed record TargetJson([property: JsonPropertyName("target")] string Target);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(BiosJson))]
internal sealed partial class BiosJsonContext : JsonSerializerContext;
