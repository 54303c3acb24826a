using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using ValenceCore.Failures;

namespace ValenceCore.Http;

/// <summary>Results and failures become replies here and nowhere else.</summary>
internal static class Replies
{
    public static IResult Ok<T>(T value, JsonTypeInfo<T> type) => new ReadableJson<T>(value, type, StatusCodes.Status200OK);

    /// <summary>One resource, with its entity tag.</summary>
    public static IResult One<T>(T value, JsonTypeInfo<T> type) =>
        new ReadableJson<T>(value, type, StatusCodes.Status200OK) { IsTagged = true };

    public static IResult Accepted<T>(HttpContext context, string location, T value, JsonTypeInfo<T> type)
    {
        context.Response.Headers.Location = location;
        context.Response.Headers["Preference-Applied"] = "respond-async";
        return new ReadableJson<T>(value, type, StatusCodes.Status202Accepted);
    }

    public static IResult NoContent() => TypedResults.NoContent();

    public static IResult Confirmed(HttpContext context, string code, string detail) =>
        Ok(new ConfirmationJson(code, detail, RequestIds.Of(context)), HttpJsonContext.Default.ConfirmationJson);

    public static IResult Of<T>(HttpContext context, Outcome<T> outcome, Func<T, IResult> reply) =>
        outcome.Failed(out var failure) ? Failed(context, failure) : reply(outcome.Value);

    public static IResult Failed(HttpContext context, Failure failure)
    {
        if (failure.Status == StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = "5";
        }

        var body = new ErrorJson(
            failure.Code, failure.Detail, Name(failure.Fault), failure.Next, failure.OperationId, RequestIds.Of(context), failure.Stage,
            failure.Status, failure.Title);
        return new ReadableJson<ErrorJson>(body, HttpJsonContext.Default.ErrorJson, failure.Status) { IsUnsettled = failure.IsUnsettled };
    }

    public static string Name(Fault fault) => fault switch
    {
        Fault.Caller => "caller",
        Fault.Pod => "pod manager",
        Fault.Ironic => "ironic",
        _ => "service",
    };
}
