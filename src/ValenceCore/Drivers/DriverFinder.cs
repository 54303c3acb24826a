using Microsoft.Extensions.DependencyInjection;

namespace ValenceCore.Drivers;

/// <summary>Finds a driver as a core would, without one that runs: for tools that try drivers out.</summary>
public static class DriverFinder
{
    /// <param name="name">Name or alias.</param>
    /// <param name="folder">The drivers folder; null for the built-in ones only.</param>
    /// <param name="problem">Why there is none; null when there is.</param>
    public static IPodDriverFactory? Find(string name, string? folder, out string? problem)
    {
        using var services = new ServiceCollection().AddLogging().AddDrivers()
            .Configure<ValenceCoreOptions>(options => options.DriversFolder = folder)
            .BuildServiceProvider();
        var catalog = services.GetRequiredService<DriverCatalog>();
        if (catalog.Find(name) is { Factory: { } factory })
        {
            problem = null;
            return factory;
        }

        // A folder that cannot be used as a whole hides every library in it.
        var told = catalog.List().Where(entry => entry.Problem is not null).Select(entry => $"{entry.Source}: {entry.Problem}").ToList();
        problem = $"there is no driver '{name}', known are {string.Join(", ", catalog.Names)}" + string.Concat(told.Select(text => $"; {text}"));
        return null;
    }
}
