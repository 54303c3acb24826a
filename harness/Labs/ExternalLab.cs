using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ValenceCore;

namespace Harness.Labs;

/// <summary>A core of the scenario's own before a pod of somebody else's. Everything that the scenario composes is given back when it ends.</summary>
public sealed class ExternalLab : IAsyncDisposable
{
    private static readonly Uri Nowhere = new("http://not-there.invalid");

    private readonly WebApplication _core;
    private readonly LabClient _valence;

    private ExternalLab(WebApplication core, LabAddresses addresses) => (_core, Addresses, _valence) = (core, addresses, new LabClient(addresses.Valence));

    public LabAddresses Addresses { get; }

    public static async Task<ExternalLab> StartAsync(ExternalTarget target, string? driversFolder)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(o => o.Listen(IPAddress.Loopback, 0));
        builder.Services.AddValenceCore(core =>
        {
            core.Database = $"Data Source=external-{Guid.NewGuid():N};Mode=Memory;Cache=Shared";
            core.DriversFolder = driversFolder;
            core.Ironic.Url = target.Ironic?.GetLeftPart(UriPartial.Authority);
            core.PollInterval = TimeSpan.Zero;
            core.OperationTimeouts.AssemblePoll = TimeSpan.FromMilliseconds(200);
            core.Ironic.PollInterval = TimeSpan.FromMilliseconds(200);
        });
        var app = builder.Build();
        app.MapValence();
        await app.StartAsync();
        var valence = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return new ExternalLab(app, new LabAddresses(valence, target.Pod, target.Ironic ?? Nowhere, Nowhere, target.User, target.Password));
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
            await _core.StopAsync();
            await _core.DisposeAsync();
        }

        if (left.Count > 0)
        {
            throw new InvalidOperationException($"The pod still holds what this scenario composed: {string.Join("; ", left)}");
        }
    }
}
