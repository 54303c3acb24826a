using Microsoft.AspNetCore.Http;

namespace ValenceCore.Http;

/// <summary>Stands between the wire and every route; the room of access holds it.</summary>
internal interface IGate
{
    /// <summary>The route's own answer, or a refusal in its place.</summary>
    Task<IResult> PassAsync(HttpContext context, ValenceRoute route, Func<Task<IResult>> answer);
}
