using Microsoft.Extensions.DependencyInjection;

namespace ValenceCore.Operations;

internal static class OperationPlans
{
    /// <summary>Registers the steps, and the plan that runs them in this order.</summary>
    public static IServiceCollection AddPlan(this IServiceCollection services, string kind, params Type[] steps) =>
        services.AddPlan(kind, canBeCancelled: true, steps);

    /// <summary>The same for work that only goes forward, since nothing of it is undone.</summary>
    public static IServiceCollection AddForwardPlan(this IServiceCollection services, string kind, params Type[] steps) =>
        services.AddPlan(kind, canBeCancelled: false, steps);

    /// <summary>The same for work that is begun again, within bounds, once its failure is undone.</summary>
    public static IServiceCollection AddRepeatedPlan<TPolicy>(this IServiceCollection services, string kind, params Type[] steps)
        where TPolicy : class, IAttemptPolicy =>
        services.AddSingleton<TPolicy>().AddPlan(kind, canBeCancelled: true, steps, provider => provider.GetRequiredService<TPolicy>());

    private static IServiceCollection AddPlan(
        this IServiceCollection services, string kind, bool canBeCancelled, Type[] steps, Func<IServiceProvider, IAttemptPolicy>? attempts = null)
    {
        foreach (var step in steps)
        {
            services.AddSingleton(step);
        }

        return services.AddSingleton(provider =>
            new OperationPlan(kind, [.. steps.Select(step => (IOperationStep)provider.GetRequiredService(step))], canBeCancelled, attempts?.Invoke(provider)));
    }
}
