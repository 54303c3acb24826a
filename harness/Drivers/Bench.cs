using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Harness.Drivers.Wire;
using Microsoft.Extensions.Logging.Abstractions;
using Valence.DriverContract;

namespace Harness.Drivers;

/// <summary>
/// What promises are judged with: the driver, made as a core makes it; the same driver with a wrong password and for a pod that is off; the wire in
/// between; and the nodes of this run, which are all given back at the end.
/// </summary>
public sealed class Bench : IAsyncDisposable
{
    private static readonly TimeSpan ShortDeadline = TimeSpan.FromSeconds(2);

    private readonly ConcurrentQueue<(object Driver, WireTap Tap)> _made = new();
    private readonly List<string> _markers = [];
    private readonly Dictionary<string, NodePlace> _held = new(StringComparer.Ordinal);
    private readonly Dictionary<string, NodePlace> _claims = new(StringComparer.Ordinal);
    private NodePlace? _node;

    public Bench(DriverCheckSettings settings)
    {
        Settings = settings;
        Tap = new WireTap(settings.Trust, settings.Slow);
        Driver = Make(settings.Url, settings.Password, Tap, RequestDeadline);
        AfterMaking = Tap.Requests;
    }

    public DriverCheckSettings Settings { get; }

    public WireTap Tap { get; }

    public object Driver { get; }

    /// <summary>Requests that were sent while the driver was made.</summary>
    public int AfterMaking { get; }

    public CancellationToken Never => CancellationToken.None;

    /// <summary>Markers of all nodes that this run asked for.</summary>
    public IReadOnlyList<string> Markers => _markers;

    public IComposeNodes Compose => Need<IComposeNodes>();

    private static TimeSpan RequestDeadline => TimeSpan.FromSeconds(60);

    /// <summary>The driver's capability, or <see cref="NotJudgedException"/>.</summary>
    public T Need<T>()
        where T : class => Driver as T ?? throw new NotJudgedException($"the driver does not offer '{CapabilityAttribute.NameOf(typeof(T))}'");

    public T? Offers<T>()
        where T : class => Driver as T;

    /// <summary>The same driver with a password that is wrong.</summary>
    public T WithWrongPassword<T>()
        where T : class
    {
        if (Settings.User is null)
        {
            throw new NotJudgedException("no credentials were given");
        }

        return Settings.WrongPassword
            ? (T)Make(Settings.Url, Settings.Password + "-wrong", Other(), RequestDeadline)
            : throw new NotJudgedException("a wrong password was not to be tried");
    }

    /// <summary>The same driver for a pod at a port where nobody listens.</summary>
    public T ForNobody<T>()
        where T : class => (T)Make(ClosedPort(), Settings.Password, Other(), RequestDeadline);

    /// <summary>The same driver on a wire of its own, to meddle with, and with little patience.</summary>
    public (T Driver, WireTap Tap) Apart<T>()
        where T : class
    {
        var tap = Other();
        return ((T)Make(Settings.Url, Settings.Password, tap, ShortDeadline), tap);
    }

    /// <summary>A wish with a marker of its own, which is remembered.</summary>
    public NodeWish Wish(string name, Requirements? requirements = null)
    {
        var marker = $"valence:check-{Settings.Run}-{_markers.Count + 1}";
        _markers.Add(marker);
        return new NodeWish($"check-{name}", $"Driver check {marker}", marker, requirements ?? Settings.Wish, [.. _held.Values.Select(node => node.Index)])
        {
            ClaimAsync = (place, _) => Task.FromResult(Claim(marker, place)),
        };
    }

    /// <summary>The place that the driver claimed for a marker, as drivers do whose pods keep none; null when it claimed none.</summary>
    public NodePlace? ClaimOf(string marker)
    {
        lock (_claims)
        {
            return _claims.GetValueOrDefault(marker);
        }
    }

    public async Task<NodePlace> AllocateAsync(NodeWish wish, IComposeNodes? driver = null)
    {
        var place = await (driver ?? Compose).AllocateAsync(wish, Never);
        _held[wish.Marker] = place;
        return place;
    }

    /// <summary>Remembers a node that came about in another way.</summary>
    public void Hold(string marker, NodePlace place) => _held[marker] = place;

    public async Task ReleaseAsync(NodePlace node)
    {
        await Compose.ReleaseAsync(node, Never);
        foreach (var marker in _held.Where(held => held.Value.Index == node.Index).Select(held => held.Key).ToList())
        {
            _held.Remove(marker);
        }

        lock (_claims)
        {
            foreach (var marker in _claims.Where(claim => claim.Value.Index == node.Index).Select(claim => claim.Key).ToList())
            {
                _claims.Remove(marker);
            }
        }
    }

