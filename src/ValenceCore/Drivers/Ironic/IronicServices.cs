using Microsoft.Extensions.DependencyInjection;
using ValenceCore.Instances;
using ValenceCore.Registration;
using ValenceCore.Telemetry;

namespace ValenceCore.Drivers.Ironic;

internal static class IronicServices
{
    public static IServiceCollection AddIronic(this IServiceCollection services)
    {
        services
            .AddHttpClient(IronicConnection.ClientName, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                ActivityHeadersPropagator = TraceOnly.Propagator,
                AllowAutoRedirect = false,
                UseCookies = false,
                UseProxy = false,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            });
        return services.AddSingleton<IronicConnection>().AddSingleton<IronicDriver>()
            .AddSingleton<WatchedIronic>()
            .AddSingleton<IRegisterNodes>(provider => provider.GetRequiredService<WatchedIronic>())
            .AddSingleton<IDeployInstances>(provider => provider.GetRequiredService<WatchedIronic>());
    }
}
