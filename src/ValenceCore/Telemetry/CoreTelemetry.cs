using Microsoft.Extensions.DependencyInjection;

namespace ValenceCore.Telemetry;

internal static class CoreTelemetry
{
    /// <summary>Of the activity source and of the meter: what a host listens to.</summary>
    public const string Name = ValenceCoreApp.TelemetryName;

    public static IServiceCollection AddTelemetry(this IServiceCollection services) => services
        .AddMetrics()
        .AddSingleton<CoreMeter>()
        .AddHostedService<StoredGauges>();
}
