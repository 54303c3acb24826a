namespace Simulator.Redfish;

/// <summary>The body of an action that takes none: empty, or an object without members.</summary>
internal static class NoParameters
{
    /// <param name="action">As the standard writes it, for example <c>ComposedNode.Assemble</c>.</param>
    /// <returns>The refusal of a body with parameters, each named; null when there are none.</returns>
    public static async Task<IResult?> RefusalAsync(HttpContext context, string action)
    {
        var (body, refusal) = await RequestBody.ReadAsync(context, mayBeEmpty: true);
        if (refusal is not null)
        {
            return refusal;
        }

        var reader = new BodyReader(body, []);
        reader.NoOtherParameters(action);
        return reader.Problems.Count > 0 ? RedfishErrors.BadRequest(reader.Problems) : null;
    }
}
