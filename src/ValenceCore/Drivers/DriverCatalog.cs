using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ValenceCore.PodManagers;

namespace ValenceCore.Drivers;

/// <summary>All drivers: those built in and those of the drivers folder, which is looked at again whenever somebody asks for a driver that is not
/// known yet or for the list. What was loaded stays loaded: a library that was replaced is taken up at the next start.</summary>
internal sealed partial class DriverCatalog : IKnowDrivers
{
    private readonly Lock gate = new();
    private readonly ILogger<DriverCatalog> logger;
    private readonly DriverFolder? folder;
    private readonly Dictionary<string, LoadedLibrary> libraries = [];
    private volatile IReadOnlyList<DriverEntry> entries;

    public DriverCatalog(IEnumerable<IPodDriverFactory> builtIn, IOptions<ValenceCoreOptions> options, ILogger<DriverCatalog> logger)
    {
        this.logger = logger;
        folder = options.Value.DriversFolder is { } path ? new DriverFolder(path) : null;
        entries = WithoutClashes([.. builtIn.Select(factory => DriverEntry.Of(factory, DriverEntry.BuiltIn, ContractVersion.Current))]);
        LookAgain();
    }

    /// <summary>Every name a pod manager can be registered with.</summary>
    public IReadOnlyList<string> Names =>
        [.. entries.Where(entry => entry.Factory is not null).SelectMany(entry => entry.Names).Order(StringComparer.Ordinal)];

    /// <summary>Built in first, then by name; the broken ones too.</summary>
    public IReadOnlyList<DriverEntry> List()
    {
        LookAgain();
        return entries;
    }

    public bool Knows(string driver) => Find(driver) is not null;

    /// <summary>The driver of this name or alias, or null.</summary>
    public DriverEntry? Find(string driver)
    {
        if (Known(driver) is { } known)
        {
            return known;
        }

        LookAgain();
        return Known(driver);
    }

    private DriverEntry? Known(string driver) => entries.FirstOrDefault(entry => entry.Factory is not null && entry.Names.Contains(driver));

    private void LookAgain()
    {
        if (folder is null)
        {
            return;
        }

        lock (gate)
        {
            var found = folder.Libraries(out var problem);
            var before = entries.Where(entry => entry.Source == DriverEntry.BuiltIn);
            var loaded = found.SelectMany(Load).ToList();
            if (problem is not null)
            {
                loaded.Add(DriverEntry.Broken(Path.GetFileName(folder.Path), folder.Path, problem));
            }

            entries = WithoutClashes([.. before, .. loaded.OrderBy(entry => entry.Name, StringComparer.Ordinal)]);
        }
    }

    private IReadOnlyList<DriverEntry> Load(DriverLibrary library)
    {
        if (!libraries.TryGetValue(library.Path, out var known) || (!known.IsLoaded && known.Stamp != library.Stamp))
        {
            known = LoadedLibrary.From(library);
            libraries[library.Path] = known;
            foreach (var entry in known.Entries)
            {
                Tell(entry);
            }
        }

        return known.Stamp == library.Stamp
            ? known.Entries
            : [.. known.Entries.Select(entry => entry with { Note = "The library was replaced after it was loaded; restart to use the new one." })];
    }

    private void Tell(DriverEntry entry)
    {
        if (entry.Problem is { } problem)
        {
            LogBroken(logger, entry.Source, problem);
        }
        else
        {
            LogLoaded(logger, entry.Name, entry.Version, entry.Source);
        }
    }

    /// <summary>The first to claim a name keeps it; whoever comes later cannot take a pod manager over.</summary>
    private static List<DriverEntry> WithoutClashes(IReadOnlyList<DriverEntry> all)
    {
        var owners = new Dictionary<string, DriverEntry>();
        var kept = new List<DriverEntry>();
        foreach (var entry in all)
        {
            if (entry.Factory is not null && entry.Names.FirstOrDefault(owners.ContainsKey) is { } taken)
            {
                kept.Add(DriverEntry.Broken(entry.Name, entry.Source, $"the name '{taken}' belongs to the driver of {owners[taken].Source} already"));
                continue;
            }

            kept.Add(entry);
            foreach (var name in entry.Factory is null ? [] : entry.Names)
            {
                owners[name] = entry;
            }
        }

        return kept;
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "Driver {Driver} {Version} is loaded from {Source}")]
    private static partial void LogLoaded(ILogger logger, string driver, string? version, string source);

    [LoggerMessage(EventId = 2, Level = LogLevel.Error, Message = "The driver library {Source} cannot be used: {Problem}")]
    private static partial void LogBroken(ILogger logger, string source, string problem);
}
