using System.Text.Json.Nodes;
using ValenceCore.Composition;
using ValenceCore.Failures;
using ValenceCore.Store;

namespace ValenceCore.Inventory;

/// <summary>The rows of pooled devices, and the claims on them.</summary>
internal sealed class DeviceStore(Database database, TimeProvider time) : IClaimDevices
{
    private const string Free = "free";
    private const string Allocated = "allocated";

    private const string Columns =
        "uuid, podm_id, type, state, node_id, resource_uri, pooled_group_id, properties, extra, created_at, updated_at";

    /// <summary>Filters of the list (valence-api 1.11); each is a column.</summary>
    public static readonly IReadOnlyList<string> FilterNames =
        ["node_id", "podm_id", "type", "state", "pooled_group_id", "resource_uri", "uuid"];

    public async Task<IReadOnlyList<DeviceRow>> ListAsync(IReadOnlyDictionary<string, string> filters, CancellationToken cancellation)
    {
        var where = filters.Count == 0 ? "" : $"WHERE {string.Join(" AND ", filters.Keys.Select(name => $"{name} = @{name}"))}";
        await using var session = await database.OpenAsync(cancellation);
        return await session.QueryAsync<DeviceRow>(
            $"SELECT {Columns} FROM devices {where} ORDER BY podm_id, resource_uri",
            filters.ToDictionary(pair => pair.Key, pair => (object)pair.Value));
    }

    public async Task<Outcome<DeviceRow>> ShowAsync(string uuid, CancellationToken cancellation)
    {
        await using var session = await database.OpenAsync(cancellation);
        var row = await session.SingleAsync<DeviceRow>($"SELECT {Columns} FROM devices WHERE uuid = @uuid", new { uuid });
        return row is null ? Failure.NotFound("device", uuid) : row;
    }

    /// <summary>Makes the rows of one pod equal to what the pod shows, every field of them (D-21).</summary>
    /// <param name="began">When the pod was asked. A device that was claimed or freed since then stays as it is: the pod had not yet that to tell.</param>
    public async Task SynchroniseAsync(
        string podId, IReadOnlyList<PooledDevice> devices, long began, Func<Guid> newId, CancellationToken cancellation)
    {
        await using var session = await database.OpenAsync(cancellation);
        await session.BeginAsync();
        var known = (await session.QueryAsync<DeviceRow>($"SELECT {Columns} FROM devices WHERE podm_id = @podId", new { podId }))
            .ToDictionary(row => row.ResourceUri);
        foreach (var gone in known.Keys.Except(devices.Select(device => device.Uri)))
        {
            await session.ExecuteAsync(
                "DELETE FROM devices WHERE podm_id = @podId AND resource_uri = @gone", new { podId, gone });
        }

        // What an operation has claimed and the pod has not been asked for yet looks free in the pod; the claim is the truth.
        var busy = (await session.QueryAsync<string>(
            """
            SELECT nodes.node_index FROM nodes JOIN operation_claims ON operation_claims.subject = 'node:' || nodes.uuid
            WHERE nodes.podm_id = @podId AND nodes.node_index IS NOT NULL
            """,
            new { podId })).ToHashSet();
        foreach (var seen in devices)
        {
            var isClaimed = seen.NodeIndex is null && known.GetValueOrDefault(seen.Uri)?.NodeId is { } claimer && busy.Contains(claimer);
            var device = isClaimed ? seen with { NodeIndex = known[seen.Uri].NodeId } : seen;
            await session.ExecuteAsync(
                $"""
                INSERT INTO devices ({Columns}) VALUES (@Uuid, @PodmId, @Type, @State, @NodeId, @ResourceUri, @PooledGroupId, @Properties,
                    @Extra, @CreatedAt, @UpdatedAt)
                ON CONFLICT (podm_id, resource_uri) DO UPDATE SET type = @Type, state = @State, node_id = @NodeId,
                    pooled_group_id = @PooledGroupId, properties = @Properties, extra = @Extra, updated_at = @UpdatedAt
                    WHERE devices.updated_at <= @UpdatedAt
                """,
                RowOf(podId, device, known.GetValueOrDefault(device.Uri)?.Uuid ?? newId().ToString(), began));
        }

        await session.CommitAsync();
    }

