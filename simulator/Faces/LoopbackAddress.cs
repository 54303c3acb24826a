using System.Net;

namespace Simulator.Faces;

/// <summary>The simulator binds to loopback only.</summary>
public static class LoopbackAddress
{
    public static bool IsLoopback(Uri url) => TryParse(url, out _);

    public static IPAddress Of(Uri url) =>
        TryParse(url, out var address) ? address : throw new ArgumentException($"{url} is not a loopback address.", nameof(url));

    private static bool TryParse(Uri url, out IPAddress address)
    {
        address = IPAddress.Loopback;
        return url.Host == "localhost" || (IPAddress.TryParse(url.Host.Trim('[', ']'), out address!) && IPAddress.IsLoopback(address));
    }
}
