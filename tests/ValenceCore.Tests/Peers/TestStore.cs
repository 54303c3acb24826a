using Npgsql;
using NUnit.Framework;

namespace ValenceCore.Tests.Peers;

/// <summary>
/// Where the core under test keeps its rows. The same tests run on every store: <c>VALENCE_TEST_STORE</c> is <c>memory</c> (default), <c>sqlite</c>
/// for files, or the connection string of a PostgreSQL in which each core gets a database of its own.
/// </summary>
internal static class TestStore
{
    private static readonly string Chosen = Environment.GetEnvironmentVariable("VALENCE_TEST_STORE") ?? "memory";

    private static bool IsPostgres => Chosen.Contains("Host=", StringComparison.Ordinal);

    /// <summary>Whether operations outlive the process that began them.</summary>
    public static bool IsDurable => Chosen != "memory";

    /// <summary>Whether several processes share a store.</summary>
    public static bool IsShared => IsPostgres;

    /// <summary>An empty database of its own.</summary>
    public static string New() => Chosen switch
    {
        "memory" => $"Data Source=core-{Guid.NewGuid():N};Mode=Memory;Cache=Shared",
        "sqlite" => NewFile(),
        _ when IsPostgres => NewOnServer(),
        _ => throw new InvalidOperationException($"VALENCE_TEST_STORE: '{Chosen}' is none of memory, sqlite or a PostgreSQL connection string"),
    };

    /// <summary>One that outlives the core, also where tests run in memory otherwise.</summary>
    public static string NewDurable() => IsDurable ? New() : NewFile();

    public static void Use(ValenceCoreOptions options, string database)
    {
        options.Database = database;
        if (database.Contains("Host=", StringComparison.Ordinal))
        {
            options.KeyDirectory = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"keys-{new NpgsqlConnectionStringBuilder(database).Database}");
            options.ReplicaCheckIn = TimeSpan.FromSeconds(1);
        }
    }

    private static string NewFile()
    {
        var folder = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"store-{Guid.NewGuid():N}");
        return $"Data Source={Path.Combine(folder, "valence.db")}";
    }

    private static string NewOnServer()
    {
        var name = $"core_{Guid.NewGuid():N}";
        using var connection = new NpgsqlConnection(Chosen);
        connection.Open();
        using var command = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        command.ExecuteNonQuery();
        return new NpgsqlConnectionStringBuilder(Chosen) { Database = name, MaxPoolSize = 20, Pooling = true }.ToString();
    }
}
