using ValenceCore.Store;

namespace ValenceCore.Access;

/// <summary>The rows of the audit: written when a request comes, completed when it ends, never changed after, and forgotten when it is old.</summary>
internal sealed class AuditStore(Database database)
{
    private const string Columns =
        "moment, actor, role, method, path, status, request_id, global_request_id, operation_id, remote_address";

    private static readonly ListedColumn Id = ListedColumn.Number("id", "number");

    private static readonly ListedColumn[] Filtered =
    [
        ListedColumn.Text("actor"), ListedColumn.Text("role"), ListedColumn.Text("method"), ListedColumn.Text("path"), ListedColumn.Number("status", "status"),
        ListedColumn.Text("request_id"), ListedColumn.Text("global_request_id"), ListedColumn.Text("operation_id"), ListedColumn.Text("remote_address"),
    ];

    private static readonly ListedTable Listed = new("audit", $"number, {Columns}", Id, [Id, ListedColumn.Number("created_at", "moment"), .. Filtered]);

    /// <summary>Filters of the list; each is a column.</summary>
    public static readonly IReadOnlyList<string> FilterNames = [.. Filtered.Select(column => column.Name)];

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

    /// <summary>Null when no entry has the marker (any more).</summary>
    public async Task<Page<AuditEntry>?> ListAsync(PageWish wish, CancellationToken cancellation)
    {
        await using var session = await database.OpenAsync(cancellation);
        var page = await Listed.ReadAsync<Row>(session, wish);
        return page is null ? null : new Page<AuditEntry>([.. page.Rows.Select(row => row.ToEntry())], page.HasMore);
    }

    /// <summary>Forgets the oldest entries, at most so many; the newest stays whatever its age, as the next one counts on from it.</summary>
    /// <param name="before">Those from before this moment; null for none.</param>
    /// <param name="most">Those beyond so many; null for none.</param>
    /// <returns>How many are gone.</returns>
    public async Task<int> PruneAsync(long? before, long? most, int atOnce, CancellationToken cancellation)
    {
        await using var session = await database.OpenAsync(cancellation);
        return await session.ExecuteAsync(
            """
            DELETE FROM audit WHERE number IN (
                SELECT number FROM audit
                WHERE number < (SELECT MAX(number) FROM audit) AND (moment < @Before OR number <= (SELECT MAX(number) FROM audit) - @Most)
                ORDER BY number LIMIT @atOnce)
            """,
            new { Before = before ?? long.MinValue, Most = most ?? long.MaxValue, atOnce });
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
