namespace Valence.Drivers.ExpEther;

internal sealed partial class ExpEtherDriver : IAttachDevices
{
    private const string Attach = "attach a device";
    private const string Detach = "detach a device";

    public Task AttachAsync(NodePlace node, string deviceUri, CancellationToken cancellation) => changes.RunAsync(
        async () =>
        {
            var server = await BeforeChangeAsync(() => ServerAsync(node.Index, Attach, cancellation));
            var device = await BeforeChangeAsync(() => DeviceAsync(deviceUri, Attach, cancellation));
            await BeforeChangeAsync(() => RefuseAttachAsync(server, device, cancellation));
            var assembly = new Assembly(groups, server, Attach);
            try
            {
                if (!await assembly.OpenAsync(cancellation) || !await assembly.AddAsync(device, cancellation))
                {
                    throw EemFailures.Refused(Failure.Conflict(
                        $"The device {device.Id} could not be attached to {server.Id}: somebody else was faster."));
                }
            }
            catch (DriverException exception)
            {
                throw await UndoneAsync(assembly, exception, cancellation);
            }

            if (!server.HasGroup)
            {
                LogRebootNeeded(logger, server.Id);
            }
        },
        cancellation);

    public Task DetachAsync(NodePlace node, string deviceUri, CancellationToken cancellation) => changes.RunAsync(
        async () =>
        {
            var server = await ServerAsync(node.Index, Detach, cancellation);
            var device = await DeviceAsync(deviceUri, Detach, cancellation);
            if (!device.HasGroup || device.Group != server.Group)
            {
                throw EemFailures.Refused(Failure.BadRequest($"The device {device.Id} is not attached to {server.Id}."));
            }

            await groups.LeaveAsync(device.Id, server.Group, Detach, cancellation);
        },
        cancellation);

    private async Task<Board> DeviceAsync(string uri, string stage, CancellationToken cancellation)
    {
        var board = await connection.GetAsync(uri.Split('/')[^1], stage, cancellation);
        return board.IsDevice ? board : throw EemFailures.Refused(Failure.BadRequest(
            $"{board.Id} is the board of a server ({board.Kind}); only boards of devices ({Board.Device}) are attached."));
    }

    /// <returns>True; a refusal is thrown.</returns>
    private async Task<bool> RefuseAttachAsync(Board server, Board device, CancellationToken cancellation)
    {
        if (device.HasGroup)
        {
            throw EemFailures.Refused(Failure.Conflict(device.Group == server.Group
                ? $"The device {device.Id} is attached to {server.Id} already."
                : $"The device {device.Id} is in group {device.Group}, which is not that of {server.Id}."));
        }

        if (!device.IsUp)
        {
            throw EemFailures.Refused(Failure.Conflict($"The device {device.Id} does not answer its manager."));
        }

        if (server is { HasGroup: true, MaxDevices: { } most }
            && (await connection.ListAsync(Board.Device, Attach, cancellation)).Count(d => d.Group == server.Group) is var has && has >= most)
        {
            throw EemFailures.Refused(Failure.Conflict(
                $"The node {server.Id} takes {most} device(s) (max_eeio_count of its board) and has {has}; detach one first."));
        }

        return true;
    }
}
