using System.CommandLine;
using System.Data.Common;
using Valence.Client;
using ValenceCore;

namespace Valence;

/// <summary><c>valence database</c>: what the service keeps, out of its database and into another.</summary>
internal static class DatabaseCommand
{
    public static Command Build(Terminal terminal) => new("database", "Backup of what the service keeps, and back.")
    {
        Verb("backup", "Writes all that the service keeps into a file, also while it runs. The keys of the credentials are not in it: keep their folder too.",
            "The file; it must not exist.", BackupAsync, terminal),
        Verb("restore", "Puts a backup into an empty database, of either kind. What was under way then needs attention afterwards.",
            "A file that 'database backup' wrote.", RestoreAsync, terminal),
    };

    private static Command Verb(
        string name, string description, string ofFile, Func<Action<ValenceCoreOptions>, FileInfo, Terminal, CancellationToken, Task<int>> act, Terminal terminal)
    {
        var file = new Argument<FileInfo>("file") { Description = ofFile };
        var serve = new ServeOptions();
        var command = serve.AddTo(new Command(name, description) { file });
        command.SetAction(async (parsed, cancellation) =>
        {
            var settings = serve.Read(parsed);
            try
            {
                var configuration = settings.ReadConfiguration();
                return await act(options => settings.Apply(configuration, options), parsed.GetValue(file)!, terminal, cancellation);
            }
            catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException or DbException or ArgumentException)
            {
                await terminal.Error.WriteLineAsync($"valence: {exception.Message}");
                return ExitCode.Refused;
            }
        });
        return command;
    }

    private static async Task<int> BackupAsync(Action<ValenceCoreOptions> configure, FileInfo file, Terminal terminal, CancellationToken cancellation)
    {
        // For its owner only: operations and audit tell who did what.
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        long rows;
        await using (var output = new StreamWriter(new FileStream(file.FullName, options)))
        {
            rows = await ValenceBackup.WriteAsync(configure, output, cancellation);
        }

        await terminal.Out.WriteLineAsync($"{rows} rows are in {file.FullName}. The keys of the credentials are not: keep their folder too.");
        return ExitCode.Done;
    }

    private static async Task<int> RestoreAsync(Action<ValenceCoreOptions> configure, FileInfo file, Terminal terminal, CancellationToken cancellation)
    {
        using var input = file.OpenText();
        var rows = await ValenceBackup.ReadAsync(configure, input, cancellation);
        await terminal.Out.WriteLineAsync($"{rows} rows are back. Start the service and see 'valence discrepancy list': pods and Ironic went on since.");
        return ExitCode.Done;
    }
}
