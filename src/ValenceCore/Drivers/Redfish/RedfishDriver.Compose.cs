using System.Text.Json;

namespace ValenceCore.Drivers.Redfish;

/// <summary>Composes in the way that the service offers: Intel's composed nodes where there are some, else the standard's resource blocks.</summary>
internal sealed partial class RedfishDriver : IComposeNodes
{
    private readonly RackScaleNodes rackScale = new(connection);
    private readonly StandardSystems standard = new(connection, reader);

    public async Task<NodePlace> AllocateAsync(NodeWish wish, CancellationToken cancellation)
    {
        var root = await BeforeChangeAsync(() => connection.RootAsync(Stages.Allocate, cancellation));
        return await (RackScaleNodes.NodesPath(root) is null ? (IComposeDialect)standard : rackScale).AllocateAsync(wish, cancellation);
    }

    public async Task AssembleAsync(NodePlace node, CancellationToken cancellation) =>
        await (await DialectOfAsync(node, Stages.Assemble, cancellation)).AssembleAsync(node, cancellation);

    public async Task<AssemblyState> ReadAssemblyAsync(NodePlace node, CancellationToken cancellation) =>
        await (await DialectOfAsync(node, Stages.Assemble, cancellation)).ReadAssemblyAsync(node, cancellation);

    public Task<NodePlace?> FindMarkedAsync(string marker, CancellationToken cancellation) =>
        FirstFoundAsync(dialect => dialect.FindMarkedAsync(marker, cancellation), cancellation);

    public Task<NodePlace?> FindAsync(string index, CancellationToken cancellation) =>
        FirstFoundAsync(dialect => dialect.FindAsync(index, cancellation), cancellation);

    public async Task ReleaseAsync(NodePlace node, CancellationToken cancellation)
    {
        var owned = await IdentityAsync(node, cancellation);
        try
        {
            await AskToReleaseAsync(node, cancellation);
        }
        catch (DriverException exception) when (exception.Kind == DriverFault.Silent)
        {
            await UntilGoneAsync(node, owned, exception, cancellation);
        }
    }

    /// <summary>What goes wrong before the change is sent means that nothing was made, whatever kind of silence it was.</summary>
    public static async Task<T> BeforeChangeAsync<T>(Func<Task<T>> prepare)
    {
        try
        {
            return await prepare();
        }
        catch (DriverException exception) when (exception.Kind is DriverFault.Silent or DriverFault.Broken or DriverFault.Malformed)
        {
            throw new DriverException(DriverFault.Unreachable, exception.Failure, exception);
        }
    }

    /// <summary>A node that is a computer system was composed by the standard; every other one is Intel's.</summary>
    private async Task<IComposeDialect> DialectOfAsync(NodePlace node, string stage, CancellationToken cancellation) =>
        (await BeforeChangeAsync(() => connection.KnownRootAsync(stage, cancellation))).Link("Systems") is { } systems
        && node.Uri.StartsWith(systems.TrimEnd('/') + "/", StringComparison.Ordinal)
            ? standard
            : rackScale;

    private async Task<NodePlace?> FirstFoundAsync(Func<IComposeDialect, Task<NodePlace?>> find, CancellationToken cancellation)
    {
        var root = await connection.RootAsync(Stages.FindNode, cancellation);
        var hasNodes = RackScaleNodes.NodesPath(root) is not null;
        return (hasNodes ? await find(rackScale) : null)
            ?? (!hasNodes || root.Link("CompositionService") is not null ? await find(standard) : null);
    }

    private async Task AskToReleaseAsync(NodePlace node, CancellationToken cancellation)
    {
        try
        {
            await (await DialectOfAsync(node, Stages.Release, cancellation)).ReleaseAsync(node, cancellation);
        }
        catch (DriverException exception) when (exception.Kind == DriverFault.Missing)
        {
            // Gone already, which is what was wanted.
        }
    }

    /// <summary>What tells a node from the next one in its place; null when the pod does not show it.</summary>
    private async Task<string?> IdentityAsync(NodePlace node, CancellationToken cancellation)
    {
        try
        {
            return IdentityOf(await connection.FindAsync(node.Uri, Stages.Release, cancellation));
        }
        catch (DriverException)
        {
            // A node that cannot be read can be given back all the same.
            return null;
        }
    }

    private static string? IdentityOf(JsonElement? node) => node is null ? null : $"{node.Text("UUID")} {node.Text("Description")}";

    /// <summary>After a lost answer the pod may still be erasing drives, or may never have been asked: looks, and asks again while the node is there,
    /// until it is gone, or the next one is in its place, or the deadline has passed. Where it could not be read before, what is there now may be the
    /// next one, which must not be released: then it is only looked whether it goes, and not for long, since the caller may ask again.</summary>
    private async Task UntilGoneAsync(NodePlace node, string? owned, DriverException lost, CancellationToken cancellation)
    {
        var due = host.Time.GetUtcNow() + (owned is null ? host.Timeouts.Request : host.Timeouts.Release);
        while (true)
        {
            try
            {
                var found = await connection.FindAsync(node.Uri, Stages.Release, cancellation);
                if (found is null || (owned is not null && IdentityOf(found) != owned))
                {
                    return;
                }

                if (owned is not null)
                {
                    await AskToReleaseAsync(node, cancellation);
                    return;
                }
            }
            catch (DriverException exception) when (IsNotNow(exception))
            {
                // Look again.
            }

            if (host.Time.GetUtcNow() >= due)
            {
                throw new DriverException(lost.Kind, lost.Failure, lost);
            }

            await Task.Delay(host.Timeouts.Poll, host.Time, cancellation);
        }
    }

    /// <summary>No answer again, or one that a pod gives while it is busy, among others with what it was asked the first time.</summary>
    private static bool IsNotNow(DriverException exception) =>
        exception.Kind is DriverFault.Silent or DriverFault.Unreachable or DriverFault.Refused || exception.Failure.Status is 503 or 504;
}
