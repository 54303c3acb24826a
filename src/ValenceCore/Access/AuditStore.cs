using ValenceCore.Store;

namespace ValenceCore.Access;

/// <summary>The rows of the audit: written when a request comes, completed when it ends, never changed after.</summary>
internal sealed class AuditStore(Database database)
{
    private const string Columns =
        "moment, actor, role, method, path, status, request_id, global_request_id, operation_id, remote_address";

    public async Task<long> AddAsync(AuditEntry entry)
    {
        await using var session = await database.OpenAsync(CancellationToken.None);
        await session.BeginAsync();
        entry = entry with { Number = await session.NextAsync("audit") };
        await session.ExecuteAsync(
            $"""
            INSERT INTO audit (number, {Columns}) VALUES (@Number, @Moment, @Actor, @Role, @Method, @Path, @Status, @RequestId,
                @GlobalRequestId, @OperationId, @RemoteAddress)
            """,
            entry);
        await session.CommitAsync();
        return entry.Number;
    }

    public async Task CompleteAsync(AuditEntry entry)
    {
        await using var session = await database.OpenAsync(CancellationToken.None);
        await session.ExecuteAsync("UPDATE audit SET status = @Status, operation_id = @OperationId WHERE number = @Number", entry);
    }

    /// <summary>The newest first.</summary>
    /// <param name="before">The number of the last entry that was seen; null for the first page.</param>
    public async Task<IReadOnlyList<AuditEntry>> ListAsync(int limit, long? before, CancellationToken cancellation)
    {
        await using var session = await database.OpenAsync(cancellation);
        var rows = await session.QueryAsync<Row>(
            $"SELECT number, {Columns} FROM audit WHERE number < @Before ORDER BY number DESC LIMIT @limit",
            new { Before = before ?? long.MaxValue, limit });
        return [.. rows.Select(row => row.ToEntry())];
    }

    private sealed class Row
    {
        public long Number { get; init; }

        public long Moment { get; init; }

        public string? Actor { get; init; }

        public string? Role { get; init; }

        public string Method { get; init; } = "";

        public string Path { get; init; } = "";

        public long? Status { get; init; }

        public string RequestId { get; init; } = "";

        public string? GlobalRequestId { get; init; }

        public string? OperationId { get; init; }

        public string? RemoteAddress { get; init; }

        public AuditEntry ToEntry() => new()
        {
            Number = Number,
            Moment = Moment,
            Actor = Actor,
            Role = Role,
            Method = Method,
            Path = Path,
            Status = (int?)Status,
            RequestId = RequestId,
            GlobalRequestId = GlobalRequestId,
            OperationId = OperationId,
            RemoteAddress = RemoteAddress,
        };
    }
}
