using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ValenceCore.Http;

/// <summary>An answer whose bytes are known before they are sent, so that it can be compared and kept.</summary>
internal interface IJsonAnswer
{
    int Status { get; }

    ReadOnlyMemory<byte> Body { get; }

    /// <summary>The entity tag of a single resource; null for everything else.</summary>
    string? Tag { get; }

    /// <summary>True when the request failed and what it had begun may not be undone: to send it again could make a second one.</summary>
    bool IsUnsettled { get; }
}

internal static class JsonAnswers
{
    /// <summary>Sends an answer; to a reader who has it already only that it is unchanged (RFC 9110, 13.1.2).</summary>
    public static async Task WriteAsync(HttpContext context, IJsonAnswer answer)
    {
        var response = context.Response;
        response.Headers.XContentTypeOptions = "nosniff";
        if (answer.Tag is { } tag)
        {
            response.Headers.ETag = tag;
            if (IsRead(context.Request) && IsKnown(context.Request, tag))
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }
        }

        response.StatusCode = answer.Status;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = answer.Body.Length;
        await response.Body.WriteAsync(answer.Body, context.RequestAborted);
    }

    private static bool IsRead(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);

    private static bool IsKnown(HttpRequest request, string tag) =>
        request.Headers.IfNoneMatch.Count > 0
        && EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out var known)
        && known.Any(one => one.Equals(EntityTagHeaderValue.Any) || one.Compare(new EntityTagHeaderValue(tag), useStrongComparison: false));
}
