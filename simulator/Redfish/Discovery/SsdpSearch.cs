using System.Globalization;
using System.Text;

namespace Simulator.Redfish;

/// <summary>What SSDP searches ask and what they are answered (UPnP Device Architecture 2.0, 1.3; DSP0266, discovery).</summary>
/// <param name="uuid">Of the service root.</param>
/// <param name="service">URL of the service root.</param>
internal sealed class SsdpSearch(Guid uuid, Uri service)
{
    private const string RootDevice = "upnp:rootdevice";
    private const string Redfish = "urn:dmtf-org:service:redfish-rest:1";

    /// <summary>The answers to a datagram; none to what is no search, and to a search for something else.</summary>
    public IReadOnlyList<byte[]> Answers(ReadOnlySpan<byte> datagram)
    {
        var lines = Encoding.ASCII.GetString(datagram).Split("\r\n");
        return lines[0] == "M-SEARCH * HTTP/1.1" && Header(lines, "MAN") == "\"ssdp:discover\"" && Header(lines, "ST") is { } target
            ? [.. Found(target).Select(Answer)]
            : [];
    }

    private static IEnumerable<string> Found(string target) => target switch
    {
        "ssdp:all" => [RootDevice, Redfish],
        RootDevice or Redfish => [target],
        // A client that wants a minor version is content with a later one, and is told which that is.
        _ when target.StartsWith(Redfish + ":", StringComparison.Ordinal)
            && int.TryParse(target[(Redfish.Length + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var minor)
            && minor <= ServiceRootRoutes.MinorVersion => [$"{Redfish}:{ServiceRootRoutes.MinorVersion}"],
        _ => [],
    };

    private byte[] Answer(string target) => Encoding.ASCII.GetBytes(
        $"HTTP/1.1 200 OK\r\nCACHE-CONTROL: max-age=1800\r\nEXT:\r\nST: {target}\r\nUSN: uuid:{uuid}::{target}\r\nAL: {service}\r\n\r\n");

    private static string? Header(string[] lines, string name) => lines.Skip(1)
        .Select(line => line.Split(':', 2))
        .FirstOrDefault(parts => parts.Length == 2 && parts[0].Trim().Equals(name, StringComparison.OrdinalIgnoreCase))?[1].Trim();
}
