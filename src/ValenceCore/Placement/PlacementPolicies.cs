using Microsoft.Extensions.DependencyInjection;

namespace ValenceCore.Placement;

/// <summary>The policies by their names.</summary>
internal sealed class PlacementPolicies(IEnumerable<IPlacementPolicy> policies)
{
    /// <summary>As in Valence, which took what was given: the first.</summary>
    public const string Default = "first-fit";

    private readonly Dictionary<string, IPlacementPolicy> byName = policies.ToDictionary(policy => policy.Name);

    /// <summary>Every name there is, for checks of options and requests.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Types().Select(type => ((IPlacementPolicy)Activator.CreateInstance(type)!).Name).Order(StringComparer.Ordinal)];

    public IPlacementPolicy Of(string name) => byName[name];

    public static IServiceCollection AddTo(IServiceCollection services)
    {
        foreach (var type in Types())
        {
            services.AddSingleton(typeof(IPlacementPolicy), type);
        }

        return services.AddSingleton<PlacementPolicies>();
    }

    private static IEnumerable<Type> Types() => typeof(IPlacementPolicy).Assembly.GetTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false } && typeof(IPlacementPolicy).IsAssignableFrom(type));
}
