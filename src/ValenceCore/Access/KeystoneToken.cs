using System.Globalization;
using System.Text.Json.Nodes;

namespace ValenceCore.Access;

/// <summary>What Keystone says of a token: whose it is, with which roles, and until when.</summary>
internal sealed record KeystoneToken(
    string Name, IReadOnlyList<string> Roles, IReadOnlyList<string> Project, DateTimeOffset? ExpiresAt)
{
    /// <summary>Null for an answer without a user. The name is the user's in his domain, as two domains may have the same name.</summary>
    public static KeystoneToken? Read(JsonNode? body)
    {
        var token = (body as JsonObject)?["token"] as JsonObject;
        var user = token?["user"] as JsonObject;
        if (Text(user?["name"]) is not { } name)
        {
            return null;
        }

        var domain = Text((user!["domain"] as JsonObject)?["name"]);
        var roles = (token!["roles"] as JsonArray ?? []).Select(role => Text((role as JsonObject)?["name"])).OfType<string>();
        var isDated = DateTimeOffset.TryParse(
            Text(token["expires_at"]), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var end);
        var project = token["project"] as JsonObject;
        return new KeystoneToken(
            Plain(domain is null ? name : $"{name}@{domain}"), [.. roles],
            [.. new[] { Text(project?["name"]), Text(project?["id"]) }.OfType<string>()], isDated ? end : null);
    }

    /// <summary>The most that any of the roles allows; null when none means anything here, or not in this project.</summary>
    public Role? BestRole(KeystoneOptions keystone) => keystone.Projects.Count > 0 && !keystone.Projects.Any(Project.Contains)
        ? null
        : Roles.Select(role => keystone.Roles.TryGetValue(role, out var ours) ? Access.Roles.Parse(ours) : null).Max();

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>A name goes into the log, where it must not begin a line of its own.</summary>
    private static string Plain(string name) => string.Concat(name.Where(letter => !char.IsControl(letter)));
}
