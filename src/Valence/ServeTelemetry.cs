using System.Reflection;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using ValenceCore;

namespace Valence;

/// <summary>Sends the core's traces and metrics, with those of the web server and of outgoing requests, to a collector or to the screen.</summary>
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
        services.AddOpenTelemetry()
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
    }

    private static string Version =>
        typeof(ServeTelemetry).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    private static void Export(TracerProviderBuilder tracing, TelemetrySettings settings)
    {
        if (settings.Otlp is { } collector)
        {
            tracing.AddOtlpExporter(options => Send(options, $"{collector}/v1/traces"));
        }
        else if (settings.IsOtlpInEnvironment)
        {
            tracing.AddOtlpExporter();
        }

        if (settings.Console)
        {
            tracing.AddConsoleExporter();
        }
    }

    private static void Export(MeterProviderBuilder metrics, TelemetrySettings settings)
    {
        if (settings.Otlp is { } collector)
        {
            metrics.AddOtlpExporter(options => Send(options, $"{collector}/v1/metrics"));
        }
        else if (settings.IsOtlpInEnvironment)
        {
            metrics.AddOtlpExporter();
        }

        if (settings.Console)
        {
            metrics.AddConsoleExporter();
        }
    }

    private static void Send(OtlpExporterOptions options, string url)
    {
        options.Protocol = OtlpExportProtocol.HttpProtobuf;
        options.Endpoint = new Uri(url);
    }
}
