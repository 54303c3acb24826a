using System.CommandLine;
using ValenceCore;

namespace Valence;

/// <summary>What the command line says of a service; null where it says nothing and the settings file or a default decides.</summary>
internal sealed record ServeSettings(FileInfo? File, string? Url, string? Database, string? Ironic, string? Drivers = null)
{
    /// <summary>Folder of the keys that encrypt credentials.</summary>
    public string? Keys { get; init; }

    /// <summary>Name of this process among the replicas on one database.</summary>
    public string? Replica { get; init; }

    /// <summary>True when each line of the log is a JSON object.</summary>
    public bool IsLogJson { get; init; }

    public const string DefaultUrl = "http://127.0.0.1:8181";

    /// <summary>Where options are read that the command line does not say: the file, appsettings.json, the environment. Throws as JSON files do.</summary>
    public ConfigurationManager ReadConfiguration() => AddTo(WebApplication.CreateSlimBuilder().Configuration);

    /// <summary>The settings file goes over what is there already.</summary>
    public ConfigurationManager AddTo(ConfigurationManager configuration)
    {
        if (File is { } file)
        {
            configuration.AddJsonFile(file.FullName, optional: false);
        }

        return configuration;
    }

    public void Apply(IConfiguration configuration, ValenceCoreOptions options)
    {
        configuration.GetSection("Valence").Bind(options);
        options.Database = Database ?? options.Database;
        options.Ironic.Url = Ironic ?? options.Ironic.Url;
        options.KeyDirectory = Keys ?? options.KeyDirectory;
        options.Replica = Replica ?? options.Replica;
        options.DriversFolder = Drivers ?? options.DriversFolder;
    }

    public string UrlOf(IConfiguration configuration) => Url ?? configuration["Valence:Url"] ?? DefaultUrl;

    /// <summary>Everywhere that may be listened: Kestrel's own section of a settings file goes over the url, so it is looked at too.</summary>
    public IReadOnlyList<string> AddressesOf(IConfiguration configuration) =>
        [UrlOf(configuration), .. configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"]).OfType<string>()];
}

/// <summary>The options that describe a service: those of <c>serve</c> and of <c>doctor</c>.</summary>
internal sealed class ServeOptions
{
    private readonly Option<FileInfo?> file = new("--settings") { Description = "A JSON file whose section \"Valence\" holds the options." };
    private readonly Option<string?> database = new("--database") { Description = "A path or a SQLite connection string, or 'Host=…' for a PostgreSQL that replicas share. Default: valence.db." };
    private readonly Option<string?> keys = new("--keys") { Description = "Folder of the keys that encrypt credentials. Default: valence-keys beside the database file." };
    private readonly Option<string?> replica = new("--replica") { Description = "Name of this process among the replicas on one database. Default: made up." };
    private readonly Option<string?> ironic = new("--ironic") { Description = "Base address of Ironic, e.g. http://ironic.example:6385." };
    private readonly Option<string?> drivers = new("--drivers") { Description = "A folder with vendors' drivers, each in a folder of its own." };

    public Command AddTo(Command command)
    {
        command.Add(file);
        command.Add(database);
        command.Add(ironic);
        command.Add(drivers);
        command.Add(keys);
        command.Add(replica);
        return command;
    }

    public ServeSettings Read(ParseResult parsed) => new(parsed.GetValue(file), null, parsed.GetValue(database), parsed.GetValue(ironic), parsed.GetValue(drivers))
    {
        Keys = parsed.GetValue(keys), Replica = parsed.GetValue(replica),
    };

    public bool IsAnyGiven(ParseResult parsed) =>
        parsed.GetValue(file) is not null || parsed.GetValue(database) is not null || parsed.GetValue(ironic) is not null
        || parsed.GetValue(drivers) is not null || parsed.GetValue(keys) is not null;
}
