using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ValenceCore.Secrets;
using ValenceCore.Store;

namespace ValenceCore.Idempotency;

/// <summary>
/// The rows of idempotency keys. The primary key decides a race: of many requests with one key, one is carried out. The fingerprint of
/// a request is sealed, since a request may hold a password that could be guessed from a bare hash.
/// </summary>
internal sealed class IdempotencyStore(
    Database database, SecretBox secrets, TimeProvider time, IOptions<ValenceCoreOptions> options) : IHostedLifecycleService
{
    /// <summary>How long an answer is given again.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    /// <summary>No request is under way for longer; one that seems to be was left by a process that died.</summary>
    private static readonly TimeSpan LongestRequest = TimeSpan.FromHours(2);

    /// <summary>Takes the key for this request: null when it is ours now, else what is known of it.</summary>
    /// <param name="requestId">Of the request that asks now.</param>
    public async Task<KeptAnswer?> ClaimAsync(string caller, string key, string fingerprint, string requestId, CancellationToken cancellation)
    {
        await using var session = await database.OpenAsync(cancellation);
        await session.BeginAsync();
        await session.ExecuteAsync(
            "DELETE FROM idempotency_keys WHERE created_at <= @Oldest AND state <> @UnderWay",
            new { Oldest = time.Now() - (long)Kept.TotalMilliseconds, KeyStates.UnderWay });
        await InterruptAsync(session, time.Now() - (long)LongestRequest.TotalMilliseconds);
        if (database.Dialect.IsGone("replica") is { } isGone)
        {
            await session.ExecuteAsync(
                $"UPDATE idempotency_keys SET state = @Interrupted WHERE state = @UnderWay AND {isGone}", new { KeyStates.Interrupted, KeyStates.UnderWay });
        }

        var claimed = await session.ExecuteAsync(
            """
            INSERT INTO idempotency_keys (caller, idempotency_key, sealed_request, state, created_at, replica, request_id)
            VALUES (@caller, @key, @Request, @UnderWay, @Now, @Replica, @requestId) ON CONFLICT (caller, idempotency_key) DO NOTHING
            """,
            new { caller, key, Request = secrets.Seal(fingerprint), KeyStates.UnderWay, Now = time.Now(), options.Value.Replica, requestId });
        var row = claimed == 1
            ? null
            : await session.SingleAsync<Row>(
                "SELECT sealed_request, state, status, headers, body, request_id FROM idempotency_keys WHERE caller = @caller AND idempotency_key = @key",
                new { caller, key });
        await session.CommitAsync();
        return row?.ToAnswer(secrets);
    }

    public async Task KeepAsync(
        string caller, string key, int status, IReadOnlyDictionary<string, string> headers, string body)
    {
        await using var session = await database.OpenAsync(CancellationToken.None);
        await session.ExecuteAsync(
            """
            UPDATE idempotency_keys SET state = @Answered, status = @status, headers = @Headers, body = @body
            WHERE caller = @caller AND idempotency_key = @key
            """,
            new
            {
                caller, key, KeyStates.Answered, status, body,
                Headers = JsonSerializer.Serialize(headers, IdempotencyJsonContext.Default.IReadOnlyDictionaryStringString),
            });
    }

    /// <summary>Nothing came of the request: the key may be used again.</summary>
    public async Task FreeAsync(string caller, string key)
    {
        await using var session = await database.OpenAsync(CancellationToken.None);
        await session.ExecuteAsync("DELETE FROM idempotency_keys WHERE caller = @caller AND idempotency_key = @key", new { caller, key });
    }

    /// <summary>What a former process left under way has no answer that could be given again. Where replicas share the store, it may be another's:
    /// that is looked up when somebody asks again.</summary>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (!database.Dialect.IsShared)
        {
            await using var session = await database.OpenAsync(cancellationToken);
            await InterruptAsync(session, long.MaxValue);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static Task<int> InterruptAsync(DatabaseSession session, long begunBefore) => session.ExecuteAsync(
        "UPDATE idempotency_keys SET state = @Interrupted WHERE state = @UnderWay AND created_at <= @begunBefore",
        new { KeyStates.Interrupted, KeyStates.UnderWay, begunBefore });

    private sealed class Row
    {
        public string SealedRequest { get; init; } = "";

        public string State { get; init; } = "";

        public long? Status { get; init; }

        public string? Headers { get; init; }

        public string? Body { get; init; }

        public string? RequestId { get; init; }

        public KeptAnswer ToAnswer(SecretBox secrets) => new(
            State, secrets.Open(SealedRequest), (int)(Status ?? 0),
            Headers is null
                ? new Dictionary<string, string>()
                : JsonSerializer.Deserialize(Headers, IdempotencyJsonContext.Default.IReadOnlyDictionaryStringString)!,
            Body ?? "", RequestId);
    }
}
