using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ValenceCore;

namespace Harness.Labs;

/// <summary>A core by itself: on a free port, its rows in memory, with short pauses where it waits for hardware.</summary>
internal sealed class LabCore : IAsyncDisposable
{
    private static readonly TimeSpan ShortPause = TimeSpan.FromMilliseconds(200);

    private readonly WebApplication _app;

    private LabCore(WebApplication app, Uri address) => (_app, Address) = (app, address);

    public Uri Address { get; }

    /// <param name="time">Null for real time.</param>
    public static async Task<LabCore> StartAsync(Action<ValenceCoreOptions> configure, TimeProvider? time = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(o => o.Listen(IPAddress.Loopback, 0));
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        builder.Services.AddValenceCore(core =>
        {
            core.Database = $"Data Source=lab-{Guid.NewGuid():N};Mode=Memory;Cache=Shared";
            core.OperationTimeouts.AssemblePoll = ShortPause;
            core.Ironic.PollInterval = ShortPause;
            configure(core);
        });
        var app = builder.Build();
        app.MapValence();
        await app.StartAsync();
        return new LabCore(app, new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
