using System.Globalization;
using Microsoft.AspNetCore.Http;
using ValenceCore.Failures;
using ValenceCore.Http;

namespace ValenceCore.Access;

/// <summary>HTTP of <c>/v1/audit</c>: a bare array, the newest first, in pages by <c>limit</c> and <c>marker</c>.</summary>
internal sealed class AuditApi(AuditStore store)
{
    private const int DefaultLimit = 100;
    private const int MaxLimit = 1000;

    public async Task<IResult> ListAsync(HttpContext context)
    {
        var problems = context.Request.Query.Keys.Except(["limit", "marker"])
            .Select(name => $"{name}: unknown parameter, allowed are limit, marker").ToList();
        var limit = Number(context, "limit", MaxLimit, "must be a whole number from 1 to 1000", problems);
        var marker = Number(context, "marker", long.MaxValue, "must be the id of an entry", problems);
        return problems.Count > 0
            ? Replies.Failed(context, Failure.Invalid(problems))
            : Replies.Ok(
                [.. (await store.ListAsync((int)(limit ?? DefaultLimit), marker, context.RequestAborted)).Select(AuditJson.Of)],
                AuditJsonContext.Default.AuditJsonArray);
    }

    private static long? Number(HttpContext context, string name, long max, string problem, List<string> problems)
    {
        if (!context.Request.Query.TryGetValue(name, out var text))
        {
            return null;
        }

        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= max)
        {
            return number;
        }

        problems.Add($"{name}: {problem}");
        return null;
    }
}
