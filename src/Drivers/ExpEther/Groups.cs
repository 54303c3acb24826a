namespace Valence.Drivers.ExpEther;

/// <summary>
/// Moves boards between groups, one at a time. EEM may or may not refuse to move a board that is in a group already (no source says), so
/// every move is read back: a board is ours when the manager shows it in our group, whatever was answered, or not answered, before.
/// </summary>
internal sealed class Groups(EemConnection connection)
{
    /// <summary>Puts a board that has no group into one.</summary>
    /// <param name="group">Null has the manager invent one.</param>
    /// <returns>The group it is in; null when it was put into another, or refused, meanwhile: it is somebody else's.</returns>
    public async Task<string?> JoinAsync(Board board, string? group, string stage, CancellationToken cancellation)
    {
        DriverException? unsure = null;
        try
        {
            await connection.JoinAsync(board.Id, group, stage, cancellation);
        }
        catch (DriverException exception) when (exception.Kind == DriverFault.Refused && exception.Failure.Status == 409)
        {
            return null;
        }
        catch (DriverException exception) when (exception.Kind is DriverFault.Silent or DriverFault.Broken or DriverFault.Malformed)
        {
            unsure = exception;
        }

        var now = await connection.GetAsync(board.Id, stage, cancellation);
        if (now.HasGroup)
        {
            return group is null || now.Group == group ? now.Group : null;
        }

        throw unsure ?? EemFailures.Malformed(
            connection.PodName, stage, $"{board.Id} was put into a group, and is in none (group_id is {now.Group}).");
    }

    /// <summary>Takes a board out of the group, unless it is not in it; safe to repeat.</summary>
    public async Task LeaveAsync(string id, string group, string stage, CancellationToken cancellation)
    {
        if (await connection.FindAsync(id, stage, cancellation) is not { } board || board.Group != group)
        {
            return;
        }

        try
        {
            await connection.LeaveAsync(id, stage, cancellation);
        }
        catch (DriverException exception) when (exception.Kind == DriverFault.Missing)
        {
            // The board was taken away, and its group with it.
        }
        catch (DriverException exception) when (exception.Kind is DriverFault.Silent or DriverFault.Broken or DriverFault.Malformed)
        {
            if (await connection.FindAsync(id, stage, cancellation) is { } now && now.Group == group)
            {
                throw new DriverException(exception.Kind, exception.Failure, exception);
            }
        }
    }
}
