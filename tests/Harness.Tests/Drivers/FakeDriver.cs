using System.Collections.Concurrent;
using Valence.DriverContract;

namespace Harness.Tests.Drivers;

/// <summary>What is wrong with a fake driver.</summary>
[Flags]
public enum Defects
{
    None = 0,
    ProbeThrows = 1,
    MarkerIsLost = 2,
    ReleaseTwiceFails = 4,
    TakesAnyReset = 8,
    OneNodeForTwo = 16,
    NeverStops = 32,
    LeavesOneBehind = 64,
    UnknownIsShown = 128,
    TellsThePassword = 256,
}

/// <summary>A driver for a pod that lives in memory: sound, but for its defects. It needs no wire, so what is done to wires does not touch it.</summary>
internal sealed class FakeFactory(Defects defects) : IPodDriverFactory
{
    private readonly FakePod _pod = new();

    public string Name => "fake";

    public Type DriverType => typeof(FakeDriver);

    public object Create(PodTarget pod, DriverHost host) => new FakeDriver(_pod, pod, defects);
}

internal sealed class FakePod
{
    private int _last;

    public ConcurrentDictionary<string, (NodeWish Wish, string Power)> Nodes { get; } = new(StringComparer.Ordinal);

    public string Next() => $"n{Interlocked.Increment(ref _last)}";
}

internal sealed class FakeDriver(FakePod pod, PodTarget target, Defects defects) : IComposeNodes, IShowNodes, IControlPower, IProbeHealth
{
    private bool IsOff => target.Url.Port != 7;

    public Task<PodHealth> ProbeAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return Has(Defects.ProbeThrows) ? throw new InvalidOperationException("No idea.")
            : Task.FromResult(IsOff ? PodHealth.Ill("It is off.") : IsStranger ? PodHealth.Ill("Wrong password.") : PodHealth.Well());
    }

    public async Task<NodePlace> AllocateAsync(NodeWish wish, CancellationToken cancellation)
    {
        await EnterAsync(cancellation);
        if (wish.Requirements.TotalCores > 100 || wish.Requirements.PciDevices.Count > 0)
        {
            throw new DriverException(DriverFault.Refused, Failure.Conflict("There is no such thing here."));
        }

        var id = Has(Defects.OneNodeForTwo) ? "n1" : pod.Next();
        pod.Nodes[id] = (wish, "Off");
        return Place(id);
    }

    public Task AssembleAsync(NodePlace node, CancellationToken cancellation) => EnterAsync(cancellation);

    public async Task<AssemblyState> ReadAssemblyAsync(NodePlace node, CancellationToken cancellation)
    {
        await EnterAsync(cancellation);
        Need(node);
        return AssemblyState.Stands;
    }

    public async Task<NodePlace?> FindMarkedAsync(string marker, CancellationToken cancellation)
    {
        await EnterAsync(cancellation);
        return Has(Defects.MarkerIsLost) ? null : pod.Nodes.Where(one => one.Value.Wish.Marker == marker).Select(one => Place(one.Key)).FirstOrDefault();
    }

    public async Task<NodePlace?> FindAsync(string index, CancellationToken cancellation)
    {
        if (Has(Defects.NeverStops) && cancellation.CanBeCanceled)
        {
            await Task.Delay(TimeSpan.FromMinutes(1), TimeProvider.System, CancellationToken.None);
        }

        await EnterAsync(cancellation);
        return pod.Nodes.ContainsKey(index) ? Place(index) : null;
    }

    public async Task ReleaseAsync(NodePlace node, CancellationToken cancellation)
    {
        await EnterAsync(cancellation);
        if (Has(Defects.LeavesOneBehind) && pod.Nodes.TryGetValue(node.Index, out var kept) && kept.Wish.Name == "check-former")
        {
            return;
        }

        if (!pod.Nodes.TryRemove(node.Index, out _) && Has(Defects.ReleaseTwiceFails))
        {
            throw new DriverException(DriverFault.Missing, Failure.NotFound("node", node.Index));
        }
    }

    public async Task<NodeDetails> ShowAsync(NodePlace node, CancellationToken cancellation)
    {
        await EnterAsync(cancellation);
        var (wish, power) = Has(Defects.UnknownIsShown) && !pod.Nodes.ContainsKey(node.Index) ? default : Need(node);
        return new NodeDetails { Index = node.Index, Uri = node.Uri, Description = wish?.Description, PowerState = power };
    }

    public async Task ResetAsync(NodePlace node, string resetType, CancellationToken cancellation)
    {
        await EnterAsync(cancellation);
        var known = Need(node);
        if (resetType != "On" && !Has(Defects.TakesAnyReset))
        {
            throw new DriverException(DriverFault.Refused, Failure.Invalid($"Reset.Type: '{resetType}' is not one of On"));
        }

        pod.Nodes[node.Index] = known with { Power = "On" };
    }

    public async Task<string> SwitchOffAsync(NodePlace node, CancellationToken cancellation)
    {
        await EnterAsync(cancellation);
        pod.Nodes[node.Index] = Need(node) with { Power = "Off" };
        return "switched off";
    }

    private bool IsStranger => target.Credentials.Password.EndsWith("-wrong", StringComparison.Ordinal);

    private static NodePlace Place(string id) => new(id, $"/nodes/{id}", null);

    private bool Has(Defects defect) => defects.HasFlag(defect);

    private Task EnterAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (IsOff)
        {
            throw new DriverException(DriverFault.Unreachable, new Failure(503, "Service Unavailable", "Connection Error", "It is off."));
        }

        return IsStranger
            ? throw new DriverException(DriverFault.CredentialsRefused, new Failure(
                401, "Unauthorized", "Authorization Error", Has(Defects.TellsThePassword) ? $"Not {target.Credentials.Password}." : "Wrong password."))
            : Task.CompletedTask;
    }

    private (NodeWish Wish, string Power) Need(NodePlace node) => pod.Nodes.TryGetValue(node.Index, out var known)
        ? known
        : throw new DriverException(DriverFault.Missing, Failure.NotFound("node", node.Index));
}
