using Microsoft.Extensions.DependencyInjection;
using ValenceCore.Drivers.Ironic;
using ValenceCore.Drivers.Redfish;
using ValenceCore.PodManagers;

namespace ValenceCore.Drivers;

internal static class DriverServices
{
    public static IServiceCollection AddDrivers(this IServiceCollection services) => services
        .AddPodClients()
        .AddIronic()
        .AddSingleton<IPodDriverFactory, RedfishDriverFactory>()
        .AddSingleton<DriverCatalog>()
        .AddSingleton<DriverManager>()
        .AddHostedService(provider => provider.GetRequiredService<DriverManager>())
        .AddSingleton<ILetGoOfDrivers>(provider => provider.GetRequiredService<DriverManager>())
        .AddSingleton<DriverWatch>()
        .AddSingleton<IKnowDrivers>(provider => provider.GetRequiredService<DriverCatalog>())
        .AddSingleton(typeof(IDriverOf<>), typeof(DriverOf<>));
}
