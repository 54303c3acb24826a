using ValenceCore.Registration;

namespace ValenceCore.Instances;

/// <summary>Finds the machines that Ironic has anyway and that will do for a wish.</summary>
internal sealed class PreSetServers(IRegisterNodes ironic)
{
    /// <summary>In the order in which they are to be asked for: those of one resource class at a time, those that were tried before last.</summary>
    public async Task<IReadOnlyList<ServerWish>> FindAsync(InstanceWish wish, IReadOnlyList<string> tried, CancellationToken cancellation)
    {
        var fitting = (await ironic.ListAsync(cancellation)).Where(server => Fits(server, wish)).ToList();
        return
        [
            .. fitting.GroupBy(server => (IsTried: tried.Contains(server.IronicUuid), Class: server.ResourceClass!)).OrderBy(group => group.Key.IsTried)
                .ThenBy(group => group.Key.Class, StringComparer.Ordinal)
                .Select(group => new ServerWish(group.Key.Class, wish.Flavor.Traits, [.. group.Select(server => server.IronicUuid)])),
        ];
    }

    /// <summary>Nobody's, at hand, and at least what the flavor asks for. What Ironic does not tell of a server it is not refused for.</summary>
    private static bool Fits(IronicNode server, InstanceWish wish)
    {
        var wanted = wish.Flavor.Requirements;
        return server is { NodeUuid: null, InstanceUuid: null, ProvisionState: "available", Maintenance: not true, ResourceClass: { } ofClass }
            && (wish.Flavor.ResourceClass is null || wish.Flavor.ResourceClass == ofClass)
            && wish.Flavor.Traits.All(server.Traits.Contains)
            && (wish.Zone is null || server.ConductorGroup == wish.Zone)
            && (server.DeployInterface is null || server.DeployInterface == "ramdisk" == (wish.Image.BootIso is not null))
            && !(server.Cpus < wanted.TotalCores) && !(server.MemoryMb < wanted.MemoryMiB)
            && !(server.LocalGb < (wanted.Drives.Count == 0 ? 0 : wanted.Drives.Min(drive => drive.CapacityGiB ?? 0) - 1));
    }
}
