namespace ValenceCore.Store;

/// <summary>The schema as a list of numbered changes. A released change is never edited; add the next one.</summary>
internal static class Migrations
{
    private static readonly (int Number, string Sql)[] All =
    [
        (1, """
            CREATE TABLE pod_managers (
                uuid TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, url TEXT NOT NULL, url_key TEXT NOT NULL UNIQUE,
                driver TEXT NOT NULL, username TEXT NOT NULL, sealed_password TEXT NOT NULL, verify_ca TEXT NOT NULL,
                status TEXT NOT NULL, status_reason TEXT, description TEXT, location TEXT, resource_uri TEXT,
                revision BIGINT NOT NULL, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL);
            CREATE TABLE flavors (
                uuid TEXT PRIMARY KEY, name TEXT NOT NULL, description TEXT, properties TEXT NOT NULL,
                created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL);
            CREATE TABLE nodes (
                uuid TEXT PRIMARY KEY, name TEXT NOT NULL, description TEXT, podm_id TEXT REFERENCES pod_managers (uuid),
                node_index TEXT, resource_uri TEXT, flavor_id TEXT, state TEXT NOT NULL, managed_by TEXT, ironic_uuid TEXT UNIQUE,
                created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL,
                UNIQUE (podm_id, node_index));
            CREATE TABLE devices (
                uuid TEXT PRIMARY KEY, podm_id TEXT NOT NULL REFERENCES pod_managers (uuid), type TEXT, state TEXT NOT NULL,
                node_id TEXT, resource_uri TEXT NOT NULL, pooled_group_id TEXT, properties TEXT NOT NULL, extra TEXT NOT NULL,
                created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL,
                UNIQUE (podm_id, resource_uri));
            CREATE TABLE operations (
                id TEXT PRIMARY KEY, number BIGINT NOT NULL UNIQUE, kind TEXT NOT NULL, subject TEXT NOT NULL, state TEXT NOT NULL,
                input TEXT NOT NULL, data TEXT NOT NULL, error TEXT, note TEXT, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL);
            CREATE TABLE operation_steps (
                operation_id TEXT NOT NULL REFERENCES operations (id), position BIGINT NOT NULL, name TEXT NOT NULL, state TEXT NOT NULL,
                started_at BIGINT, finished_at BIGINT, detail TEXT,
                PRIMARY KEY (operation_id, position));
            CREATE TABLE operation_claims (
                subject TEXT PRIMARY KEY, operation_id TEXT NOT NULL REFERENCES operations (id));
            """),
        (2, """
            CREATE TABLE audit (
                number BIGINT PRIMARY KEY, moment BIGINT NOT NULL, actor TEXT, role TEXT, method TEXT NOT NULL, path TEXT NOT NULL,
                status BIGINT, request_id TEXT NOT NULL, global_request_id TEXT, operation_id TEXT, remote_address TEXT);
            """),
        (3, """
            CREATE TABLE pod_inventories (
                podm_id TEXT PRIMARY KEY REFERENCES pod_managers (uuid), systems TEXT NOT NULL, read_at BIGINT NOT NULL);
            """),
        (4, """
            CREATE TABLE idempotency_keys (
                caller TEXT NOT NULL, idempotency_key TEXT NOT NULL, sealed_request TEXT NOT NULL, state TEXT NOT NULL,
                status BIGINT, headers TEXT, body TEXT, created_at BIGINT NOT NULL,
                PRIMARY KEY (caller, idempotency_key));
            """),
        (5, "ALTER TABLE operations ADD COLUMN trace_id TEXT;"),
        (6, """
            ALTER TABLE operations ADD COLUMN fence BIGINT NOT NULL DEFAULT 0;
            ALTER TABLE operations ADD COLUMN runner TEXT;
            ALTER TABLE operations ADD COLUMN actor TEXT;
            ALTER TABLE operations ADD COLUMN request_id TEXT;
            ALTER TABLE operations ADD COLUMN deadline_at BIGINT;
            ALTER TABLE operations ADD COLUMN due_at BIGINT;
            ALTER TABLE operations ADD COLUMN cancelled_by TEXT;
            CREATE INDEX operations_by_state ON operations (state);
            ALTER TABLE nodes ADD COLUMN origin TEXT NOT NULL DEFAULT 'unknown';
            CREATE TABLE sequences (name TEXT PRIMARY KEY, value BIGINT NOT NULL);
            INSERT INTO sequences (name, value) SELECT 'operations', COALESCE(MAX(number), 0) FROM operations;
            INSERT INTO sequences (name, value) SELECT 'audit', COALESCE(MAX(number), 0) FROM audit;
            """),
        (7, """
            ALTER TABLE idempotency_keys ADD COLUMN replica TEXT;
            ALTER TABLE idempotency_keys ADD COLUMN request_id TEXT;
            CREATE INDEX operations_by_request ON operations (request_id);
            CREATE INDEX idempotency_keys_by_state ON idempotency_keys (state);
            ALTER TABLE nodes ADD COLUMN pod_account TEXT;
            """),
        (8, """
            CREATE TABLE instances (
                uuid TEXT PRIMARY KEY, name TEXT NOT NULL, description TEXT, owner TEXT, state TEXT NOT NULL, step TEXT, power_state TEXT,
                composed BIGINT, flavor_id TEXT, wish TEXT NOT NULL, locked_by TEXT, node_uuid TEXT, ironic_uuid TEXT, fault TEXT,
                operation_id TEXT, batch_id TEXT, delete_wanted BIGINT NOT NULL DEFAULT 0, launched_at BIGINT,
                created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL);
            CREATE INDEX instances_by_batch ON instances (batch_id);
            ALTER TABLE nodes ADD COLUMN instance_id TEXT;
            ALTER TABLE operations ADD COLUMN parent_id TEXT;
            CREATE INDEX operations_by_parent ON operations (parent_id);
            CREATE INDEX operations_by_subject ON operations (subject);
            ALTER TABLE flavors ADD COLUMN compose TEXT;
            ALTER TABLE flavors ADD COLUMN resource_class TEXT;
            ALTER TABLE flavors ADD COLUMN traits TEXT;
            """),
    ];

    /// <summary>The schema that this program works with.</summary>
    public static int Newest => All[^1].Number;

    /// <summary>The change that makes this table.</summary>
    public static int MakerOf(string table) => All.First(change => change.Sql.Contains($"CREATE TABLE {table} (", StringComparison.Ordinal)).Number;

    public static async Task ApplyAsync(DatabaseSession session)
    {
        await session.BeginAsync();
        await ApplyAsync(session, Newest);
        await session.CommitAsync();
    }

    /// <summary>Within a transaction of the caller's.</summary>
    public static async Task ApplyAsync(DatabaseSession session, int upTo)
    {
        await session.ExecuteAsync("CREATE TABLE IF NOT EXISTS schema_version (version BIGINT NOT NULL)");
        var current = await session.SingleAsync<long?>("SELECT MAX(version) FROM schema_version") ?? 0;
        if (current > Newest)
        {
            throw new InvalidOperationException(
                $"The database has schema {current}, newer than {Newest} which this program knows; start the newer program.");
        }

        foreach (var (number, sql) in All.Where(migration => migration.Number > current && migration.Number <= upTo))
        {
            await session.ExecuteAsync(sql);
            await session.ExecuteAsync("INSERT INTO schema_version (version) VALUES (@number)", new { number });
        }
    }
}
