using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace ValenceCore.Tests.Peers;

/// <summary>Sends a request line as it is written, which a client would mend.</summary>
internal static class RawRequest
{
    /// <summary>The status of the answer.</summary>
    public static async Task<int> SendAsync(Uri service, string method, string target)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(service.Host, service.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"{method} {target} HTTP/1.1\r\nHost: {service.Authority}\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(stream, Encoding.ASCII);
        var line = await reader.ReadLineAsync() ?? "";
        return int.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture);
    }
}