    public async Task<Outcome<ClaimableDevice>> FindAsync(string deviceId, CancellationToken cancellation)
    {
        var row = await ShowAsync(deviceId, cancellation);
        return row.Failed(out var missing)
            ? missing
            : new ClaimableDevice(row.Value.Uuid, row.Value.PodmId, row.Value.ResourceUri, row.Value.NodeId);
    }

    public async Task<Outcome<Done>> ClaimAsync(string deviceId, string nodeIndex, bool isRepeated, CancellationToken cancellation)
    {
        await using var session = await database.OpenAsync(cancellation);
        var claimed = await session.ExecuteAsync(
            $"""
            UPDATE devices SET state = @Allocated, node_id = @nodeIndex, updated_at = @Now
            WHERE uuid = @deviceId AND (state = @Free{(isRepeated ? " OR node_id = @nodeIndex" : "")})
            """,
            new { Allocated, Free, nodeIndex, deviceId, Now = time.Now() });
        return claimed == 1 ? Done.Value : Failure.BadRequest($"The device '{deviceId}' is already attached to a node.");
    }

    public async Task FreeAsync(string deviceId, string nodeIndex, CancellationToken cancellation)
    {
        await using var session = await database.OpenAsync(cancellation);
        await session.ExecuteAsync(
            "UPDATE devices SET state = @Free, node_id = NULL, updated_at = @Now WHERE uuid = @deviceId AND node_id = @nodeIndex",
            new { Free, deviceId, nodeIndex, Now = time.Now() });
    }

    public async Task FreeAllAsync(string podId, string nodeIndex, CancellationToken cancellation)
    {
        await using var session = await database.OpenAsync(cancellation);
        await session.ExecuteAsync(
            "UPDATE devices SET state = @Free, node_id = NULL, updated_at = @Now WHERE podm_id = @podId AND node_id = @nodeIndex",
            new { Free, podId, nodeIndex, Now = time.Now() });
    }

    /// <summary>Empty of a device that tells nothing, such as a 10G board (valence-api 1.11).</summary>
    private static JsonObject ExtraOf(PooledDevice device) => device is { Vendor: null, Name: null }
        ? []
        : new JsonObject { ["vendor_name"] = device.Vendor, ["device_name"] = device.Name };

    private static DeviceRow RowOf(string podId, PooledDevice device, string uuid, long moment) => new()
    {
        Uuid = uuid,
        PodmId = podId,
        Type = device.Type,
        State = device.NodeIndex is null ? Free : Allocated,
        NodeId = device.NodeIndex,
        ResourceUri = device.Uri,
        PooledGroupId = device.PoolId,
        Properties = new JsonObject
        {
            ["device_id"] = device.DeviceId,
            ["mac_address"] = device.Mac,
            ["model"] = device.Model,
            ["capacity_bytes"] = device.CapacityBytes,
            ["protocol"] = device.Protocol,
            ["ready"] = device.IsReady,
        }.ToJsonString(),
        Extra = ExtraOf(device).ToJsonString(),
        CreatedAt = moment,
        UpdatedAt = moment,
    };
}

internal sealed class DeviceRow
{
    public string Uuid { get; init; } = "";

    public string PodmId { get; init; } = "";

    public string? Type { get; init; }

    public string State { get; init; } = "";

    public string? NodeId { get; init; }

    public string ResourceUri { get; init; } = "";

    public string? PooledGroupId { get; init; }

    public string Properties { get; init; } = "";

    public string Extra { get; init; } = "";

    public long CreatedAt { get; init; }

    public long UpdatedAt { get; init; }

    public PooledDevice ToDevice()
    {
        var (properties, extra) = (JsonNode.Parse(Properties)!, JsonNode.Parse(Extra)!);
        return new PooledDevice(
            ResourceUri, (string?)properties["device_id"] ?? "", Type, NodeId, PooledGroupId, (string?)properties["model"],
            (string?)extra["vendor_name"], (string?)extra["device_name"], (long?)properties["capacity_bytes"])
        {
            Protocol = (string?)properties["protocol"],
            IsReady = (bool?)properties["ready"] ?? true,
        };
    }
}
