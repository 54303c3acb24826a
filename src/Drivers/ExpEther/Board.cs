using System.Globalization;
using System.Text.Json;

namespace Valence.Drivers.ExpEther;

/// <summary>A board as EEM shows it (valence-api 2.5): an EESV is a server's, an EEIO carries a device.</summary>
/// <param name="Group">4093 and 4094 stand for none.</param>
internal sealed record Board(string Id, string Kind, string Group, JsonElement Properties)
{
    public const string Server = "eesv";
    public const string Device = "eeio";

    private const string FreeDevice = "4093";
    private const string ServerWithout = "4094";
    private const string DownWord = "down";

    public bool IsServer => Kind == Server;

    public bool IsDevice => Kind == Device;

    public bool HasGroup => Group is not (FreeDevice or ServerWithout);

    /// <summary>Down when the first port of the first side says so, as Valence reads it; a board that says nothing counts as up.</summary>
    public bool IsUp => !(Properties.TryGetProperty("notification_status0", out var ports) && ports.ValueKind == JsonValueKind.Array
        && ports.GetArrayLength() > 0 && ports[0].ValueKind == JsonValueKind.String && ports[0].GetString() == DownWord);

    /// <summary>So many devices at most; null where the board does not say.</summary>
    public int? MaxDevices => int.TryParse(Text("max_eeio_count"), NumberStyles.None, CultureInfo.InvariantCulture, out var most) ? most : null;

    public string Uri => UriOf(Id);

    /// <summary>The type of its device; null on boards of 10 Gb/s, which tell no PCI codes.</summary>
    public string? DeviceType => PciClass.TypeOf(Text("pcie_class_code"));

    public static string UriOf(string id) => $"devices/{id}";

    /// <summary>The board, or null when what every board has is missing.</summary>
    public static Board? Of(JsonElement json) =>
        TextOf(json, "id") is { Length: > 0 } id && TextOf(json, "status") is { } kind && TextOf(json, "group_id") is { } group
            ? new Board(id, kind, group, json)
            : null;

    /// <summary>A property as text, whether EEM sends it as one or as a number.</summary>
    public string? Text(string name) => TextOf(Properties, name);

    public static string? TextOf(JsonElement json, string name) =>
        json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(name, out var value) ? null : value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        };
}
