using System.Text.Json;
using System.Text.Json.Nodes;
using ValenceCore.Operations;
using ValenceCore.Store;

namespace ValenceCore.Backup;

/// <summary>
/// All rows as lines of JSON, of one moment, whatever the service does meanwhile; and back, into an empty database of either kind. The first line
/// tells the schema, the last how many rows there are, so that half a backup is seen. Credentials stay sealed: the keys are kept apart.
/// </summary>
internal sealed class StoreBackup(Database database)
{
    private const string Format = "valence_backup";
    private const int Version = 1;

    /// <summary>In the order in which rows can be put in.</summary>
    private static readonly string[] Tables =
    [
        "pod_managers", "flavors", "nodes", "devices", "operations", "operation_steps", "operation_claims", "audit", "pod_inventories",
        "idempotency_keys", "sequences", "instances",
    ];

    /// <summary>How many rows were written.</summary>
    public async Task<long> WriteAsync(TextWriter output, CancellationToken cancellation)
    {
        await using var session = await database.OpenAsync(cancellation);
        await session.BeginSnapshotAsync();
        var schema = await session.SingleAsync<long?>("SELECT MAX(version) FROM schema_version") ?? 0;
        await output.WriteLineAsync(new JsonObject { [Format] = Version, ["schema"] = schema }.ToJsonString());
        long rows = 0;
        foreach (var table in Tables.Where(table => Migrations.MakerOf(table) <= schema))
        {
            foreach (IDictionary<string, object?> row in await session.QueryAsync<dynamic>($"SELECT * FROM {table}"))
            {
                var fields = new JsonObject(row.Select(field => KeyValuePair.Create(field.Key, (JsonNode?)(field.Value switch
                {
                    null => null,
                    string text => JsonValue.Create(text),
                    _ => JsonValue.Create(Convert.ToInt64(field.Value, System.Globalization.CultureInfo.InvariantCulture)),
                }))));
                await output.WriteLineAsync(new JsonObject { ["table"] = table, ["row"] = fields }.ToJsonString());
                rows++;
            }
        }

        await output.WriteLineAsync(new JsonObject { ["rows"] = rows }.ToJsonString());
        return rows;
    }

    /// <summary>How many rows were put back. Throws <see cref="InvalidDataException"/> when the backup is not whole, or the database not empty;
    /// nothing is changed then.</summary>
    public async Task<long> ReadAsync(TextReader input, CancellationToken cancellation)
    {
        var schema = ReadHead(await input.ReadLineAsync(cancellation));
        await using var owner = await database.Dialect.OwnSchemaAsync(cancellation);
        await using var session = await database.OpenAsync(cancellation);
        await session.BeginAsync();
        await Migrations.ApplyAsync(session, upTo: schema);
        if (await session.SingleAsync<long>("SELECT (SELECT COUNT(*) FROM pod_managers) + (SELECT COUNT(*) FROM nodes) + (SELECT COUNT(*) FROM operations)") > 0)
        {
            throw new InvalidDataException("The database is not empty. Name a new one: what is in this one would be mixed up with the backup.");
        }

        // A migration may have put rows in of its own.
        foreach (var table in Tables.Reverse().Where(table => Migrations.MakerOf(table) <= schema))
        {
            await session.ExecuteAsync($"DELETE FROM {table}");
        }

        long rows = 0;
        while (true)
        {
            var line = Parse(await input.ReadLineAsync(cancellation) ?? throw new InvalidDataException("The backup ends in the middle."));
            if ((long?)line["rows"] is { } written)
            {
                if (written != rows)
                {
                    throw new InvalidDataException($"The backup says that it has {written} rows; there are {rows}.");
                }

                break;
            }

            await InsertAsync(session, line);
            rows++;
        }

        await ParkAsync(session);
        await Migrations.ApplyAsync(session, Migrations.Newest);
        await session.CommitAsync();
        return rows;
    }

    private static int ReadHead(string? line)
    {
        var head = line is null ? [] : Parse(line);
        return (long?)head[Format] == Version && (int?)head["schema"] is { } schema
            ? schema <= Migrations.Newest
                ? schema
                : throw new InvalidDataException($"The backup has schema {schema}, newer than {Migrations.Newest} which this program knows; use the newer program.")
            : throw new InvalidDataException("This is no backup of this service.");
    }

    private static JsonObject Parse(string line)
    {
        try
        {
            return JsonNode.Parse(line) as JsonObject ?? throw new InvalidDataException("A line of the backup is no JSON object.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"A line of the backup is not valid JSON: {exception.Message}", exception);
        }
    }

    private static async Task InsertAsync(DatabaseSession session, JsonObject line)
    {
        if ((string?)line["table"] is not { } table || !Tables.Contains(table) || line["row"] is not JsonObject row
            || !row.All(field => field.Key.All(letter => char.IsAsciiLetterLower(letter) || letter == '_')))
        {
            throw new InvalidDataException("A line of the backup is no row of this service.");
        }

        var values = row.ToDictionary(field => field.Key, field => field.Value?.GetValueKind() switch
        {
            null => (object?)null,
            JsonValueKind.Number => (long)field.Value,
            _ => (string?)field.Value,
        });
        await session.ExecuteAsync(
            $"INSERT INTO {table} ({string.Join(", ", values.Keys)}) VALUES ({string.Join(", ", values.Keys.Select(name => $"@{name}"))})", values);
    }

    /// <summary>The world went on since: what was under way at that moment is for a person to judge.</summary>
    private static async Task ParkAsync(DatabaseSession session)
    {
        await session.ExecuteAsync(
            $"UPDATE operations SET state = @NeedsAttention, note = @Note WHERE state IN ({OperationStates.UnfinishedSql})",
            new
            {
                OperationStates.NeedsAttention,
                Note = "It was under way when the backup was made. See GET /v1/discrepancies; a retry undoes it.",
            });
        await session.ExecuteAsync("DELETE FROM operation_claims");
    }
}
