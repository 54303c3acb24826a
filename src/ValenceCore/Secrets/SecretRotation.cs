using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ValenceCore.Failures;
using ValenceCore.Store;

namespace ValenceCore.Secrets;

/// <summary>Seals every stored secret anew under a new key, all or none.</summary>
internal sealed class SecretRotation(Database database, SecretBox secrets)
{
    /// <summary>Columns that hold one sealed text each.</summary>
    public static readonly IReadOnlyList<(string Table, string Key, string Column)> Columns =
    [
        ("pod_managers", "uuid", "sealed_password"),

        // Two columns make its key; the length in front keeps 'a' + 'b/c' apart from 'a/b' + 'c'.
        ("idempotency_keys", "LENGTH(caller) || '/' || caller || '/' || idempotency_key", "sealed_request"),
    ];

    /// <summary>Columns that hold JSON with sealed texts under names that begin with <c>sealed_</c>.</summary>
    private static readonly IReadOnlyList<(string Table, string Key, string Column)> Documents =
    [
        ("operations", "id", "input"),
        ("operations", "id", "data"),
        ("instances", "uuid", "wish"),
    ];

    /// <summary>Answers how many were sealed anew. Safe to repeat.</summary>
    public async Task<Outcome<int>> RotateAsync(CancellationToken cancellation)
    {
        secrets.UseNewKey();
        await using var session = await database.OpenAsync(cancellation);
        await session.BeginAsync();
        var count = 0;
        foreach (var (place, isDocument) in Columns.Select(place => (place, false)).Concat(Documents.Select(place => (place, true))))
        {
            foreach (var row in await RowsAsync(session, place, isDocument))
            {
                try
                {
                    var (text, sealedAnew) = isDocument ? OfDocument(row.Text) : (Anew(row.Text), 1);
                    await session.ExecuteAsync(
                        $"UPDATE {place.Table} SET {place.Column} = @text WHERE {place.Key} = @Key", new { text, row.Key });
                    count += sealedAnew;
                }
                catch (CryptographicException)
                {
                    return Unreadable($"{place.Table} {row.Key}");
                }
            }
        }

        await session.CommitAsync();
        return count;
    }

    private static Task<IReadOnlyList<Row>> RowsAsync(DatabaseSession session, (string Table, string Key, string Column) place, bool isDocument) =>
        session.QueryAsync<Row>(
            $"SELECT {place.Key} AS key, {place.Column} AS text FROM {place.Table}"
            + (isDocument ? $" WHERE {place.Column} LIKE '%\"sealed_%'" : ""));

    private static Failure Unreadable(string what) =>
        new(500, "Internal Server Error", "Internal Server Error",
            $"The secret of {what} cannot be opened with the keys that are there; nothing was sealed anew.")
        {
            Fault = Fault.Service,
            Next = "Bring back the key folder that belongs to this database, or give the credentials anew.",
        };

    private string Anew(string sealedSecret) => secrets.Seal(secrets.Open(sealedSecret));

    private (string Text, int Count) OfDocument(string text)
    {
        var document = (JsonObject)JsonNode.Parse(text)!;
        var names = document.Where(pair => pair.Key.StartsWith("sealed_", StringComparison.Ordinal) && pair.Value is not null).Select(pair => pair.Key).ToList();
        foreach (var name in names)
        {
            document[name] = Anew(document[name]!.GetValue<string>());
        }

        return (document.ToJsonString(), names.Count);
    }

    private sealed class Row
    {
        public string Key { get; init; } = "";

        public string Text { get; init; } = "";
    }
}
