using System.Text.Json.Nodes;

namespace Simulator.Ironic;

/// <summary>Reads the body of <c>POST /v3/auth/tokens</c>: methods password, token and application_credential (Identity API v3).</summary>
internal sealed class TokenRequest(Identity identity)
{
    public (Token? Token, IdentityError? Error) Read(JsonObject body)
    {
        if (body["auth"]?["identity"] is not JsonObject who || who["methods"] is not JsonArray { Count: > 0 } methods)
        {
            return (null, IdentityError.BadRequest("auth.identity.methods is required."));
        }

        var names = methods.Select(Json.Text).OfType<string>().ToList();
        if (names.FirstOrDefault(n => n is not ("password" or "token" or "application_credential")) is { } unknown)
        {
            return (null, IdentityError.BadRequest($"auth.identity.methods: {unknown} is not one of password, token, application_credential."));
        }

        var (roles, isScopedByItself) = RolesOf(who, names);
        if (roles is null)
        {
            return (null, IdentityError.Unauthorized);
        }

        var scope = body["auth"]!["scope"];
        return scope is JsonObject wanted && !IsMine(wanted)
            ? (null, IdentityError.Unauthorized)
            : (identity.Issue(names, roles, isScopedByItself || scope is JsonObject), null);
    }

    /// <summary>Null when any of the methods fails.</summary>
    private (IReadOnlyList<string>? Roles, bool IsScoped) RolesOf(JsonObject who, List<string> methods)
    {
        IReadOnlyList<string>? roles = Identity.AllRoles;
        var isScoped = false;
        foreach (var method in methods)
        {
            switch (method)
            {
                case "password":
                    roles = IsUser(who["password"]?["user"]) && identity.IsPassword(Json.Text(who["password"]!["user"]!["password"]) ?? "") ? roles : null;
                    break;
                case "token":
                    var token = identity.Find(Json.Text(who["token"]?["id"]));
                    (roles, isScoped) = (token?.Roles, token?.IsScoped == true);
                    break;
                default:
                    var given = who["application_credential"];
                    var credential = identity.Open(Json.Text(given?["id"]) ?? Json.Text(given?["name"]) ?? "", Json.Text(given?["secret"]) ?? "");
                    (roles, isScoped) = (credential?.Roles, true);
                    break;
            }

            if (roles is null)
            {
                return (null, false);
            }
        }

        return (roles, isScoped);
    }

    private bool IsUser(JsonNode? user) => Json.Text(user?["id"]) is { } id
        ? id == identity.UserId
        : Json.Text(user?["name"]) == identity.UserName && IsDomain(user?["domain"]);

    private bool IsMine(JsonObject scope) => scope["system"] is not null || (scope["domain"] is { } domain ? IsDomain(domain)
        : Json.Text(scope["project"]?["id"]) is { } id ? id == identity.ProjectId
        : Json.Text(scope["project"]?["name"]) == Identity.ProjectName && IsDomain(scope["project"]?["domain"]));

    private static bool IsDomain(JsonNode? domain) => Json.Text(domain?["id"]) == Identity.DomainId || Json.Text(domain?["name"]) == Identity.DomainName;
}
