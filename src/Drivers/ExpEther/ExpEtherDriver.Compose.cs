namespace Valence.Drivers.ExpEther;

internal sealed partial class ExpEtherDriver : IComposeNodes
{
    private const string Allocate = "allocate";
    private const string Release = "release";

    public Task<NodePlace> AllocateAsync(NodeWish wish, CancellationToken cancellation)
    {
        if (Unmet.Of(wish.Requirements) is { Count: > 0 } unmet)
        {
            throw EemFailures.Refused(Failure.Invalid(unmet));
        }

        return changes.RunAsync(() => AllocateAloneAsync(wish, cancellation), cancellation);
    }

    /// <summary>Nothing to do: a device is there as soon as it is in the group.</summary>
    public Task AssembleAsync(NodePlace node, CancellationToken cancellation) => Task.CompletedTask;

    public async Task<AssemblyState> ReadAssemblyAsync(NodePlace node, CancellationToken cancellation)
    {
        await ServerAsync(node.Index, "assemble", cancellation);
        return AssemblyState.Stands;
    }

    /// <summary>EEM keeps no text of ours anywhere: what an unanswered composition took is found by the place that was claimed for it.</summary>
    public Task<NodePlace?> FindMarkedAsync(string marker, CancellationToken cancellation) => Task.FromResult<NodePlace?>(null);

    /// <summary>A server without a group is free, and no node.</summary>
    public async Task<NodePlace?> FindAsync(string index, CancellationToken cancellation)
    {
        try
        {
            return await ServerAsync(index, "find the node", cancellation) is { HasGroup: true } server ? PlaceOf(server) : null;
        }
        catch (DriverException exception) when (exception.Kind == DriverFault.Missing)
        {
            return null;
        }
    }

    /// <summary>Frees all devices of the server's group, and last the server, so that what a failure leaves is found again.</summary>
    public Task ReleaseAsync(NodePlace node, CancellationToken cancellation) => changes.RunAsync(
        async () =>
        {
            if (await connection.FindAsync(node.Index, Release, cancellation) is not { IsServer: true, HasGroup: true } server)
            {
                return;
            }

            var servers = await connection.ListAsync(Board.Server, Release, cancellation);
            var isShared = servers.Any(other => other.Id != server.Id && other.Group == server.Group);
            // Devices of a group that somebody made for two servers stay with the other one.
            foreach (var device in isShared ? [] : (await connection.ListAsync(Board.Device, Release, cancellation)).Where(d => d.Group == server.Group))
            {
                await groups.LeaveAsync(device.Id, server.Group, Release, cancellation);
            }

            await groups.LeaveAsync(server.Id, server.Group, Release, cancellation);
        },
        cancellation);

    private async Task<NodePlace> AllocateAloneAsync(NodeWish wish, CancellationToken cancellation)
    {
        var servers = await BeforeChangeAsync(() => connection.ListAsync(Board.Server, Allocate, cancellation));
        var devices = await BeforeChangeAsync(() => connection.ListAsync(Board.Device, Allocate, cancellation));
        var wanted = wish.Requirements.PciDevices;
        RefuseLack(wanted, devices);
        foreach (var server in FreeServers(servers, devices, wish.TakenIndexes).Where(server => !(server.MaxDevices < wanted.Count)))
        {
            if (await wish.ClaimAsync(PlaceOf(server), cancellation) && await FillAsync(server, wanted, devices, cancellation))
            {
                return PlaceOf(server);
            }
        }

        throw EemFailures.NothingFree(
            $"The ExpEther manager '{connection.PodName}' has no free server board"
            + (wanted.Count == 0 ? "." : $" that takes {wanted.Count} device(s)."));
    }

    /// <summary>Servers that nobody uses: neither a node of ours, nor down, nor with devices that somebody else gave it. Those without a
    /// group first: a group without devices may be what is left of an earlier use.</summary>
    private static IEnumerable<Board> FreeServers(
        IReadOnlyList<Board> servers, IReadOnlyList<Board> devices, IReadOnlyCollection<string> taken) => servers
        .Where(server => server.IsUp && !taken.Contains(server.Id)
            && !(server.HasGroup && (devices.Any(d => d.Group == server.Group) || servers.Any(s => s.Id != server.Id && s.Group == server.Group))))
        .OrderBy(server => server.HasGroup);

    /// <summary>Says of every type at once of which there is too little, before anything is touched.</summary>
    private void RefuseLack(IReadOnlyList<string> wanted, IReadOnlyList<Board> devices)
    {
        var lacking = wanted.CountBy(type => type)
            .Select(type => (Type: type.Key, Wanted: type.Value, Free: FreeDevices(devices, type.Key).Count()))
            .Where(type => type.Free < type.Wanted)
            .Select(type => $"{type.Wanted} of type {type.Type} wanted, {type.Free} free")
            .ToList();
        if (lacking.Count > 0)
        {
            throw EemFailures.NothingFree($"The ExpEther manager '{connection.PodName}' has not enough devices: {string.Join("; ", lacking)}.");
        }
    }

    private static IEnumerable<Board> FreeDevices(IReadOnlyList<Board> devices, string type) =>
        devices.Where(device => !device.HasGroup && device.IsUp && device.DeviceType == type);

    /// <summary>Gives the server its group and its devices, or undoes all of it. False when the server itself was taken meanwhile.</summary>
    private async Task<bool> FillAsync(Board server, IReadOnlyList<string> wanted, IReadOnlyList<Board> devices, CancellationToken cancellation)
    {
        var assembly = new Assembly(groups, server, Allocate);
        try
        {
            if (!await assembly.OpenAsync(cancellation))
            {
                return false;
            }

            var tried = new HashSet<string>();
            foreach (var type in wanted)
            {
                await AddOneAsync(assembly, type, FreeDevices(devices, type).Where(device => tried.Add(device.Id)), cancellation);
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

        return true;
    }

    /// <summary>The first of the candidates that nobody else has meanwhile.</summary>
    private async Task AddOneAsync(Assembly assembly, string type, IEnumerable<Board> candidates, CancellationToken cancellation)
    {
        foreach (var device in candidates)
        {
            if (await assembly.AddAsync(device, cancellation))
            {
                return;
            }
        }

        throw EemFailures.NothingFree($"The ExpEther manager '{connection.PodName}' has no free device of type {type} any more: somebody else was faster.");
    }

    /// <summary>Undoes, and says so by the kind: after a whole undo nothing was made; otherwise the core has to release the place.</summary>
    private static async Task<DriverException> UndoneAsync(Assembly assembly, DriverException exception, CancellationToken cancellation)
    {
        var left = await assembly.UndoAsync(cancellation);
        return left is null
            ? new DriverException(DriverFault.Refused, exception.Failure, exception)
            : new DriverException(
                DriverFault.Broken, exception.Failure with { Detail = $"{exception.Failure.Detail} Not all of it could be undone at once: {left}" }, exception);
    }
}