    /// <summary>The node that show, power, boot and devices are tried on; composed when it is first asked for, unless one was named.</summary>
    public async Task<NodePlace> NodeAsync()
    {
        if (_node is { } known)
        {
            return known;
        }

        if (Settings.Node is { } index)
        {
            return _node = await NamedAsync(index);
        }

        if (Offers<IComposeNodes>() is null || Settings.ReadOnly || !IsJudged("compose"))
        {
            throw new NotJudgedException("there is no node to try it on; name one, or let this run compose one");
        }

        var wish = Wish("node");
        NodeMarker = wish.Marker;
        var place = await AllocateAsync(wish);
        await AssembledAsync(place);
        return _node = place;
    }

    /// <summary>The node is gone; whoever asks next gets a new one.</summary>
    public void ForgetNode() => _node = null;

    /// <summary>The node was composed by this run.</summary>
    public bool HasNode => _node is not null && Settings.Node is null;

    /// <summary>Marker of that node; empty when it was named.</summary>
    public string NodeMarker { get; private set; } = "";

    public bool IsJudged(string capability) => Settings.Only.Count == 0 || Settings.Only.Contains(capability) || capability == "driver";

    public async Task AssembledAsync(NodePlace node)
    {
        await Compose.AssembleAsync(node, Never);
        var state = await WaitAsync(() => Compose.ReadAssemblyAsync(node, Never), state => state != AssemblyState.Underway);
        Seen.That(state == AssemblyState.Stands, $"the node is {state} after {Settings.Patience.TotalSeconds:0} s at most");
    }

    /// <summary>Looks until it holds or patience ends.</summary>
    /// <returns>What was seen last.</returns>
    public async Task<T> WaitAsync<T>(Func<Task<T>> look, Func<T, bool> holds)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var seen = await look();
            if (holds(seen) || TimeProvider.System.GetElapsedTime(started) > Settings.Patience)
            {
                return seen;
            }

            await Task.Delay(Settings.Poll, TimeProvider.System);
        }
    }

    /// <summary>A place like this one, of a node that does not exist.</summary>
    public static NodePlace NobodyLike(NodePlace node) => new("no-such-node-0", node.Uri.Split('#')[0].TrimEnd('/') is var path && path.Contains('/', StringComparison.Ordinal)
        ? $"{path[..path.LastIndexOf('/')]}/no-such-node-0"
        : "no-such-node-0", null);

    /// <summary>Gives everything back that this run asked for, found by its marker.</summary>
    /// <returns>What could not be.</returns>
    public async Task<IReadOnlyList<string>> CleanUpAsync()
    {
        var left = new List<string>();
        if (Offers<IComposeNodes>() is not { } compose)
        {
            return left;
        }

        foreach (var marker in _markers)
        {
            try
            {
                if ((_held.Remove(marker, out var held) ? held : ClaimOf(marker)) is { } known)
                {
                    await compose.ReleaseAsync(known, Never);
                }

                if (await compose.FindMarkedAsync(marker, Never) is { } found)
                {
                    await compose.ReleaseAsync(found, Never);
                }
            }
            catch (Exception exception)
            {
                left.Add($"{marker}: {exception.Message}");
            }
        }

        return left;
    }

    /// <summary>As the core does it when it needs a driver no more: what has logged in logs out.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var (driver, tap) in _made)
        {
            await LetGoAsync(driver);
            tap.Dispose();
        }
    }

    public static async Task LetGoAsync(object driver)
    {
        if (driver is IAsyncDisposable leaving)
        {
            await leaving.DisposeAsync();
        }
        else
        {
            (driver as IDisposable)?.Dispose();
        }
    }

    private async Task<NodePlace> NamedAsync(string index)
    {
        if (Offers<IComposeNodes>() is { } compose && await compose.FindAsync(index, Never) is { } found)
        {
            return found;
        }

        // A spare system that is not composed: some drivers take its path.
        var systems = Offers<IReadInventory>() is { } inventory ? await inventory.ReadSystemsAsync(Never) : [];
        return systems.FirstOrDefault(system => system.Id == index) is { Uri: { } uri } spare
            ? new NodePlace(index, uri, spare.Name)
            : throw new NotJudgedException($"there is no node '{index}' in the pod");
    }

    /// <summary>As the core does it: a place belongs to one node.</summary>
    private bool Claim(string marker, NodePlace place)
    {
        lock (_claims)
        {
            return !_claims.Any(claim => claim.Key != marker && claim.Value.Index == place.Index) && (_claims[marker] = place) is not null;
        }
    }

    private WireTap Other() => new(Settings.Trust, Settings.Slow);

    private object Make(Uri url, string password, WireTap tap, TimeSpan deadline)
    {
        var driver = Settings.Factory.Create(
            new PodTarget("00000000-0000-4000-8000-000000000001", "checked", url, new PodCredentials(Settings.User ?? "", password)),
            new DriverHost
            {
                CreateClient = tap.CreateClient,
                Time = TimeProvider.System,
                Loggers = NullLoggerFactory.Instance,
                Timeouts = new DriverTimeouts(deadline, deadline < RequestDeadline ? deadline : Settings.Patience, Settings.Poll, Settings.Patience),
            });
        _made.Enqueue((driver, tap));
        return driver;
    }

    private static Uri ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }
}
