using System.Text.Json.Serialization.Metadata;

namespace Simulator.Redfish;

/// <summary>A PATCH in its three acts: read all of it, change or refuse with every problem, answer with the resource as it is then.</summary>
internal static class PatchRequest
{
    /// <param name="type">Of the resource: what it has and <paramref name="read"/> does not ask for cannot be written.</param>
    /// <param name="read">Reads what can be written and notes what is wrong; returns the change, which may refuse in its turn.</param>
    /// <param name="show">The resource after the change.</param>
    public static Task<IResult> ApplyAsync<T>(HttpContext context, JsonTypeInfo<T> type, Func<BodyReader, Func<IResult?>> read, Func<T> show)
        where T : IResource => ApplySlowlyAsync(
            context, type,
            reader =>
            {
                var change = read(reader);
                return () => Task.FromResult(change());
            },
            show);

    /// <summary>Likewise, with a change that takes its time.</summary>
    public static async Task<IResult> ApplySlowlyAsync<T>(HttpContext context, JsonTypeInfo<T> type, Func<BodyReader, Func<Task<IResult?>>> read, Func<T> show,
        ReleasedProperties? released = null)
        where T : IResource
    {
        var (body, refusal) = await RequestBody.ReadAsync(context);
        if (refusal is not null)
        {
            return refusal;
        }

        var reader = new BodyReader(body, [], released: released);
        var change = read(reader);
        reader.ReadOnly(type.Properties.Select(p => p.Name).Where(n => !n.StartsWith("@odata.", StringComparison.Ordinal)));
        reader.NothingElse();
        return reader.Problems.Count > 0 ? RedfishErrors.BadRequest(reader.Problems)
            : await change() ?? new ResourceResult<T>(show(), type);
    }
}
