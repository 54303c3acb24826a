using System.Data.Common;
using System.Globalization;
using ValenceCore.Failures;
using ValenceCore.Store;

namespace ValenceCore.Composition;

/// <summary>The rows of nodes. A node is unique by pod and index, so that two rows can never mean one machine.</summary>
internal sealed class NodeStore(Database database, TimeProvider time)
{
    private const string Columns =
        "uuid, name, description, podm_id, node_index, resource_uri, flavor_id, state, origin, managed_by, ironic_uuid, pod_account, instance_id, created_at, updated_at";

    /// <summary>Filters of the list by the name that clients know (valence-api 1.8).</summary>
    private static readonly Dictionary<string, string> Filters = new()
    {
        ["uuid"] = "uuid = @{0}",
        ["name"] = "name = @{0}",
        ["podm_id"] = "podm_id = @{0}",
        ["index"] = "node_index = @{0}",
        ["resource_uri"] = "resource_uri = @{0}",
        ["managed_by"] = "managed_by = @{0}",
        ["flavor_id"] = "flavor_id = @{0}",
        ["instance_id"] = "instance_id = @{0}",
        ["state"] = "state = @{0}",
        ["created_at"] = "created_at / 1000 = @{0}",
        ["updated_at"] = "updated_at / 1000 = @{0}",
    };

    public static IReadOnlyCollection<string> FilterNames => Filters.Keys;

    /// <summary>Nodes that match all filters. One that is still being composed is not listed: it has no index yet.</summary>
    public async Task<IReadOnlyList<ComposedNode>> ListAsync(
        IReadOnlyDictionary<string, string> filters, CancellationToken cancellation)
    {
        var parameters = new Dictionary<string, object?>();
        var conditions = new List<string> { $"state <> '{NodeStates.Composing}'" };
        foreach (var (name, value) in filters)
        {
            conditions.Add(string.Format(CultureInfo.InvariantCulture, Filters[name], name));
            parameters[name] = name is "created_at" or "updated_at" ? Second(value) : value;
        }

        await using var session = await database.OpenAsync(cancellation);
        var rows = await session.QueryAsync<Row>(
            $"SELECT {Columns} FROM nodes WHERE {string.Join(" AND ", conditions)} ORDER BY created_at, uuid", parameters);
        return [.. rows.Select(row => row.ToNode())];
    }

    public async Task<Outcome<ComposedNode>> FindAsync(string uuid, CancellationToken cancellation)
    {
        await using var session = await database.OpenAsync(cancellation);
        var row = await session.SingleAsync<Row>($"SELECT {Columns} FROM nodes WHERE uuid = @uuid", new { uuid });
        return row is null ? Failure.NotFound("node", uuid) : row.ToNode();
    }

    /// <summary>Ids in one pod of the nodes that stand there by our doing.</summary>
    public async Task<IReadOnlyCollection<string>> IndexesAsync(string podId, CancellationToken cancellation)
    {
        await using var session = await database.OpenAsync(cancellation);
        return await session.QueryAsync<string>(
            "SELECT node_index FROM nodes WHERE podm_id = @podId AND node_index IS NOT NULL", new { podId });
    }

    /// <summary>The pod of each node that has one, by the node's uuid; of one that is being composed the pod that is asked for it.</summary>
    public async Task<IReadOnlyDictionary<string, string>> PodsAsync(CancellationToken cancellation)
    {
        await using var session = await database.OpenAsync(cancellation);
        return (await session.QueryAsync<Row>("SELECT uuid, podm_id FROM nodes WHERE podm_id IS NOT NULL")).ToDictionary(row => row.Uuid, row => row.PodmId!);
    }

    public async Task<Outcome<Done>> AddAsync(ComposedNode node, CancellationToken cancellation)
    {
        await using var session = await database.OpenAsync(cancellation);
        try
        {
            await session.ExecuteAsync(
                $"""
                INSERT INTO nodes ({Columns}) VALUES (@Uuid, @Name, @Description, @PodmId, @NodeIndex, @ResourceUri, @FlavorId, @State,
                    @Origin, @ManagedBy, @IronicUuid, @PodAccount, @InstanceId, @CreatedAt, @UpdatedAt)
                """,
                Row.Of(node));
            return Done.Value;
        }
        catch (DbException exception) when (Database.IsUniqueViolation(exception))
        {
            return Failure.AlreadyExists($"The node '{node.Index}' of this pod manager is managed already.");
        }
        catch (DbException exception) when (Database.IsForeignKeyViolation(exception))
        {
            return Failure.NotFound("pod manager", node.PodId!);
        }
    }

    /// <summary>Notes which pod is asked for the node, before it is asked; a place claimed in another is given up. 404 when that pod manager was
    /// deleted meanwhile.</summary>
    public Task<Outcome<Done>> SetPodAsync(string uuid, string? podId, CancellationToken cancellation) =>
        ChangeAsync("podm_id = @podId, node_index = NULL, resource_uri = NULL", uuid, new { uuid, podId, Now = time.Now() }, cancellation);

    /// <param name="origin">One of <see cref="NodeOrigins"/>.</param>
    public Task<Outcome<Done>> SetPlaceAsync(string uuid, NodePlace place, string origin, CancellationToken cancellation) => ChangeAsync(
        "node_index = @Index, resource_uri = @Uri, origin = @origin", uuid, new { uuid, place.Index, place.Uri, origin, Now = time.Now() }, cancellation);

