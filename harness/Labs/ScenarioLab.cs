using Harness.Fixtures;
using Harness.Time;

namespace Harness.Labs;

/// <summary>The lab of one scenario: started when the rack is known, stopped with the scenario.</summary>
public sealed class ScenarioLab : IAsyncDisposable
{
    private readonly List<LabClient> _clients = [];
    private IAsyncDisposable? _lab;
    private LabAddresses? _addresses;
    private LabClient? _control;
    private string? _rackFile;

    /// <summary>Which pod manager the rack looks like; to be set before the rack is given.</summary>
    public string Profile { get; set; } = "union";

    /// <summary>Folder with vendors' drivers for the core; to be set before the rack is given.</summary>
    public string? DriversFolder { get; set; }

    /// <summary>See <see cref="LabSettings.RequestsFollowClock"/>; to be set before the rack is given.</summary>
    public bool RequestsFollowClock { get; set; }

    /// <summary>See <see cref="LabSettings.Deadline"/>; to be set before the rack is given.</summary>
    public TimeSpan? Deadline { get; set; }

    /// <summary>See <see cref="LabSettings.ShowsInstances"/>; to be set before the rack is given.</summary>
    public bool ShowsInstances { get; set; }

    public LabAddresses Addresses => _addresses ?? throw new InvalidOperationException("The scenario has no rack yet; begin with a step that gives one.");

    /// <summary>The pod is somebody else's: there is more in it than the scenario asked for, and no bench.</summary>
    public ExternalTarget? External { get; } = ExternalTarget.Current;

    /// <summary>What the scenario asked for; null when it named a file.</summary>
    public RackBuilder? Asked { get; private set; }

    public LabClient Valence { get; private set; } = null!;

    public LabClient Ironic { get; private set; } = null!;

    /// <summary>The bench's own face, which a pod of somebody else's has not.</summary>
    public LabClient Control => _control ?? throw new InvalidOperationException(
        External is null ? "The scenario has no rack yet; begin with a step that gives one." : "The target has no bench; the scenario needs the tag @needs-simulator.");

    /// <summary>The pods of a scenario that has many, in the order in which it gave them.</summary>
    public IReadOnlyList<LabPod> Pods => (_lab as PodsLab)?.Pods ?? throw new InvalidOperationException("The scenario has not several pods.");

    /// <summary>Of the core of a scenario that has many pods.</summary>
    public PushedClock CoreClock => (_lab as PodsLab)?.Clock ?? throw new InvalidOperationException("The scenario has not several pods.");

    public LabPod PodNamed(string name) => Pods.FirstOrDefault(pod => pod.Name == name)
        ?? throw new InvalidOperationException($"There is no pod {name}; pods are {string.Join(", ", Pods.Select(pod => pod.Name))}.");

    /// <summary>Starts many pods and a core that watches them; instead of <see cref="StartAsync(RackBuilder)"/>.</summary>
    public async Task StartPodsAsync(IReadOnlyList<PodWish> wishes)
    {
        var lab = await PodsLab.StartAsync(wishes, DriversFolder ?? throw new InvalidOperationException("Name the drivers folder first."));
        (_lab, Valence) = (lab, Open(lab.Valence));
    }

    /// <summary>Starts the lab around this rack.</summary>
    public Task StartAsync(RackBuilder rack)
    {
        Asked = rack;
        return StartAsync(External is null ? _rackFile = rack.Write() : "");
    }

    /// <summary>To speak to the pod itself, as its certificate is to be checked.</summary>
    public LabClient OpenPod() => new(Addresses.Redfish, External?.Trust);

    public async Task StartAsync(string rackFile)
    {
        if (_lab is not null)
        {
            throw new InvalidOperationException("The scenario has a rack already.");
        }

        if (External is { } target)
        {
            var core = await ExternalLab.StartAsync(target, DriversFolder);
            (_lab, _addresses) = (core, core.Addresses);
        }
        else
        {
            var lab = await Lab.StartAsync(new LabSettings
            {
                RackFile = rackFile, DriversFolder = DriversFolder, Profile = Profile, RequestsFollowClock = RequestsFollowClock, Deadline = Deadline,
                ShowsInstances = ShowsInstances,
            });
            (_lab, _addresses, _control) = (lab, lab.Addresses, Open(lab.Addresses.Control));
        }

        (Valence, Ironic) = (Open(Addresses.Valence), Open(Addresses.Ironic));
    }

    /// <summary>Stops the lab; a second call does nothing.</summary>
    /// <exception cref="ConservationException">The rack lost something, or gave it away twice: whatever the steps saw, the scenario fails.</exception>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_control is not null && _lab is not null)
            {
                await Conservation.EnsureAsync(_control);
            }
        }
        finally
        {
            await StopAsync();
        }
    }

    private async Task StopAsync()
    {
        _clients.ForEach(c => c.Dispose());
        if (Interlocked.Exchange(ref _lab, null) is { } lab)
        {
            await lab.DisposeAsync();
        }

        if (Interlocked.Exchange(ref _rackFile, null) is { } rackFile)
        {
            Directory.Delete(Path.GetDirectoryName(rackFile)!, recursive: true);
        }
    }

    private LabClient Open(Uri address)
    {
        var client = new LabClient(address);
        _clients.Add(client);
        return client;
    }
}
