using ValenceCore.Operations;
using ValenceCore.Store;

namespace ValenceCore.Reconciliation;

/// <summary>What the store says, of all rooms at once, for those who compare.</summary>
internal sealed class ReconciliationStore(Database database)
{
    private const string UnderWay = $"SELECT id FROM operations WHERE state IN ({OperationStates.UnfinishedSql})";

    public async Task<IReadOnlyList<KnownNode>> NodesAsync(CancellationToken cancellation)
    {
        await using var session = await database.OpenAsync(cancellation);
        var claimed = (await session.QueryAsync<string>("SELECT subject FROM operation_claims")).ToHashSet();
        return [.. (await session.QueryAsync<Row>("SELECT uuid, name, podm_id, node_index, state, ironic_uuid, pod_account FROM nodes ORDER BY created_at, uuid"))
            .Select(row => new KnownNode(row.Uuid, row.Name, row.PodmId, row.NodeIndex, row.State, row.IronicUuid, row.PodAccount, claimed.Contains($"node:{row.Uuid}")))];
    }

    public async Task<IReadOnlyList<HeldDevice>> HeldDevicesAsync(string podId, CancellationToken cancellation)
    {
        await using var session = await database.OpenAsync(cancellation);
        return [.. (await session.QueryAsync<DeviceRow>(
            "SELECT uuid, resource_uri, node_id FROM devices WHERE podm_id = @podId AND node_id IS NOT NULL ORDER BY resource_uri", new { podId }))
            .Select(row => new HeldDevice(row.Uuid, row.ResourceUri, row.NodeId))];
    }

    /// <summary>Subjects that are claimed by operations which are over.</summary>
    public async Task<IReadOnlyList<string>> LeftClaimsAsync(CancellationToken cancellation)
    {
        await using var session = await database.OpenAsync(cancellation);
        return await session.QueryAsync<string>($"SELECT subject FROM operation_claims WHERE operation_id NOT IN ({UnderWay}) ORDER BY subject");
    }

    /// <summary>False when it belongs to an operation after all.</summary>
    public async Task<bool> DropClaimAsync(string subject, CancellationToken cancellation)
    {
        await using var session = await database.OpenAsync(cancellation);
        return await session.ExecuteAsync($"DELETE FROM operation_claims WHERE subject = @subject AND operation_id NOT IN ({UnderWay})", new { subject }) == 1;
    }

    private sealed class Row
    {
        public string Uuid { get; init; } = "";

        public string Name { get; init; } = "";

        public string? PodmId { get; init; }

        public string? NodeIndex { get; init; }

        public string State { get; init; } = "";

        public string? IronicUuid { get; init; }

        public string? PodAccount { get; init; }
    }

    private sealed class DeviceRow
    {
        public string Uuid { get; init; } = "";

        public string ResourceUri { get; init; } = "";

        public string NodeId { get; init; } = "";
    }
}

/// <summary>A node's row, and whether an operation has it now.</summary>
internal sealed record KnownNode(string Uuid, string Name, string? PodId, string? Index, string State, string? IronicUuid, string? PodAccount, bool IsWorkedOn);

internal sealed record HeldDevice(string Uuid, string Uri, string NodeIndex);
