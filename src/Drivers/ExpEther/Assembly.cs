namespace Valence.Drivers.ExpEther;

/// <summary>What was done to one server so far, so that it can be undone when the next thing fails .</summary>
internal sealed class Assembly(Groups groups, Board server, string stage)
{
    private readonly List<string> devices = [];
    private string? group = server.HasGroup ? server.Group : null;
    private bool isAsking;
    private bool isNewGroup;

    /// <summary>Makes sure that the server has a group, by which others see that it is taken. False when somebody was faster.</summary>
    public async Task<bool> OpenAsync(CancellationToken cancellation)
    {
        if (group is not null)
        {
            return true;
        }

        isAsking = true;
        group = await groups.JoinAsync(server, null, stage, cancellation);
        isAsking = false;
        isNewGroup = group is not null;
        return group is not null;
    }

    /// <summary>Puts the device into the server's group. False when somebody else has it.</summary>
    public async Task<bool> AddAsync(Board device, CancellationToken cancellation)
    {
        devices.Add(device.Id);
        if (await groups.JoinAsync(device, group, stage, cancellation) is not null)
        {
            return true;
        }

        devices.Remove(device.Id);
        return false;
    }

    /// <summary>Gives back what was taken, last first, also that of which no answer came.</summary>
    /// <returns>Null when nothing is left; otherwise what may be.</returns>
    public async Task<string?> UndoAsync(CancellationToken cancellation)
    {
        try
        {
            foreach (var device in devices.AsEnumerable().Reverse())
            {
                await groups.LeaveAsync(device, group!, stage, cancellation);
            }

            if (isNewGroup)
            {
                await groups.LeaveAsync(server.Id, group!, stage, cancellation);
            }

            return isAsking ? $"whether {server.Id} got a group is not known" : null;
        }
        catch (DriverException exception)
        {
            return exception.Failure.Detail;
        }
    }
}
