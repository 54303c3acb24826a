using System.Net;
using System.Security.Authentication;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Simulator.Faults;

namespace Simulator.Faces;

/// <summary>
/// One HTTP server of the simulator: a face of the world with its own addresses, pipeline and errors. Every request holds
/// the clock while it is served, and fault rules may strike it before or after the work.
/// </summary>
public sealed class Face : IAsyncDisposable
{
    // More than any client of these services sends; protects the process, not a limit of a specification.
    private const int LargestBody = 1_000_000;

    // What is longer is cut off by the server without a word; a face that refuses less does so in its own form.
    private const int LongestRequestLine = 64 * 1024;
    private const int LongestHeaders = 128 * 1024;

    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(10);

    private readonly WebApplication _app;
    private readonly FaceSettings _settings;

    private Face(WebApplication app, FaceSettings settings) => (_app, _settings) = (app, settings);

    public string Name => _settings.Name;

    /// <summary>The addresses that are served, with the real ports; known after <see cref="StartAsync"/>.</summary>
    public IReadOnlyList<Uri> Addresses { get; private set; } = [];

    /// <param name="settings">Where to listen.</param>
    /// <param name="world">Becomes available to endpoints as services (world, clock, journal, work, faults).</param>
    /// <param name="add">Adds the face's own services.</param>
    /// <param name="map">Maps the face's endpoints and middleware, behind holds and faults.</param>
    /// <param name="writeFault">Writes a status and a sentence in the error form of this face: of a fault rule, of a bug.</param>
    public static Face Create(
        FaceSettings settings,
        SimulatorWorld world,
        Action<WebApplicationBuilder> add,
        Action<WebApplication> map,
        Func<HttpContext, int, string, Task> writeFault)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders().AddProvider(new ForwardingLoggerProvider(world.Loggers));
        // Its scope and its activity for every request are for nobody here and cost more than a small answer.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => Listen(kestrel, settings));
        builder.Services.AddSingleton(world);
        builder.Services.AddSingleton(world.Clock);
        builder.Services.AddSingleton<TimeProvider>(world.Clock);
        builder.Services.AddSingleton(world.Journal);
        builder.Services.AddSingleton(world.Work);
        builder.Services.AddSingleton(world.Faults);
        add(builder);
        var app = builder.Build();
        if (settings.HoldsClock)
        {
            app.Use((context, next) => HoldingPipeline.InvokeAsync(context, next, world.Clock));
        }

        app.Use((context, next) =>
        {
            RequestInFlight.Begin(context.Request, settings.Name);
            return next(context);
        });
        app.Use((context, next) => ErrorPipeline.InvokeAsync(context, next, settings.Name, writeFault));
        if (!settings.HasLogin)
        {
            app.Use((context, next) => LocalOnly.InvokeAsync(context, next, writeFault));
        }

        if (FaultRuleCheck.CanStrike(settings.Name))
        {
            app.Use((context, next) => FaultPipeline.InvokeAsync(context, next, settings.Name, world, writeFault));
        }

        map(app);
        return new Face(app, settings);
    }

    /// <exception cref="PortTakenException">An address is in use.</exception>
    public async Task StartAsync(CancellationToken cancellation)
    {
        foreach (var address in _settings.Addresses)
        {
            RefuseTakenPort(address);
        }

        await _app.StartAsync(cancellation);
        var bound = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        Addresses = [.. bound.Select(a => new Uri(a))];
    }

    public Task StopAsync(CancellationToken cancellation) => _app.StopAsync(cancellation);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    // Kestrel reports a taken port without saying which of several; asking each in turn tells.
    private void RefuseTakenPort(FaceAddress address)
    {
        if (address.Url.Port == 0)
        {
            return;
        }

        using var probe = new System.Net.Sockets.Socket(
            System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
        probe.SetSocketOption(System.Net.Sockets.SocketOptionLevel.Socket, System.Net.Sockets.SocketOptionName.ReuseAddress, optionValue: true);
        try
        {
            probe.Bind(new IPEndPoint(LoopbackAddress.Of(address.Url), address.Url.Port));
        }
        catch (System.Net.Sockets.SocketException taken)
        {
            throw new PortTakenException(Name, address, taken);
        }
    }

    private static void Listen(KestrelServerOptions kestrel, FaceSettings settings)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = LargestBody;
        kestrel.Limits.MaxRequestLineSize = LongestRequestLine;
        kestrel.Limits.MaxRequestHeadersTotalSize = LongestHeaders;
        kestrel.Limits.MaxRequestBufferSize = LargestBody + LongestRequestLine + LongestHeaders;

        // Clients of a bench share its processor: one that is kept waiting is slow, not hostile.
        kestrel.Limits.KeepAliveTimeout = LongestSilence;
        kestrel.Limits.RequestHeadersTimeout = LongestSilence;
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.Limits.MinResponseDataRate = null;
        foreach (var (url, _) in settings.Addresses)
        {
            kestrel.Listen(LoopbackAddress.Of(url), url.Port, listen =>
            {
                if (url.Scheme == Uri.UriSchemeHttps)
                {
                    var certificate = settings.Certificate ?? throw new InvalidOperationException($"{url} needs a certificate.");
                    listen.UseHttps(https =>
                    {
                        https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
                        https.HandshakeTimeout = LongestSilence;
                        https.ServerCertificateSelector = (_, _) => certificate.Now;
                    });
                }
            });
        }
    }
}
