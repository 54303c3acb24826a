using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ValenceCore.Failures;
using ValenceCore.Http;

namespace ValenceCore.Idempotency;

/// <summary>
/// The header <c>Idempotency-Key</c> (draft-ietf-httpapi-idempotency-key-header): the same key with the same request is answered as the
/// first was, with another request it is refused (422). While the first is under way a second gets 409 with <c>Retry-After</c>
/// instead of a wait, which would hold its connection as long as a composition takes. A request that was refused has made nothing, so its key
/// is free again; one that failed half-way keeps its answer.
/// </summary>
internal sealed class IdempotencyApi(IdempotencyStore store, IFindOperations operations) : IAnswerOnce
{
    private const string Header = "Idempotency-Key";
    private const int MaxLength = 255;

    private static readonly string[] AnswerHeaders = ["Location", "Preference-Applied"];

    public async Task<IResult> AnswerAsync(HttpContext context, Func<Task<IResult>> answer)
    {
        if (!context.Request.Headers.TryGetValue(Header, out var given))
        {
            return await answer();
        }

        if (KeyOf(given.ToString()) is not { } key)
        {
            return Replies.Failed(context, Failure.Invalid($"{Header}: must be 1 to {MaxLength} printable characters without spaces"));
        }

        var caller = context.User.Identity?.Name ?? "";
        var fingerprint = await FingerprintAsync(context);
        return await store.ClaimAsync(caller, key, fingerprint, RequestIds.Of(context), context.RequestAborted) is { } known
            ? await AgainAsync(context, known, fingerprint)
            : await FirstAsync(context, caller, key, answer);
    }

    private async Task<IResult> FirstAsync(HttpContext context, string caller, string key, Func<Task<IResult>> answer)
    {
        // A caller who went away will ask again for this very answer, so the request goes on without him.
        context.RequestAborted = CancellationToken.None;
        var isKept = false;
        try
        {
            var result = await answer();
            if (result is IJsonAnswer json && (json.Status is >= 200 and < 300 || json.IsUnsettled))
            {
                await store.KeepAsync(caller, key, json.Status, HeadersOf(context, json), Encoding.UTF8.GetString(json.Body.Span));
                isKept = true;
            }

            return result;
        }
        finally
        {
            if (!isKept)
            {
                await store.FreeAsync(caller, key);
            }
        }
    }

    private async Task<IResult> AgainAsync(HttpContext context, KeptAnswer known, string fingerprint)
    {
        if (known.Fingerprint != fingerprint)
        {
            return Replies.Failed(context, new Failure(
                422, "Unprocessable Content", "Idempotency Key Reused",
                $"{Header}: this key was used for another request within the last {IdempotencyStore.Kept.TotalHours:0} hours; give each request a key of its own."));
        }

        switch (known.State)
        {
            case KeyStates.UnderWay:
                context.Response.Headers.RetryAfter = "1";
                return Replies.Failed(context, Failure.Conflict(
                    $"{Header}: the first request with this key is still under way; ask again for its answer.") with
                {
                    OperationId = await OperationAsync(known, context.RequestAborted),
                });
            case KeyStates.Interrupted:
                var operation = await OperationAsync(known, context.RequestAborted);
                return Replies.Failed(context, Failure.Conflict(
                    $"{Header}: the service ended while the first request with this key was under way.") with
                {
                    OperationId = operation,
                    Next = operation is null
                        ? "It began no operation: look whether what it was to make is there, then use a new key."
                        : $"See in GET /v1/operations/{operation} what came of it, then use a new key.",
                });
            default:
                return new GivenAgain(known);
        }
    }

    private async Task<string?> OperationAsync(KeptAnswer known, CancellationToken cancellation) =>
        known.RequestId is { } request ? await operations.OfRequestAsync(request, cancellation) : null;

    private static Dictionary<string, string> HeadersOf(HttpContext context, IJsonAnswer answer)
    {
        var headers = AnswerHeaders.Where(context.Response.Headers.ContainsKey)
            .ToDictionary(name => name, name => context.Response.Headers[name].ToString());
        if (answer.Tag is { } tag)
        {
            headers["ETag"] = tag;
        }

        return headers;
    }

    /// <summary>The key, with or without the quotes of a structured header; null when it is none.</summary>
    private static string? KeyOf(string given)
    {
        var key = given is ['"', .., '"'] ? given[1..^1] : given;
        return key.Length is > 0 and <= MaxLength && key.All(letter => letter is > ' ' and < (char)127) ? key : null;
    }

    /// <summary>Reads the body ahead, for whoever answers the request reads it once more.</summary>
    private static async Task<string> FingerprintAsync(HttpContext context)
    {
        var request = context.Request;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path.Value!.TrimEnd('/')}{request.QueryString}\n"));
        var body = new MemoryStream();
        await request.Body.CopyToAsync(body, context.RequestAborted);
        hash.AppendData(body.GetBuffer().AsSpan(0, (int)body.Length));
        body.Position = 0;
        request.Body = body;
        context.Response.RegisterForDispose(body);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private sealed class GivenAgain(KeptAnswer kept) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.StatusCode = kept.Status;
            response.Headers.XContentTypeOptions = "nosniff";
            response.Headers["Idempotency-Replayed"] = "true";
            foreach (var (name, value) in kept.Headers)
            {
                response.Headers[name] = value;
            }

            var body = Encoding.UTF8.GetBytes(kept.Body);
            response.ContentType = "application/json; charset=utf-8";
            response.ContentLength = body.Length;
            await response.Body.WriteAsync(body, httpContext.RequestAborted);
        }
    }
}

internal static class IdempotencyServices
{
    public static IServiceCollection AddIdempotency(this IServiceCollection services) => services
        .AddSingleton<IdempotencyStore>()
        .AddHostedService(provider => provider.GetRequiredService<IdempotencyStore>())
        .AddSingleton<IAnswerOnce, IdempotencyApi>();
}
