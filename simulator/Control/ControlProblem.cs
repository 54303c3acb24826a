using System.Text.Json.Serialization;

namespace Simulator.Control;

/// <summary>Errors of the control face: problem details (RFC 9457) with every problem listed.</summary>
internal sealed record ControlProblem(
    [property: JsonPropertyName("title")] string Title,
    [property: JsonPropertyName("status")] int Status,
    [property: JsonPropertyName("problems")] IReadOnlyList<string> Problems)
{
    public static IResult BadRequest(params IReadOnlyList<string> problems) => Answer(StatusCodes.Status400BadRequest, "The request is not understood.", problems);

    public static IResult NotFound(string what) => Answer(StatusCodes.Status404NotFound, "There is no such thing.", [what]);

    public static IResult Conflict(string why) => Answer(StatusCodes.Status409Conflict, "This cannot be done now.", [why]);

    public static IResult Answer(int status, string title, IReadOnlyList<string> problems) =>
        Results.Json(new ControlProblem(title, status, problems), ControlJson.Default.ControlProblem, "application/problem+json", status);

    public static Task WriteAsync(HttpContext context, int status, string message) => Answer(status, message, []).ExecuteAsync(context);
}
