using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Npgsql;
using ValenceCore.Store;

namespace ValenceCore.Doctor;

/// <summary>The database, the room it has, and the keys beside it. Makes no file and moves no schema.</summary>
internal sealed class StoreExamination(IOptions<ValenceCoreOptions> options)
{
    private const string DatabaseCheck = "database";
    private const long Scarce = 1L << 30;
    private const long Full = 100L << 20;

    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>The findings, and whether there are rows of pods in a form that this program reads.</summary>
    public async Task<(IReadOnlyList<DoctorFinding> Findings, bool ArePodsReadable)> ExamineAsync(CancellationToken cancellation)
    {
        var address = DatabaseAddress.Parse(options.Value.Database);
        if (address.Kind == StoreKind.Postgres)
        {
            var (server, canRead) = await ExamineServerAsync(address, cancellation);
            return ([server, Keys(options.Value.KeyDirectory!, address.Shown, canRead)], canRead && Directory.Exists(options.Value.KeyDirectory));
        }

        if (address.File is not { } file)
        {
            return ([DoctorFinding.Warning("database", "in memory: everything is forgotten when the service stops", "Name a file with --database.")], false);
        }

        var (database, isReadable) = await ExamineDatabaseAsync(address, file, cancellation);

        // Without the folder the box of secrets would make a new one, and nothing is to be made here.
        return ([database, Room(file), Keys(KeyFolder(file), file, isReadable)], isReadable && Directory.Exists(KeyFolder(file)));
    }

    private static async Task<(DoctorFinding Finding, bool IsReadable)> ExamineDatabaseAsync(
        DatabaseAddress address, string file, CancellationToken cancellation)
    {
        if (!File.Exists(file))
        {
            return (DoctorFinding.Ok(DatabaseCheck, $"{file} is not there yet; the first start makes it"), false);
        }

        try
        {
            // Never "create": a misspelt path would leave an empty database behind.
            var gently = new SqliteConnectionStringBuilder(address.ConnectionString) { Mode = SqliteOpenMode.ReadWrite, Pooling = false };
            await using var connection = new SqliteConnection(gently.ToString());
            await connection.OpenAsync(cancellation);
            return OfVersion(file, await connection.ExecuteScalarAsync<long?>("SELECT MAX(version) FROM schema_version") ?? 0);
        }
        catch (SqliteException exception)
        {
            return (DoctorFinding.Problem(
                DatabaseCheck, $"{file} cannot be read as a database of this service: {exception.Message}", "Check the path and who owns the file."), false);
        }
    }

    private static async Task<(DoctorFinding Finding, bool IsReadable)> ExamineServerAsync(DatabaseAddress address, CancellationToken cancellation)
    {
        try
        {
            await using var connection = new NpgsqlConnection(address.ConnectionString);
            await connection.OpenAsync(cancellation);
            return await connection.ExecuteScalarAsync<string?>("SELECT to_regclass('schema_version')::text") is null
                ? (DoctorFinding.Ok(DatabaseCheck, $"{address.Shown} answers and is empty; the first start makes the tables"), false)
                : OfVersion(address.Shown, await connection.ExecuteScalarAsync<long?>("SELECT MAX(version) FROM schema_version") ?? 0);
        }
        catch (NpgsqlException exception)
        {
            return (DoctorFinding.Problem(
                DatabaseCheck, $"{address.Shown} does not let us in: {exception.Message}", "Check host, user and whether the server runs."), false);
        }
    }

    private static (DoctorFinding Finding, bool IsReadable) OfVersion(string where, long version) => version switch
    {
        _ when version > Migrations.Newest => (DoctorFinding.Problem(
            DatabaseCheck, $"{where} has schema {version}, newer than {Migrations.Newest} which this program knows", "Start the newer program."), false),
        _ when version < Migrations.Newest => (DoctorFinding.Warning(
            DatabaseCheck, $"{where} has schema {version}; the next start brings it to {Migrations.Newest}, and pods can be examined then",
            "Make a backup (valence database backup), then start the service."), false),
        _ => (DoctorFinding.Ok(DatabaseCheck, $"{where} opens, schema {version}"), true),
    };

    private static DoctorFinding Room(string file)
    {
        const string check = "disk space";
        var folder = new DirectoryInfo(Path.GetDirectoryName(file)!);
        while (folder is { Exists: false, Parent: not null })
        {
            folder = folder.Parent;
        }

        var free = new DriveInfo(folder.FullName).AvailableFreeSpace;
        var detail = $"{free >> 20} MiB free at {folder.FullName}";
        return free < Full ? DoctorFinding.Problem(check, detail, "Make room: a full disk stops every change.")
            : free < Scarce ? DoctorFinding.Warning(check, detail, "Make room soon.")
            : DoctorFinding.Ok(check, detail);
    }

    private static DoctorFinding Keys(string folder, string store, bool areKeysNeeded)
    {
        const string check = "key folder";
        if (!Directory.Exists(folder))
        {
            return areKeysNeeded
                ? DoctorFinding.Problem(check, $"{folder} is missing, so credentials of pods in {store} cannot be read",
                    "Bring it back from a backup, or set the passwords of the pods anew.")
                : DoctorFinding.Ok(check, $"{folder} is not there yet; the first start makes it");
        }

        return !OperatingSystem.IsWindows() && (File.GetUnixFileMode(folder) & Others) != 0
            ? DoctorFinding.Problem(check, $"others than its owner get into {folder}, where the keys of all pod credentials lie", $"chmod 700 {folder}")
            : DoctorFinding.Ok(check, $"{folder} is private");
    }

    /// <summary>Where the box of secrets keeps its keys. It is not asked, since asking would make the folder.</summary>
    private string KeyFolder(string file) => options.Value.KeyDirectory ?? Path.Combine(Path.GetDirectoryName(file)!, "valence-keys");
}