    public Task<Outcome<Done>> SetStateAsync(string uuid, string state, CancellationToken cancellation) =>
        ChangeAsync("state = @state", uuid, new { uuid, state, Now = time.Now() }, cancellation);

    /// <summary>Moves the node if it is in the first state still; false when something else has happened to it.</summary>
    public Task<bool> MoveAsync(string uuid, string from, string to, CancellationToken cancellation) =>
        TryAsync("UPDATE nodes SET state = @to, updated_at = @Now WHERE uuid = @uuid AND state = @from", new { uuid, from, to, Now = time.Now() }, cancellation);

    public Task<Outcome<Done>> SetManagerAsync(string uuid, string? managedBy, CancellationToken cancellation) =>
        ChangeAsync("managed_by = @managedBy", uuid, new { uuid, managedBy, Now = time.Now() }, cancellation);

    /// <summary>Notes the account that the node has at its pod, before it is made and when it is; null when it is gone.</summary>
    public Task<Outcome<Done>> SetAccountAsync(string uuid, string? account, CancellationToken cancellation) =>
        ChangeAsync("pod_account = @account", uuid, new { uuid, account, Now = time.Now() }, cancellation);

    /// <summary>Claims the node for one registration, which may be repeated; false when another has it.</summary>
    public Task<bool> ClaimIronicAsync(string uuid, string ironicUuid, CancellationToken cancellation) =>
        TryAsync(
            "UPDATE nodes SET ironic_uuid = @ironicUuid, updated_at = @Now WHERE uuid = @uuid AND (ironic_uuid IS NULL OR ironic_uuid = @ironicUuid)",
            new { uuid, ironicUuid, Now = time.Now() }, cancellation);

    /// <summary>Forgets the registration that holds the node under this Ironic uuid, and no other.</summary>
    public Task<bool> DropIronicAsync(string uuid, string ironicUuid, CancellationToken cancellation) =>
        TryAsync(
            "UPDATE nodes SET ironic_uuid = NULL, managed_by = NULL, updated_at = @Now WHERE uuid = @uuid AND ironic_uuid = @ironicUuid",
            new { uuid, ironicUuid, Now = time.Now() }, cancellation);

    public async Task RemoveAsync(string uuid, CancellationToken cancellation)
    {
        await using var session = await database.OpenAsync(cancellation);
        await session.ExecuteAsync("DELETE FROM nodes WHERE uuid = @uuid", new { uuid });
    }

    private async Task<Outcome<Done>> ChangeAsync(string assignment, string uuid, object parameters, CancellationToken cancellation)
    {
        await using var session = await database.OpenAsync(cancellation);
        try
        {
            var changed = await session.ExecuteAsync($"UPDATE nodes SET {assignment}, updated_at = @Now WHERE uuid = @uuid", parameters);
            return changed == 1 ? Done.Value : Failure.NotFound("node", uuid);
        }
        catch (DbException exception) when (Database.IsUniqueViolation(exception))
        {
            return Failure.Conflict("Another node of this service already stands at this place of the pod; sort that one out first.");
        }
        catch (DbException exception) when (Database.IsForeignKeyViolation(exception))
        {
            return Failure.NotFound("The pod manager is not registered any more.");
        }
    }

    private async Task<bool> TryAsync(string sql, object parameters, CancellationToken cancellation)
    {
        await using var session = await database.OpenAsync(cancellation);
        return await session.ExecuteAsync(sql, parameters) == 1;
    }

    private static long Second(string shown) =>
        DateTimeOffset.TryParseExact(
            shown, "yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment.ToUnixTimeSeconds()
            : -1;

    private sealed class Row
    {
        public string Uuid { get; init; } = "";

        public string Name { get; init; } = "";

        public string? Description { get; init; }

        public string? PodmId { get; init; }

        public string? NodeIndex { get; init; }

        public string? ResourceUri { get; init; }

        public string? FlavorId { get; init; }

        public string State { get; init; } = "";

        public string Origin { get; init; } = "";

        public string? ManagedBy { get; init; }

        public string? IronicUuid { get; init; }

        public string? PodAccount { get; init; }

        public string? InstanceId { get; init; }

        public long CreatedAt { get; init; }

        public long UpdatedAt { get; init; }

        public static Row Of(ComposedNode node) => new()
        {
            Uuid = node.Uuid,
            Name = node.Name,
            Description = node.Description,
            PodmId = node.PodId,
            NodeIndex = node.Index,
            ResourceUri = node.ResourceUri,
            FlavorId = node.FlavorId,
            State = node.State,
            Origin = node.Origin,
            ManagedBy = node.ManagedBy,
            IronicUuid = node.IronicUuid,
            PodAccount = node.PodAccount,
            InstanceId = node.InstanceId,
            CreatedAt = node.CreatedAt,
            UpdatedAt = node.UpdatedAt,
        };

        public ComposedNode ToNode() => new()
        {
            Uuid = Uuid,
            Name = Name,
            Description = Description,
            PodId = PodmId,
            Index = NodeIndex,
            ResourceUri = ResourceUri,
            FlavorId = FlavorId,
            State = State,
            Origin = Origin,
            ManagedBy = ManagedBy,
            IronicUuid = IronicUuid,
            PodAccount = PodAccount,
            InstanceId = InstanceId,
            CreatedAt = CreatedAt,
            UpdatedAt = UpdatedAt,
        };
    }
}
