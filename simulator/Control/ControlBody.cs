using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Simulator.Control;

/// <summary>Reads a JSON body of the control face; what is wrong with it comes back as an answer.</summary>
internal static class ControlBody
{
    public static async Task<(T? Value, IResult? Refusal)> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type)
        where T : class
    {
        // Asking for JSON keeps web pages of other origins out: browsers do not send it across origins unasked.
        if (!context.Request.HasJsonContentType())
        {
            return (null, ControlProblem.Answer(StatusCodes.Status415UnsupportedMediaType, "Send application/json.", []));
        }

        try
        {
            var value = await JsonSerializer.DeserializeAsync(context.Request.Body, type, context.RequestAborted);
            return value is null ? (null, ControlProblem.BadRequest("The body must be an object, not null.")) : (value, null);
        }
        catch (JsonException e)
        {
            return (null, ControlProblem.BadRequest(e.Message));
        }
    }
}
