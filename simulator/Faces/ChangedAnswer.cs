using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Simulator.Faults;

namespace Simulator.Faces;

/// <summary>Lets a request be served, and sends another body than the one that it was answered with.</summary>
internal static class ChangedAnswer
{
    /// <param name="context">The request.</param>
    /// <param name="serve">Answers it.</param>
    /// <param name="change">What becomes of that.</param>
    /// <param name="tell">Called before anything is sent: with null, or with why the answer goes out as it was.</param>
    public static async Task SendAsync(HttpContext context, RequestDelegate serve, FaultEffect.ChangedAnswer change, Action<string?> tell)
    {
        var response = context.Response;
        var real = response.Body;
        using var held = new HeldBody(response, real);
        response.Body = held;
        try
        {
            await serve(context);
            await response.BodyWriter.FlushAsync(context.RequestAborted);
        }
        finally
        {
            response.Body = real;
        }

        var body = held.ToArray();
        var missed = WhyNot(context, held, change);
        if (missed is null && change is FaultEffect.Edit { Edits: var edits })
        {
            (body, missed) = Edited(body, edits);
        }

        tell(missed);
        if (missed is not null)
        {
            await real.WriteAsync(body, context.RequestAborted);
            return;
        }

        if (change is FaultEffect.Malformed malformed)
        {
            body = Encoding.UTF8.GetBytes(malformed.Text);
            response.ContentType ??= "application/json";
        }

        response.ContentLength = body.Length;
        if (change is not FaultEffect.CutBody)
        {
            await real.WriteAsync(body, context.RequestAborted);
            return;
        }

        // What was written goes out before the server closes the connection for the exception; an abort could overtake it.
        await real.WriteAsync(body.AsMemory(0, body.Length / 2), context.RequestAborted);
        throw new AnswerCutException();
    }

    private static string? WhyNot(HttpContext context, HeldBody held, FaultEffect.ChangedAnswer change)
    {
        if (held.WasPassedOn)
        {
            return "the answer is a stream of events";
        }

        // Another text can stand where there was none, but not in an answer that cannot have a body.
        var canHaveBody = !HttpMethods.IsHead(context.Request.Method)
            && context.Response.StatusCode is not (StatusCodes.Status204NoContent or StatusCodes.Status304NotModified);
        return canHaveBody && (held.Length > 0 || change is FaultEffect.Malformed) ? null : "the answer has no body";
    }

    private static (byte[] Body, string? Missed) Edited(byte[] body, IReadOnlyList<BodyEdit> edits)
    {
        try
        {
            var document = JsonNode.Parse(body);
            return edits.FirstOrDefault(edit => !edit.TryApply(ref document)) is { } astray
                ? (body, $"the answer has no {astray.Path}")
                : (Encoding.UTF8.GetBytes(document?.ToJsonString() ?? "null"), null);
        }
        catch (JsonException)
        {
            return (body, "the answer is not JSON");
        }
    }
}
