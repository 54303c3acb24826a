using Microsoft.Extensions.DependencyInjection;

namespace ValenceCore.PodManagers;

internal static class PodManagerServices
{
    public static IServiceCollection AddPodManagers(this IServiceCollection services) => services
        .AddSingleton<AllowedPodHosts>()
        .AddSingleton<PodManagerStore>()
        .AddSingleton<PodNews>()
        .AddSingleton<PodManagerController>();
}
