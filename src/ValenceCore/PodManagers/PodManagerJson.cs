using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ValenceCore.Secrets;
using ValenceCore.Store;

namespace ValenceCore.PodManagers;

/// <summary>A pod manager as answered (valence-api 1.6); the password is masked, <c>verify_ca</c> and <c>status_reason</c> are additive.</summary>
internal sealed record PodManagerJson(
    [property: JsonPropertyName("authentication")] IReadOnlyList<AuthenticationJson> Authentication,
    [property: JsonPropertyName("created_at")] string CreatedAt,
    [property: JsonPropertyName("description")] string? Description,
    [property: JsonPropertyName("driver")] string Driver,
    [property: JsonPropertyName("location")] string? Location,
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("resource_uri")] string? ResourceUri,
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("status_reason")] string? StatusReason,
    [property: JsonPropertyName("updated_at")] string UpdatedAt,
    [property: JsonPropertyName("url")] string Url,
    [property: JsonPropertyName("uuid")] string Uuid,
    [property: JsonPropertyName("verify_ca")] JsonNode VerifyCa)
{
    public static PodManagerJson Of(PodManager pod) => new(
        [new AuthenticationJson(new AuthItemsJson(SecretBox.Mask, pod.Credentials.Username), "basic")],
        Moments.Show(pod.CreatedAt), pod.Description, pod.Driver, pod.Location, pod.Name, pod.ResourceUri, pod.Health.Status,
        pod.Health.Reason, Moments.Show(pod.UpdatedAt), pod.Url, pod.Uuid, pod.VerifyCa.ToJson());
}

internal sealed record AuthenticationJson(
    [property: JsonPropertyName("auth_items")] AuthItemsJson AuthItems,
    [property: JsonPropertyName("type")] string Type);

internal sealed record AuthItemsJson(
    [property: JsonPropertyName("password")] string Password,
    [property: JsonPropertyName("username")] string Username);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PodManagerJson))]
[JsonSerializable(typeof(PodManagerJson[]))]
internal sealed partial class PodManagerJsonContext : JsonSerializerContext;
