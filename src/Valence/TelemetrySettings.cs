using OpenTelemetry.Exporter;

namespace Valence;

/// <summary>What a service tells of itself, by OpenTelemetry's words.</summary>
internal enum Signal
{
    Traces,
    Metrics,
    Logs,
}

/// <summary>Where the service tells what it does; the section <c>Valence:Telemetry</c> of the settings. Nowhere unless it is asked to.</summary>
internal sealed class TelemetrySettings
{
    private readonly Dictionary<Signal, Action<OtlpExporterOptions>> ways = [];

    /// <summary>Base address of a collector that takes OTLP as protobuf over HTTP, e.g. <c>http://collector.example:4318</c>; null when only the
    /// standard environment variables decide (OpenTelemetry, "OpenTelemetry Protocol Exporter").</summary>
    public string? Otlp { get; set; }

    /// <summary>Prints traces and metrics to the standard output, to see what there is; the log is there anyway.</summary>
    public bool Console { get; set; }

    public bool IsOn => ways.Count > 0 || Console;

    /// <summary>How the exporter of a signal reaches its collector; null when it has none.</summary>
    public Action<OtlpExporterOptions>? WayOf(Signal signal) => ways.GetValueOrDefault(signal);

    /// <exception cref="InvalidDataException">An address is none.</exception>
    public static TelemetrySettings Read(IConfiguration configuration)
    {
        var settings = new TelemetrySettings();
        configuration.GetSection("Valence:Telemetry").Bind(settings);
        settings.Otlp = string.IsNullOrWhiteSpace(settings.Otlp) ? null : settings.Otlp.TrimEnd('/');
        foreach (var signal in Enum.GetValues<Signal>())
        {
            if ((settings.Otlp is { } collector ? Named(collector, signal) : InEnvironment(configuration, signal)) is { } way)
            {
                settings.ways[signal] = way;
            }
        }

        return settings;
    }

    private static Action<OtlpExporterOptions> Named(string collector, Signal signal)
    {
        var url = new Uri($"{Checked("Valence:Telemetry:Otlp", collector)}/v1/{signal.ToString().ToLowerInvariant()}");
        return options => (options.Protocol, options.Endpoint) = (OtlpExportProtocol.HttpProtobuf, url);
    }

    /// <summary>The exporter reads the variables for all signals by itself, and not those for one.</summary>
    private static Action<OtlpExporterOptions>? InEnvironment(IConfiguration configuration, Signal signal)
    {
        var variable = $"OTEL_EXPORTER_OTLP_{signal.ToString().ToUpperInvariant()}_ENDPOINT";
        if (Value(configuration, variable) is not { } own)
        {
            return Value(configuration, "OTEL_EXPORTER_OTLP_ENDPOINT") is null ? null : _ => { };
        }

        var url = new Uri(Checked(variable, own));
        return options => options.Endpoint = url;
    }

    private static string? Value(IConfiguration configuration, string name) => configuration[name] is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    private static string Checked(string name, string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
            ? text
            : throw new InvalidDataException($"{name}: '{text}' is no address of a collector; give one like http://collector.example:4318.");
}
