using Microsoft.Net.Http.Headers;

namespace Simulator.Redfish;

/// <summary>What the client says it can read (RFC 9110, 12.5.1).</summary>
internal static class ContentNegotiation
{
    /// <summary>406 when <c>Accept</c> shuts out the one type there is; a header that cannot be read asks for nothing.</summary>
    /// <param name="context">The request.</param>
    /// <param name="contentType">Of the answer; its parameters play no part.</param>
    public static IResult? Refusal(HttpContext context, string contentType)
    {
        if (context.Request.Headers.Accept is not { Count: > 0 } header || (header.Count == 1 && (header[0] == contentType || header[0] == "*/*")))
        {
            return null;
        }

        var accepted = context.Request.GetTypedHeaders().Accept;
        return accepted.Count == 0 || IsAccepted(accepted, contentType.Split(';')[0])
            ? null
            : RedfishErrors.Answer(StatusCodes.Status406NotAcceptable, [RedfishMessages.HeaderInvalid("Accept")]);
    }

    // The most specific range that fits decides: "*/*, application/json;q=0" shuts out JSON.
    private static bool IsAccepted(IList<MediaTypeHeaderValue> ranges, string mediaType) =>
        ranges.Where(r => r.MatchesMediaType(mediaType))
            .OrderBy(r => r.MatchesAllTypes ? 2 : r.MatchesAllSubTypes ? 1 : 0)
            .FirstOrDefault() is { } decisive
        && decisive.Quality != 0;
}
