using System.Reflection;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using ValenceCore;

namespace Valence;

/// <summary>Sends the core's traces and metrics, with those of the web server and of outgoing requests, to a collector or to the screen, and the log to the collector.</summary>
internal static class ServeTelemetry
{
    /// <summary>The web server leaves method, route and status off its activities unless it is told that nobody else adds them.</summary>
    private const string BareRequests = "Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData";

    public static void AddServeTelemetry(this IServiceCollection services, TelemetrySettings settings)
    {
        if (!settings.IsOn)
        {
            return;
        }

        AppContext.SetSwitch(BareRequests, false);
        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(resource => resource
                .AddService("valence", serviceVersion: Version)
                .AddEnvironmentVariableDetector()) // Once more: what OTEL_SERVICE_NAME says goes over our own name.
            .WithTracing(tracing => Export(
                tracing.AddSource(ValenceCoreApp.TelemetryName, "Microsoft.AspNetCore", "System.Net.Http"), settings))
            .WithMetrics(metrics => Export(
                metrics.AddMeter(
                    ValenceCoreApp.TelemetryName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http",
                    "System.Runtime"),
                settings));
        if (settings.WayOf(Signal.Logs) is { } way)
        {
            telemetry.WithLogging(
                logging => logging.AddOtlpExporter(way),
                options => (options.IncludeScopes, options.IncludeFormattedMessage, options.ParseStateValues) = (true, true, true));
        }
    }

    private static string Version =>
        typeof(ServeTelemetry).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    private static void Export(TracerProviderBuilder tracing, TelemetrySettings settings)
    {
        if (settings.WayOf(Signal.Traces) is { } way)
        {
            tracing.AddOtlpExporter(way);
        }

        if (settings.Console)
        {
            tracing.AddConsoleExporter();
        }
    }

    private static void Export(MeterProviderBuilder metrics, TelemetrySettings settings)
    {
        if (settings.WayOf(Signal.Metrics) is { } way)
        {
            metrics.AddOtlpExporter(way);
        }

        if (settings.Console)
        {
            metrics.AddConsoleExporter();
        }
    }
}
