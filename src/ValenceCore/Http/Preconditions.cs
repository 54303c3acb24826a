using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using ValenceCore.Failures;

namespace ValenceCore.Http;

/// <summary>Conditional changes (RFC 9110, 13.1.1): with <c>If-Match</c> a resource is changed only as long as it is what the caller has seen.</summary>
internal static class Preconditions
{
    /// <summary>Acts when there is no <c>If-Match</c> or the resource as it is shown has one of its tags; else 412.</summary>
    /// <param name="show">Answers the resource, as its GET does.</param>
    public static Routes.Answer<T> IfMatch<T>(Routes.Answer<T> show, Routes.Answer<T> act)
        where T : notnull => async (controller, context) =>
        {
            var given = context.Request.Headers.IfMatch;
            if (given.Count == 0)
            {
                return await act(controller, context);
            }

            // One that cannot be read must not count as none.
            if (!EntityTagHeaderValue.TryParseStrictList(given, out var tags))
            {
                return Replies.Failed(context, Failure.BadRequest($"If-Match: '{given}' is not a list of entity tags, e.g. \"5d41402a\"."));
            }

            var shown = await show(controller, context);
            if (shown is not IJsonAnswer { Tag: { } tag })
            {
                return shown;
            }

            var now = new EntityTagHeaderValue(tag);
            return tags.Any(one => one.Equals(EntityTagHeaderValue.Any) || one.Compare(now, useStrongComparison: true))
                ? await act(controller, context)
                : Replies.Failed(context, Changed(context, tag));
        };

    /// <summary>The failure of a change that came too late: 412 to a caller who said what he had seen, 409 to one who did not.</summary>
    public static Failure TooLate(HttpContext context, Failure conflict) =>
        context.Request.Headers.IfMatch.Count > 0 && conflict.Status == StatusCodes.Status409Conflict
            ? conflict with { Status = 412, Code = "Precondition Failed", Title = "Precondition Failed" }
            : conflict;

    private static Failure Changed(HttpContext context, string tag)
    {
        context.Response.Headers.ETag = tag;
        return new Failure(
            412, "Precondition Failed", "Precondition Failed",
            $"{context.Request.Path} is not what If-Match names; its tag is {tag} now. Nothing was changed.")
        {
            Next = "Read it again and decide anew.",
        };
    }
}
