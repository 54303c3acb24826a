using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ValenceCore.Http;

namespace ValenceCore.Secrets;

/// <summary>HTTP of <c>POST /v1/secrets/rotate</c>.</summary>
internal static class SecretApi
{
    public static IServiceCollection AddSecrets(this IServiceCollection services) => services
        .AddSingleton<SecretBox>()
        .AddSingleton<SecretRotation>();

    public static IEndpointRouteBuilder MapSecrets(this IEndpointRouteBuilder app) => app
        .Post<SecretRotation>("/v1/secrets/rotate", RotateAsync);

    private static async Task<IResult> RotateAsync(SecretRotation rotation, HttpContext context)
    {
        var nothing = await RequestBody.ReadNothingAsync(context);
        return nothing.Failed(out var bad)
            ? Replies.Failed(context, bad)
            : Replies.Of(context, await rotation.RotateAsync(context.RequestAborted),
                count => Replies.Ok(new RotatedJson(count), SecretJsonContext.Default.RotatedJson));
    }
}

/// <summary>How many secrets are sealed with the new key now.</summary>
internal sealed record RotatedJson([property: JsonPropertyName("resealed")] int Resealed);

[JsonSerializable(typeof(RotatedJson))]
internal sealed partial class SecretJsonContext : JsonSerializerContext;
