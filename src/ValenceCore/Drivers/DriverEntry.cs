using System.Reflection;

namespace ValenceCore.Drivers;

/// <summary>One driver that was found: ready for use, or broken and why.</summary>
/// <param name="Name">Of the driver; of the library where no driver could be read from it.</param>
/// <param name="Source"><c>built in</c>, or the path of its library.</param>
internal sealed record DriverEntry(string Name, string Source)
{
    public const string BuiltIn = "built in";

    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Version of the driver's library.</summary>
    public string? Version { get; init; }

    /// <summary>The version of the contract that it was built against.</summary>
    public string? Contract { get; init; }

    public IReadOnlyList<string> Capabilities { get; init; } = [];

    /// <summary>Why it cannot be used; null when it can.</summary>
    public string? Problem { get; init; }

    /// <summary>What else a reader should know; null when there is nothing.</summary>
    public string? Note { get; init; }

    /// <summary>Null when it cannot be used.</summary>
    public IPodDriverFactory? Factory { get; init; }

    public IEnumerable<string> Names => [Name, .. Aliases];

    public static DriverEntry Of(IPodDriverFactory factory, string source, Version contract) => new(factory.Name, source)
    {
        Aliases = [.. factory.Aliases],
        Version = factory.GetType().Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0],
        Contract = contract.ToString(2),
        Capabilities = CapabilityAttribute.Of(factory.DriverType),
        Factory = factory,
    };

    public static DriverEntry Broken(string name, string source, string problem) => new(name, source) { Problem = problem };
}
