using System.Diagnostics.CodeAnalysis;

namespace Valence.Drivers.ExpEther;

/// <summary>
/// Composes servers with devices over an ExpEther fabric: one file per family of verbs. It implements no power and no boot: EEM has
/// neither. Changes to one fabric are made one after another; between this driver and others, the manager's own state decides.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The gate makes no wait handle, so there is nothing to dispose of.")]
internal sealed partial class ExpEtherDriver(EemConnection connection, DriverHost host)
{
    private readonly ILogger logger = host.Loggers.CreateLogger<ExpEtherDriver>();
    private readonly Groups groups = new(connection);
    private readonly OneAtATime changes = new();

    private static NodePlace PlaceOf(Board server) => new(server.Id, server.Uri, server.Id);

    /// <summary>What goes wrong before the first change means that nothing was made, whatever kind of silence it was.</summary>
    private static async Task<T> BeforeChangeAsync<T>(Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (DriverException exception) when (exception.Kind is DriverFault.Silent or DriverFault.Broken or DriverFault.Malformed)
        {
            throw new DriverException(DriverFault.Unreachable, exception.Failure, exception);
        }
    }

    private async Task<Board> ServerAsync(string id, string stage, CancellationToken cancellation)
    {
        var board = await connection.GetAsync(id, stage, cancellation);
        return board.IsServer ? board : throw EemFailures.Refused(Failure.BadRequest(
            $"{id} is the board of a device ({board.Kind}), not of a server; nodes are server boards ({Board.Server})."));
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning,
        Message = "The server of board {Server} was given a group; it may need a reboot before it sees its devices")]
    private static partial void LogRebootNeeded(ILogger logger, string server);
}
