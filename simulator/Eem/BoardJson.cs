using System.Globalization;
using System.Text.Json.Nodes;
using Simulator.Hardware.ExpEther;

namespace Simulator.Eem;

/// <summary>
/// A board as EEM shows it (valence-api 2.5). <c>status</c> is the kind of board, not its state; what a board does not have is left out.
/// </summary>
internal static class BoardJson
{
    public const string Server = "eesv";
    public const string Device = "eeio";

    public static string KindOf(Board board) => board is ServerBoard ? Server : Device;

    public static JsonObject Brief(Board board) => new() { ["id"] = board.Id };

    /// <param name="all">The whole fabric at that moment: a board shows its partners.</param>
    public static JsonObject Full(Board board, BoardState state, IReadOnlyList<(Board Board, BoardState State)> all)
    {
        var json = new JsonObject
        {
            ["id"] = board.Id,
            ["status"] = KindOf(board),
            ["type"] = board.Speed == BoardSpeed.FortyGigabit ? "40g" : "10g",
            ["group_id"] = GroupIds.Of(board, state),
            ["mac_address"] = board.MacAddress,
            ["serial_number"] = board.SerialNumber,
            ["model"] = board.Model,
            ["admin_status"] = "enabled",
            ["monitoring_status"] = "enabled",
            ["power_status"] = state.IsUp ? "on" : "off",
            ["notification_status0"] = Ports(state.IsUp),
            ["notification_status1"] = Ports(isUp: false),
            ["link_status0"] = Word(state.IsUp),
            ["link_status1"] = Word(isUp: false),
            ["ee_version"] = "v1.0",
            ["uid_switch_status"] = "off",
            ["update_time"] = Milliseconds(state.Since),
        };
        switch (board)
        {
            case ServerBoard server:
                AddServer(json, server, state, all);
                break;
            case DeviceBoard device:
                AddDevice(json, device, state, all);
                break;
        }

        return json;
    }

    public static string Milliseconds(DateTimeOffset moment) => moment.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    private static void AddServer(JsonObject json, ServerBoard server, BoardState state, IReadOnlyList<(Board Board, BoardState State)> all)
    {
        json["host_model"] = server.HostModel;
        json["host_serial_number"] = server.HostSerialNumber;
        json["max_eeio_count"] = server.MaxDevices.ToString(CultureInfo.InvariantCulture);
        var devices = all.Where(b => b.Board is DeviceBoard && state.Group is not null && b.State.Group == state.Group).ToList();
        json["downstream_ports"] = new JsonArray([.. devices.Select((b, port) => new JsonObject
        {
            ["downstream_port_id"] = port.ToString(CultureInfo.InvariantCulture),
            ["eeio_connection_status"] = Word(b.State.IsUp),
            ["eeio_mac_address"] = b.Board.MacAddress,
        })]);
    }

    private static void AddDevice(JsonObject json, DeviceBoard device, BoardState state, IReadOnlyList<(Board Board, BoardState State)> all)
    {
        var server = all.FirstOrDefault(b => b.Board is ServerBoard && state.Group is not null && b.State.Group == state.Group);
        json["eesv_connection_status"] = Word(server.Board is not null && server.State.IsUp && state.IsUp);
        json["eesv_mac_address"] = server.Board?.MacAddress ?? "00:00:00:00:00:00";
        if (device.Pci is { } pci)
        {
            json["pcie_connection_status"] = Word(state.IsUp);
            json["pcie_class_code"] = $"0x{pci.ClassCode:x6}";
            json["pcie_vendor_id"] = $"0x{pci.VendorId:x4}";
            json["pcie_device_id"] = $"0x{pci.DeviceId:x4}";
        }
    }

    private static JsonArray Ports(bool isUp) => [Word(isUp), Word(isUp)];

    private static string Word(bool isUp) => isUp ? "up" : "down";
}
