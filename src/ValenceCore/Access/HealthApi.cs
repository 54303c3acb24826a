using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using ValenceCore.Http;
using ValenceCore.Store;

namespace ValenceCore.Access;

/// <summary><c>GET /health</c>, open to everybody, for whoever watches over the process: can it read its store.</summary>
internal sealed class HealthApi(Database database)
{
    public async Task<IResult> ShowAsync(HttpContext context)
    {
        await using var session = await database.OpenAsync(context.RequestAborted);
        await session.SingleAsync<long>("SELECT 1");
        return Replies.Ok(new HealthJson("OK"), HealthJsonContext.Default.HealthJson);
    }
}

internal sealed record HealthJson([property: JsonPropertyName("status")] string Status);

[JsonSerializable(typeof(HealthJson))]
internal sealed partial class HealthJsonContext : JsonSerializerContext;
