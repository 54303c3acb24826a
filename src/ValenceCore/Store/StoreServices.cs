using Microsoft.Extensions.DependencyInjection;

namespace ValenceCore.Store;

internal static class StoreServices
{
    public static IServiceCollection AddStore(this IServiceCollection services) => services
        .AddSingleton<Database>()
        .AddHostedService<StoreStartup>();
}
