using System.Globalization;

namespace Valence.Drivers.ExpEther;

/// <summary>What Valence answered of a board, by its names (valence-api 1.8, 1.9).</summary>
internal static class BoardProperties
{
    public static IReadOnlyDictionary<string, string?> OfNode(Board server) => new Dictionary<string, string?>
    {
        ["serial_number"] = server.Text("serial_number"),
        ["power_state"] = server.Text("power_status"),
        ["host_model"] = server.Text("host_model"),
        ["host_serial_number"] = server.Text("host_serial_number"),
        ["type"] = server.Text("type"),
        ["mac_address"] = server.Text("mac_address"),
    };

    /// <summary>What the list and the single system had together, <c>host_serial_num</c> and <c>host_serial_number</c> included.</summary>
    public static IReadOnlyDictionary<string, string?> OfSystem(Board server) => new Dictionary<string, string?>(OfNode(server))
    {
        ["resource_uri"] = server.Uri,
        ["pooled_group_id"] = server.Group,
        ["host_serial_num"] = server.Text("host_serial_number"),
        ["name"] = server.Kind,
        ["description"] = server.Text("model"),
        ["ee_version"] = server.Text("ee_version"),
        ["update_time"] = Moment(server.Text("update_time")),
    };

    private static string? Moment(string? milliseconds) =>
        long.TryParse(milliseconds, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 253_402_300_800_000
            ? DateTimeOffset.FromUnixTimeMilliseconds(number).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)
            : null;
}
