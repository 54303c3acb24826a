using Microsoft.AspNetCore.Http;
using ValenceCore.Failures;

namespace ValenceCore.Http;

/// <summary>A yes or no in the query of a request, such as <c>?forget=true</c>.</summary>
internal static class QueryFlag
{
    /// <summary>False where it is not given; null for anything but true and false.</summary>
    public static bool? Read(HttpContext context, string name) => context.Request.Query[name].ToString() switch
    {
        "true" => true,
        "" or "false" => false,
        _ => null,
    };

    public static IResult Refusal(HttpContext context, string name) =>
        Replies.Failed(context, Failure.Invalid($"{name}: '{context.Request.Query[name]}' is not allowed, use true or false"));
}
