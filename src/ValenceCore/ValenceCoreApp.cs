using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using ValenceCore.Access;
using ValenceCore.Composition;
using ValenceCore.Drivers;
using ValenceCore.Flavors;
using ValenceCore.Health;
using ValenceCore.Http;
using ValenceCore.Idempotency;
using ValenceCore.Instances;
using ValenceCore.Inventory;
using ValenceCore.OpenApi;
using ValenceCore.Operations;
using ValenceCore.PassThrough;
using ValenceCore.PodManagers;
using ValenceCore.Reconciliation;
using ValenceCore.Registration;
using ValenceCore.Secrets;
using ValenceCore.Servers;
using ValenceCore.Store;
using ValenceCore.Telemetry;

namespace ValenceCore;

/// <summary>The table of contents: what the core is made of, and what it serves.</summary>
public static class ValenceCoreApp
{
    /// <summary>Name of the activity source and of the meter, for the host that listens to them.</summary>
    public const string TelemetryName = "Valence.Core";

    /// <summary>Name of the activity source of the writes to the database, for the host that wants to see each of them.</summary>
    public const string StoreTelemetryName = "Valence.Core.Store";

    public static IServiceCollection AddValenceCore(this IServiceCollection services, Action<ValenceCoreOptions> configure)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<ValenceCoreOptions>().Configure(configure).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ValenceCoreOptions>, ValenceCoreOptionsValidation>();
        services.AddStore().AddTelemetry();
        services.AddSingleton<RootApi>();
        return services
            .AddAccess().AddSecrets().AddIdempotency().AddHealth().AddOpenApiDocument().AddPassThrough()
            .AddOperations().AddDrivers().AddPodManagers().AddInventory().AddFlavors().AddComposition().AddRegistration().AddServers().AddInstances().AddReconciliation();
    }

    public static IEndpointRouteBuilder MapValence(this IEndpointRouteBuilder app) => app
        .MapRoot()
        .MapHealth()
        .MapOpenApiDocument()
        .MapDrivers()
        .MapPodManagers()
        .MapInventory()
        .MapFlavors()
        .MapNodes()
        .MapExplain()
        .MapRegistration()
        .MapServers()
        .MapInstances()
        .MapOperations()
        .MapReconciliation()
        .MapAccess()
        .MapSecrets()
        .MapPassThrough()
        .MapUnknown();
}
