using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace ValenceCore.PodManagers;

/// <summary>
/// Which pod managers may be spoken to (option <c>Access.AllowedPodHosts</c>; S-07). Names say who may be named; networks, when there are
/// any, say where a connection may go, whatever a name resolves to at that moment.
/// </summary>
internal sealed class AllowedPodHosts
{
    private readonly HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> domains = [];
    private readonly List<IPNetwork> networks = [];
    private readonly string list;

    public AllowedPodHosts(IOptions<ValenceCoreOptions> options)
    {
        var entries = options.Value.Access.AllowedPodHosts;
        list = string.Join(", ", entries);
        foreach (var entry in entries)
        {
            Add(entry);
        }
    }

    /// <summary>True when every pod manager may be spoken to.</summary>
    public bool IsAny => list.Length == 0;

    /// <summary>What is wrong with an entry of the option, or null.</summary>
    public static string? ProblemOfEntry(string entry)
    {
        if (entry.Contains('/', StringComparison.Ordinal))
        {
            return IPNetwork.TryParse(entry, out _) ? null : $"'{entry}' is not a network such as 10.0.0.0/8";
        }

        var name = entry.StartsWith("*.", StringComparison.Ordinal) ? entry[2..] : entry;
        return Uri.CheckHostName(name) == UriHostNameType.Unknown ? $"'{entry}' is neither a host name, *.domain, an address nor a network" : null;
    }

    /// <summary>Why a url must not be registered, or null. A name that only networks can judge is resolved.</summary>
    public async Task<string?> ProblemAsync(string url, CancellationToken cancellation)
    {
        var host = new Uri(url).IdnHost;
        if (IsAny || IsNamed(host))
        {
            return null;
        }

        return IsJudgedByAddress(host) && await ResolveAsync(host, cancellation) is var addresses && addresses.All(IsInside)
            ? null
            : $"the host '{host}' is not among the allowed ones ({list})";
    }

    /// <summary>Opens a connection, or refuses to: the addresses are looked at as they are now, so that a name which has come to point
    /// elsewhere leads nowhere.</summary>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        if (!IsNamed(host) && !IsJudgedByAddress(host))
        {
            throw Refused(host);
        }

        var addresses = await Dns.GetHostAddressesAsync(host, cancellation);
        var allowed = Array.FindAll(addresses, address => names.Contains(host) && IPAddress.TryParse(host, out _) || IsInside(address));
        if (allowed.Length == 0)
        {
            throw Refused(host);
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static DriverException Refused(string host) => new(
        DriverFault.Unreachable, Failure.BadRequest($"the host '{host}' is not among those that Access.AllowedPodHosts allows"));

    private static async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellation)
    {
        try
        {
            return await Dns.GetHostAddressesAsync(host, cancellation);
        }
        catch (SocketException)
        {
            // Nothing is known of it today, as of a pod that is switched off; every connection is judged anew.
            return [];
        }
    }

    private bool IsNamed(string host) =>
        names.Contains(host.Trim('[', ']')) || domains.Exists(domain => host.EndsWith(domain, StringComparison.OrdinalIgnoreCase));

    private bool IsJudgedByAddress(string host) =>
        networks.Count > 0 && (IPAddress.TryParse(host, out _) || (names.Count == 0 && domains.Count == 0));

    private bool IsInside(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return networks.Count == 0 || networks.Exists(network => network.Contains(plain));
    }

    private void Add(string entry)
    {
        if (entry.Contains('/', StringComparison.Ordinal))
        {
            networks.Add(IPNetwork.Parse(entry));
        }
        else if (entry.StartsWith("*.", StringComparison.Ordinal))
        {
            domains.Add(entry[1..]);
        }
        else
        {
            names.Add(entry.Trim('[', ']'));
        }
    }
}
