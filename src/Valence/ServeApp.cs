using ValenceCore;

namespace Valence;

/// <summary>Hosts the core.</summary>
internal static class ServeApp
{
    public static WebApplication Create(ServeSettings settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelHttpsConfiguration();

        // A failed start is told in one line by the command, and a line per request says little; a settings file may say otherwise.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("System.Net.Http", LogLevel.Warning);
        settings.AddTo(builder.Configuration);

        if (settings.IsLogJson)
        {
            // Scopes carry the ids that a line belongs to: request, operation, node, pod manager.
            builder.Logging.AddJsonConsole(options => (options.IncludeScopes, options.UseUtcTimestamp, options.TimestampFormat) =
                (true, true, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'"));
        }

        builder.Services.AddServeTelemetry(TelemetrySettings.Read(builder.Configuration));
        builder.Services.AddValenceCore(options => settings.Apply(builder.Configuration, options));
        var app = builder.Build();
        app.MapValence();
        return app;
    }
}
