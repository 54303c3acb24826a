using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ValenceCore.Http;

namespace ValenceCore.Access;

internal static class AccessServices
{
    public static IServiceCollection AddAccess(this IServiceCollection services) => services
        .AddSingleton<IValidateOptions<ValenceCoreOptions>, AccessOptionsValidation>()
        .AddSingleton<RememberedCallers>()
        .AddSingleton<NoAuthentication>()
        .AddSingleton<TokenAuthentication>()
        .AddSingleton<BasicAuthentication>()
        .AddKeystone()
        .AddSingleton<IAuthenticate>(Authentication)
        .AddSingleton<Limiters>()
        .AddSingleton<Patience>()
        .AddSingleton<AuditStore>()
        .AddSingleton<AuditTrail>()
        .AddSingleton<AuditApi>()
        .AddHostedService<AuditPruning>()
        .AddSingleton<IGate, Gate>();

    public static IEndpointRouteBuilder MapAccess(this IEndpointRouteBuilder app) => app
        .Get<AuditApi>("/v1/audit", (api, context) => api.ListAsync(context));

    private static IAuthenticate Authentication(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<ValenceCoreOptions>>().Value.Access.Mode switch
        {
            AccessModes.Token => provider.GetRequiredService<TokenAuthentication>(),
            AccessModes.HttpBasic => provider.GetRequiredService<BasicAuthentication>(),
            AccessModes.Keystone => provider.GetRequiredService<KeystoneAuthentication>(),
            _ => provider.GetRequiredService<NoAuthentication>(),
        };
}
