using System.Data.Common;
using ValenceCore.Failures;
using ValenceCore.Secrets;
using ValenceCore.Store;

namespace ValenceCore.PodManagers;

/// <summary>The rows of pod managers. Names and addresses are unique by constraint, so two racing requests cannot both win .</summary>
internal sealed class PodManagerStore(Database database, SecretBox secrets)
{
    private const string Columns =
        "uuid, name, url, driver, username, sealed_password, verify_ca, status, status_reason, description, location, resource_uri, "
        + "revision, created_at, updated_at";

    public async Task<IReadOnlyList<PodManager>> ListAsync(CancellationToken cancellation)
    {
        await using var session = await database.OpenAsync(cancellation);
        var rows = await session.QueryAsync<Row>($"SELECT {Columns} FROM pod_managers ORDER BY name");
        return [.. rows.Select(row => row.ToPodManager(secrets))];
    }

    public async Task<Outcome<PodManager>> FindAsync(string uuid, CancellationToken cancellation)
    {
        await using var session = await database.OpenAsync(cancellation);
        var row = await session.SingleAsync<Row>($"SELECT {Columns} FROM pod_managers WHERE uuid = @uuid", new { uuid });
        return row is null ? Failure.NotFound("pod manager", uuid) : row.ToPodManager(secrets);
    }

    public async Task<Outcome<Done>> AddAsync(PodManager pod, CancellationToken cancellation)
    {
        await using var session = await database.OpenAsync(cancellation);
        try
        {
            await session.ExecuteAsync(
                """
                INSERT INTO pod_managers (uuid, name, url, url_key, driver, username, sealed_password, verify_ca, status, status_reason,
                    description, location, resource_uri, revision, created_at, updated_at)
                VALUES (@Uuid, @Name, @Url, @UrlKey, @Driver, @Username, @SealedPassword, @VerifyCa, @Status, @StatusReason,
                    @Description, @Location, @ResourceUri, @Revision, @CreatedAt, @UpdatedAt)
                """,
                Row.Of(pod, secrets));
            return Done.Value;
        }
        catch (DbException exception) when (Database.IsUniqueViolation(exception))
        {
            return Duplicate(pod, exception);
        }
    }

    /// <summary>Stores a changed pod manager if nobody changed it meanwhile.</summary>
    public async Task<Outcome<Done>> ChangeAsync(PodManager pod, long expectedRevision, CancellationToken cancellation)
    {
        await using var session = await database.OpenAsync(cancellation);
        try
        {
            var row = Row.Of(pod, secrets);
            row.ExpectedRevision = expectedRevision;
            var changed = await session.ExecuteAsync(
                """
                UPDATE pod_managers SET name = @Name, driver = @Driver, username = @Username, sealed_password = @SealedPassword,
                    verify_ca = @VerifyCa, status = @Status, status_reason = @StatusReason, description = @Description,
                    location = @Location, resource_uri = @ResourceUri, revision = @Revision, updated_at = @UpdatedAt
                WHERE uuid = @Uuid AND revision = @ExpectedRevision
                """,
                row);
            return changed == 1 ? Done.Value : Failure.Conflict($"The pod manager '{pod.Name}' was changed at the same time; read it again.");
        }
        catch (DbException exception) when (Database.IsUniqueViolation(exception))
        {
            return Duplicate(pod, exception);
        }
    }

    public async Task SetHealthAsync(string uuid, PodHealth health, CancellationToken cancellation)
    {
        await using var session = await database.OpenAsync(cancellation);
        await session.ExecuteAsync(
            "UPDATE pod_managers SET status = @Status, status_reason = @Reason WHERE uuid = @uuid",
            new { uuid, health.Status, health.Reason });
    }

    /// <summary>Forgets a pod manager and its devices, unless a node stands on it .</summary>
    public async Task<Outcome<Done>> RemoveAsync(PodManager pod, CancellationToken cancellation)
    {
        await using var session = await database.OpenAsync(cancellation);
        await session.BeginAsync();
        var nodes = await session.SingleAsync<long>("SELECT COUNT(*) FROM nodes WHERE podm_id = @Uuid", new { pod.Uuid });
        if (nodes > 0)
        {
            return Failure.Conflict($"The pod manager '{pod.Name}' still has {nodes} node(s); delete them first.");
        }

        await session.ExecuteAsync("DELETE FROM devices WHERE podm_id = @Uuid", new { pod.Uuid });
        await session.ExecuteAsync("DELETE FROM pod_inventories WHERE podm_id = @Uuid", new { pod.Uuid });
        await session.ExecuteAsync("DELETE FROM pod_managers WHERE uuid = @Uuid", new { pod.Uuid });
        await session.CommitAsync();
        return Done.Value;
    }

    private static Failure Duplicate(PodManager pod, DbException exception) =>
        exception.Message.Contains("url_key", StringComparison.Ordinal)
            ? Failure.BadRequest($"A pod manager with the url '{pod.Url}' exists already.")
            : Failure.BadRequest($"A pod manager with the name '{pod.Name}' exists already.");

    private sealed class Row
    {
        public string Uuid { get; init; } = "";

        public string Name { get; init; } = "";

        public string Url { get; init; } = "";

        public string UrlKey { get; init; } = "";

        public string Driver { get; init; } = "";

        public string Username { get; init; } = "";

        public string SealedPassword { get; init; } = "";

        public string VerifyCa { get; init; } = "";

        public string Status { get; init; } = "";

        public string? StatusReason { get; init; }

        public string? Description { get; init; }

        public string? Location { get; init; }

        public string? ResourceUri { get; init; }

        public long Revision { get; init; }

        public long ExpectedRevision { get; set; }

        public long CreatedAt { get; init; }

        public long UpdatedAt { get; init; }

        public static Row Of(PodManager pod, SecretBox secrets) => new()
        {
            Uuid = pod.Uuid,
            Name = pod.Name,
            Url = pod.Url,
            UrlKey = PodUrl.Key(pod.Url),
            Driver = pod.Driver,
            Username = pod.Credentials.Username,
            SealedPassword = secrets.Seal(pod.Credentials.Password),
            VerifyCa = pod.VerifyCa.Text,
            Status = pod.Health.Status,
            StatusReason = pod.Health.Reason,
            Description = pod.Description,
            Location = pod.Location,
            ResourceUri = pod.ResourceUri,
            Revision = pod.Revision,
            CreatedAt = pod.CreatedAt,
            UpdatedAt = pod.UpdatedAt,
        };

        public PodManager ToPodManager(SecretBox secrets) => new()
        {
            Uuid = Uuid,
            Name = Name,
            Url = Url,
            Driver = Driver,
            Credentials = new PodCredentials(Username, secrets.Open(SealedPassword)),
            VerifyCa = PodManagers.VerifyCa.FromStore(VerifyCa),
            Health = new PodHealth(Status, StatusReason),
            Description = Description,
            Location = Location,
            ResourceUri = ResourceUri,
            Revision = Revision,
            CreatedAt = CreatedAt,
            UpdatedAt = UpdatedAt,
        };
    }
}
