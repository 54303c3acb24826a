using System.Text.Json.Nodes;

namespace Simulator.Ironic;

/// <summary>Hides secrets in what is answered.</summary>
internal static class Secrets
{
    public const string Mask = "******";

    private static readonly string[] Words = ["password", "secret", "token", "passphrase", "private_key", "auth_key", "configdrive"];

    /// <summary>A copy in which the values of secret keys, at any depth, are masked.</summary>
    public static JsonNode? Masked(JsonNode? value) => value switch
    {
        JsonObject members => new JsonObject(members.Select(m => KeyValuePair.Create(m.Key, IsSecret(m.Key) ? Mask : Masked(m.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Masked)]),
        _ => value?.DeepClone(),
    };

    private static bool IsSecret(string key) => Words.Any(w => key.Contains(w, StringComparison.OrdinalIgnoreCase));
}
