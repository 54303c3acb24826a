using Harness.Fixtures;

namespace Harness.Labs;

/// <summary>A pod that a scenario wants.</summary>
/// <param name="Kind">A profile of the simulator such as <c>rsd-2.1</c> or <c>dmtf</c>; <c>shelf</c> and <c>expether</c> are spoken to by those drivers.</param>
public sealed record PodWish(string Name, string Kind, RackBuilder Rack);

/// <summary>One of many pods: a simulator with a clock of its own, behind a link. What stands in it has the same ids as in every pod that is built alike.</summary>
public sealed class LabPod : IAsyncDisposable
{
    private const string Shelf = "shelf";
    private const string Fabric = "expether";
    private const long Seed = 1;

    private readonly string _rackFile;
    private LabRack _rack;

    private LabPod(PodWish wish, string rackFile, LabRack rack)
    {
        (Name, Kind, _rackFile, _rack) = (wish.Name, wish.Kind, rackFile, rack);
        Link = new PodLink(Face);
        Control = new LabClient(rack.App.PageAddress);
    }

    public string Name { get; }

    public string Kind { get; }

    /// <summary>Of the core.</summary>
    public string Driver => Kind is Shelf or Fabric ? Kind : "redfish";

    public PodLink Link { get; }

    /// <summary>The bench's own face of this pod.</summary>
    public LabClient Control { get; private set; }

    /// <summary>The Ironic that stands beside its rack.</summary>
    public Uri Ironic => _rack.App.IronicAddress;

    public string User => LabRack.User;

    public string Password => _rack.Password;

    private static string ProfileOf(string kind) => kind switch
    {
        Shelf => "dmtf",
        Fabric => "union",
        _ => kind,
    };

    private Uri Face => Kind == Fabric ? _rack.App.EemAddress! : _rack.App.RedfishAddress;

    public static async Task<LabPod> StartAsync(PodWish wish)
    {
        var rackFile = wish.Rack.Write();
        return new LabPod(wish, rackFile, await LabRack.StartAsync(rackFile, ProfileOf(wish.Kind), Seed));
    }

    /// <summary>Opens the pod's own face, past the link.</summary>
    public LabClient Open() => new(Face);

    /// <summary>Another pod manager takes its place before hardware that is built alike; it knows of nothing that was composed.</summary>
    public async Task ForgetEverythingAsync()
    {
        var old = _rack;
        Control.Dispose();
        _rack = await LabRack.StartAsync(_rackFile, ProfileOf(Kind), Seed, old.Password);
        Control = new LabClient(_rack.App.PageAddress);
        Link.LeadTo(Face);
        await old.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Control.Dispose();
        await Link.DisposeAsync();
        await _rack.DisposeAsync();
        Directory.Delete(Path.GetDirectoryName(_rackFile)!, recursive: true);
    }
}
