using Harness.Fixtures;

namespace Harness.Labs;

/// <summary>The lab of one scenario: started when the rack is known, stopped with the scenario.</summary>
public sealed class ScenarioLab : IAsyncDisposable
{
    private readonly List<LabClient> _clients = [];
    private Lab? _lab;
    private string? _rackFile;

    /// <summary>Which pod manager the rack looks like; to be set before the rack is given.</summary>
    public string Profile { get; set; } = "union";

    /// <summary>Folder with vendors' drivers for the core; to be set before the rack is given.</summary>
    public string? DriversFolder { get; set; }

    public LabAddresses Addresses => Started.Addresses;

    public LabClient Valence { get; private set; } = null!;

    public LabClient Ironic { get; private set; } = null!;

    public LabClient Control { get; private set; } = null!;

    private Lab Started => _lab ?? throw new InvalidOperationException("The scenario has no rack yet; begin with a step that gives one.");

    /// <summary>Starts the lab around this rack.</summary>
    public Task StartAsync(RackBuilder rack) => StartAsync(_rackFile = rack.Write());

    public async Task StartAsync(string rackFile)
    {
        if (_lab is not null)
        {
            throw new InvalidOperationException("The scenario has a rack already.");
        }

        _lab = await Lab.StartAsync(new LabSettings { RackFile = rackFile, DriversFolder = DriversFolder, Profile = Profile });
        (Valence, Ironic, Control) = (Open(_lab.Addresses.Valence), Open(_lab.Addresses.Ironic), Open(_lab.Addresses.Control));
    }

    /// <summary>Stops the lab; a second call does nothing.</summary>
    /// <exception cref="ConservationException">The rack lost something, or gave it away twice: whatever the steps saw, the scenario fails.</exception>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_lab is not null)
            {
                await Conservation.EnsureAsync(Control);
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
