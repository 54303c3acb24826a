namespace Valence;

/// <summary>Where the service tells what it does; the section <c>Valence:Telemetry</c> of the settings. Nowhere unless it is asked to.</summary>
internal sealed class TelemetrySettings
{
    private static readonly string[] Variables =
        ["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT"];

    /// <summary>Base address of a collector that takes OTLP as protobuf over HTTP, e.g. <c>http://collector.example:4318</c>; null when only the
    /// standard environment variables decide.</summary>
    public string? Otlp { get; set; }

    /// <summary>Prints traces and metrics to the standard output, to see what there is.</summary>
    public bool Console { get; set; }

    /// <summary>True when the environment names a collector (OpenTelemetry, "OpenTelemetry Protocol Exporter").</summary>
    public bool IsOtlpInEnvironment { get; private init; }

    public bool IsOn => Otlp is not null || IsOtlpInEnvironment || Console;

    public static TelemetrySettings Read(IConfiguration configuration)
    {
        var settings = new TelemetrySettings { IsOtlpInEnvironment = Variables.Any(name => !string.IsNullOrWhiteSpace(configuration[name])) };
        configuration.GetSection("Valence:Telemetry").Bind(settings);
        settings.Otlp = string.IsNullOrWhiteSpace(settings.Otlp) ? null : settings.Otlp.TrimEnd('/');
        return settings.Otlp is null || IsCollector(settings.Otlp)
            ? settings
            : throw new InvalidDataException(
                $"Valence:Telemetry:Otlp: '{settings.Otlp}' is no address of a collector; give one like http://collector.example:4318.");
    }

    private static bool IsCollector(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps);
}
