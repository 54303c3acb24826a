namespace Harness.Labs;

/// <summary>A core of the scenario's own before a pod of somebody else's. Everything that the scenario composes is given back when it ends.</summary>
public sealed class ExternalLab : IAsyncDisposable
{
    private static readonly Uri Nowhere = new("http://not-there.invalid");

    private readonly LabCore _core;
    private readonly LabClient _valence;

    private ExternalLab(LabCore core, LabAddresses addresses) => (_core, Addresses, _valence) = (core, addresses, new LabClient(addresses.Valence));

    public LabAddresses Addresses { get; }

    public static async Task<ExternalLab> StartAsync(ExternalTarget target, string? driversFolder)
    {
        var core = await LabCore.StartAsync(options =>
        {
            options.DriversFolder = driversFolder;
            options.Ironic.Url = target.Ironic?.GetLeftPart(UriPartial.Authority);
            options.PollInterval = TimeSpan.Zero;
        });
        return new ExternalLab(core, new LabAddresses(core.Address, target.Pod, target.Ironic ?? Nowhere, Nowhere, target.User, target.Password));
    }

    /// <exception cref="InvalidOperationException">A node could not be given back: it still holds hardware of the pod.</exception>
    public async ValueTask DisposeAsync()
    {
        var left = new List<string>();
        try
        {
            var nodes = await _valence.SendAsync(HttpMethod.Get, "v1/nodes");
            foreach (var node in nodes.Body?.AsArray() ?? [])
            {
                var gone = await _valence.SendAsync(HttpMethod.Delete, $"v1/nodes/{(string)node!["uuid"]!}");
                left.AddRange(gone.IsSuccess ? [] : [$"{(string)node["name"]!}: {gone}"]);
            }
        }
        finally
        {
            _valence.Dispose();
            await _core.DisposeAsync();
        }

        if (left.Count > 0)
        {
            throw new InvalidOperationException($"The pod still holds what this scenario composed: {string.Join("; ", left)}");
        }
    }
}
