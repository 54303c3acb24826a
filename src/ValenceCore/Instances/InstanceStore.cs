using System.Text.Json;
using System.Text.Json.Nodes;
using ValenceCore.Failures;
using ValenceCore.Operations;
using ValenceCore.Store;

namespace ValenceCore.Instances;

/// <summary>The rows of instances. States and steps are written by <see cref="InstanceLedger"/>, with the operations that they are of.</summary>
internal sealed class InstanceStore(Database database, TimeProvider time)
{
    private const string Columns =
        "uuid, name, description, owner, state, step, power_state, composed, flavor_id, wish, locked_by, node_uuid, ironic_uuid, fault, operation_id, "
        + "batch_id, launched_at, created_at, updated_at";

    public async Task<IReadOnlyList<Instance>> ListAsync(CancellationToken cancellation)
    {
        await using var session = await database.OpenAsync(cancellation);
        return [.. (await session.QueryAsync<Row>($"SELECT {Columns} FROM instances ORDER BY created_at, uuid")).Select(row => row.ToInstance())];
    }

    public async Task<Outcome<Instance>> FindAsync(string uuid, CancellationToken cancellation)
    {
        await using var session = await database.OpenAsync(cancellation);
        return await FindAsync(session, uuid) is { } instance ? instance : Failure.NotFound("instance", uuid);
    }

    public static async Task<Instance?> FindAsync(DatabaseSession session, string uuid) =>
        (await session.SingleAsync<Row>($"SELECT {Columns} FROM instances WHERE uuid = @uuid", new { uuid }))?.ToInstance();

    /// <summary>The instances that have servers of Ironic, by these.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ServersAsync(CancellationToken cancellation)
    {
        await using var session = await database.OpenAsync(cancellation);
        var rows = await session.QueryAsync<Row>("SELECT uuid, ironic_uuid FROM instances WHERE ironic_uuid IS NOT NULL");
        return rows.DistinctBy(row => row.IronicUuid).ToDictionary(row => row.IronicUuid!, row => row.Uuid);
    }

    /// <summary>Within the transaction that stores the operations which make them. 409 when the owner would have more than the quota.</summary>
    public static async Task<Failure?> AddAsync(DatabaseSession session, IReadOnlyList<Instance> instances, int? quota)
    {
        if (quota is { } most)
        {
            var owner = instances[0].Owner ?? "";
            var has = await session.SingleAsync<long>(
                "SELECT COUNT(*) FROM instances WHERE COALESCE(owner, '') = @owner AND state <> @Error", new { owner, InstanceStates.Error });
            if (has + instances.Count > most)
            {
                return Failure.Conflict($"The quota is {most} instance(s); there are {has}, and {instances.Count} more are asked for.");
            }
        }

        foreach (var instance in instances)
        {
            await session.ExecuteAsync(
                """
                INSERT INTO instances (uuid, name, description, owner, state, flavor_id, wish, batch_id, created_at, updated_at)
                VALUES (@Uuid, @Name, @Description, @Owner, @State, @FlavorId, @Document, @BatchId, @CreatedAt, @UpdatedAt)
                """,
                new
                {
                    instance.Uuid, instance.Name, instance.Description, instance.Owner, instance.State, instance.FlavorId,
                    Document = instance.Wish.ToJson().ToJsonString(), instance.BatchId, instance.CreatedAt, instance.UpdatedAt,
                });
        }

        return null;
    }

    /// <summary>Changes what nobody but its owner cares for.</summary>
    public async Task<Outcome<Done>> ChangeAsync(Instance changed, CancellationToken cancellation)
    {
        await using var session = await database.OpenAsync(cancellation);
        var rows = await session.ExecuteAsync(
            "UPDATE instances SET name = @Name, description = @Description, wish = @Document, locked_by = @LockedBy, updated_at = @Now WHERE uuid = @Uuid",
            new { changed.Uuid, changed.Name, changed.Description, Document = changed.Wish.ToJson().ToJsonString(), changed.LockedBy, Now = time.Now() });
        return rows == 1 ? Done.Value : Failure.NotFound("instance", changed.Uuid);
    }

    /// <summary>Has what is under way on the instance end in its deletion.</summary>
    public async Task WantDeletedAsync(string uuid, CancellationToken cancellation)
    {
        await using var session = await database.OpenAsync(cancellation);
        await session.ExecuteAsync("UPDATE instances SET delete_wanted = 1, updated_at = @Now WHERE uuid = @uuid", new { uuid, Now = time.Now() });
    }

    private sealed class Row
    {
        public string Uuid { get; init; } = "";

        public string Name { get; init; } = "";

        public string? Description { get; init; }

        public string? Owner { get; init; }

        public string State { get; init; } = "";

        public string? Step { get; init; }

        public string? PowerState { get; init; }

        public long? Composed { get; init; }

        public string? FlavorId { get; init; }

        public string Wish { get; init; } = "";

        public string? LockedBy { get; init; }

        public string? NodeUuid { get; init; }

        public string? IronicUuid { get; init; }

        public string? Fault { get; init; }

        public string? OperationId { get; init; }

        public string? BatchId { get; init; }

        public long? LaunchedAt { get; init; }

        public long CreatedAt { get; init; }

        public long UpdatedAt { get; init; }

        public Instance ToInstance() => new()
        {
            Uuid = Uuid,
            Name = Name,
            Description = Description,
            Owner = Owner,
            State = State,
            Step = Step,
            PowerState = PowerState,
            Composed = Composed is { } composed ? composed == 1 : null,
            FlavorId = FlavorId,
            Wish = InstanceWish.Of((JsonObject)JsonNode.Parse(Wish)!),
            LockedBy = LockedBy,
            NodeUuid = NodeUuid,
            IronicUuid = IronicUuid,
            Fault = Fault is null ? null : JsonSerializer.Deserialize(Fault, OperationJsonContext.Default.Failure),
            OperationId = OperationId,
            BatchId = BatchId,
            LaunchedAt = LaunchedAt,
            CreatedAt = CreatedAt,
            UpdatedAt = UpdatedAt,
        };
    }
}
