using System.Globalization;
using Simulator.Hardware.ExpEther;

namespace Simulator.Fixtures;

/// <summary>Reads <c>expether</c> of a rack file: the boards of an ExpEther fabric.</summary>
internal sealed class FabricReader(PartMaker parts)
{
    private const string Fast = "40g";
    private const string Slow = "10g";

    private readonly List<ServerBoard> _servers = [];
    private readonly List<DeviceBoard> _devices = [];
    private readonly List<string> _down = [];

    /// <returns>Makes the fabric; not to be called when there were problems.</returns>
    public Func<TimeProvider, ExpEtherFabric> Read(FixtureNode node)
    {
        foreach (var servers in node.Objects("servers", required: true))
        {
            ReadServers(servers);
        }

        foreach (var devices in node.Objects("devices"))
        {
            ReadDevices(devices);
        }

        node.NothingElse();
        return clock => new ExpEtherFabric(_servers, _devices, _down, clock);
    }

    private void ReadServers(FixtureNode node)
    {
        var (count, speed) = (node.Number("count", 1, 256, fallback: 1), ReadSpeed(node));
        var model = node.Text("model", "ExpEther board");
        var host = node.Text("hostModel", "Server");
        var most = node.Number("maxDevices", 0, 64, fallback: 16);
        var isDown = ReadIsDown(node);
        node.NothingElse();
        for (var i = 0; i < count; i++)
        {
            var mac = parts.Mac();
            _servers.Add(new ServerBoard(NewId(mac, isDown), speed, mac, parts.Serial(), model, host, parts.Serial(), most));
        }
    }

    private void ReadDevices(FixtureNode node)
    {
        var (count, speed) = (node.Number("count", 1, 1024, fallback: 1), ReadSpeed(node));
        var model = node.Text("model", "ExpEther I/O board");
        var pci = ReadPci(node, speed);
        var isDown = ReadIsDown(node);
        node.NothingElse();
        for (var i = 0; i < count; i++)
        {
            var mac = parts.Mac();
            _devices.Add(new DeviceBoard(NewId(mac, isDown), speed, mac, parts.Serial(), model, pci));
        }
    }

    private static PciIdentity? ReadPci(FixtureNode node, BoardSpeed speed)
    {
        if (speed == BoardSpeed.TenGigabit)
        {
            foreach (var name in (string[])["pciClass", "pciVendor", "pciDevice"])
            {
                if (node.Has(name))
                {
                    node.Problem(name, $"boards of {Slow} do not tell their device; leave it out, or make the speed {Fast}");
                }
            }

            return null;
        }

        return new PciIdentity(Hexadecimal(node, "pciClass", 6), Hexadecimal(node, "pciVendor", 4), Hexadecimal(node, "pciDevice", 4));
    }

    private static int Hexadecimal(FixtureNode node, string name, int digits)
    {
        var isThere = node.Has(name);
        var text = node.Text(name);
        if (text.StartsWith("0x", StringComparison.Ordinal) && text.Length == digits + 2
            && int.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        if (isThere && text.Length > 0)
        {
            node.Problem(name, $"'{text}' is not 0x and {digits} hexadecimal digits");
        }

        return 0;
    }

    private static BoardSpeed ReadSpeed(FixtureNode node) =>
        node.OneOf("speed", Fast, Slow, Fast) == Slow ? BoardSpeed.TenGigabit : BoardSpeed.FortyGigabit;

    private static bool ReadIsDown(FixtureNode node) => node.OneOf("notification", "up", "up", "down") == "down";

    // The manager calls a board by its address written as one number.
    private string NewId(string mac, bool isDown)
    {
        var id = $"0x{mac.Replace(":", "", StringComparison.Ordinal)}";
        if (isDown)
        {
            _down.Add(id);
        }

        return id;
    }
}
