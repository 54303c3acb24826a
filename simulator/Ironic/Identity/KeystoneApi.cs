using System.Globalization;
using System.Text.Json.Nodes;

namespace Simulator.Ironic;

/// <summary>
/// A minimal Keystone v3 below <c>/identity</c>: discovery, tokens with the catalogue, application credentials. Enough for clients that are set up
/// for a cloud: user and password as configured, project <c>admin</c>, domain <c>Default</c>.
/// </summary>
internal sealed class KeystoneApi(Identity identity, IronicSettings settings)
{
    public const string Base = "/identity";

    private const string SubjectHeader = "X-Subject-Token";

    public static void Map(WebApplication app, Identity identity, IronicSettings settings)
    {
        var api = new KeystoneApi(identity, settings);
        app.MapGet(Base, (HttpContext context) => new JsonReply(300, new JsonObject { ["versions"] = new JsonObject { ["values"] = new JsonArray(api.Version(context)) } }));
        app.MapGet($"{Base}/v3", (HttpContext context) => JsonReply.Ok(new JsonObject { ["version"] = api.Version(context) }));
        app.MapPost($"{Base}/v3/auth/tokens", (Delegate)api.IssueAsync);
        app.MapMethods($"{Base}/v3/auth/tokens", ["GET", "HEAD"], (HttpContext context) => api.OnSubject(context, token => JsonReply.Ok(api.Write(context, token))));
        app.MapDelete($"{Base}/v3/auth/tokens", (HttpContext context) => api.OnSubject(context, token =>
        {
            identity.Revoke(token.Id);
            return EmptyReply.Done;
        }));
        app.MapGet($"{Base}/v3/auth/catalog", (HttpContext context) => api.AsUser(context, _ => JsonReply.Ok(new JsonObject { ["catalog"] = api.Catalog(context) })));
        app.MapGet($"{Base}/v3/auth/projects", (HttpContext context) => api.AsUser(context, _ => JsonReply.Ok(new JsonObject { ["projects"] = new JsonArray(api.Project()) })));
        const string credentials = $"{Base}/v3/users/{{user}}/application_credentials";
        app.MapGet(credentials, (HttpContext context, string user) => api.OfUser(context, user, _ => JsonReply.Ok(new JsonObject
        {
            ["application_credentials"] = new JsonArray([.. identity.Credentials.Select(c => api.Write(c))]),
        })));
        app.MapPost(credentials, api.CreateAsync);
        app.MapGet($"{credentials}/{{id}}", (HttpContext context, string user, string id) => api.OfUser(context, user, _ => identity.Credential(id) is { } found
            ? JsonReply.Ok(new JsonObject { ["application_credential"] = api.Write(found) })
            : IdentityError.NotFound($"Could not find Application Credential: {id}.")));
        app.MapDelete($"{credentials}/{{id}}", (HttpContext context, string user, string id) => api.OfUser(context, user, _ =>
            identity.Credential(id) is { } found && identity.Delete(found) ? EmptyReply.Done : IdentityError.NotFound($"Could not find Application Credential: {id}.")));
    }

    private async Task<IResult> IssueAsync(HttpContext context)
    {
        var body = await RequestBody.ReadObjectAsync(context);
        if (body.Error is not null)
        {
            return IdentityError.BadRequest(body.Error.Message);
        }

        var (token, error) = new TokenRequest(identity).Read(body.Value);
        if (token is null)
        {
            return error!;
        }

        context.Response.Headers[SubjectHeader] = token.Id;
        return new JsonReply(201, Write(context, token));
    }

    private async Task<IResult> CreateAsync(HttpContext context, string user)
    {
        var read = await RequestBody.ReadObjectAsync(context);
        return OfUser(context, user, token =>
        {
            if (read.Error is not null || read.Value["application_credential"] is not JsonObject wanted || Json.Text(wanted["name"]) is not { Length: > 0 } name)
            {
                return IdentityError.BadRequest("application_credential.name is required.");
            }

            var asked = (wanted["roles"] as JsonArray)?.Select(r => Json.Text(r?["name"]) ?? Json.Text(r?["id"]) ?? "").ToList();
            if (asked?.FirstOrDefault(r => !token.Roles.Contains(r)) is { } unknown)
            {
                return IdentityError.BadRequest($"The role {unknown} is not one of {string.Join(", ", token.Roles)}.");
            }

            var expiry = Json.Text(wanted["expires_at"]);
            DateTimeOffset expires = default;
            if (expiry is not null && !DateTimeOffset.TryParse(expiry, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out expires))
            {
                return IdentityError.BadRequest($"expires_at: {expiry} is no time.");
            }

            if (identity.Create(name, Json.Text(wanted["description"]), asked is { Count: > 0 } ? asked : token.Roles, Json.Text(wanted["secret"]), expiry is null ? null : expires)
                is not var (made, secret))
            {
                return IdentityError.Conflict($"There is an application credential named {name} already.");
            }

            var written = Write(made);
            written["secret"] = secret;
            return new JsonReply(201, new JsonObject { ["application_credential"] = written });
        });
    }

    private IResult AsUser(HttpContext context, Func<Token, IResult> answer) =>
        identity.Find(context.Request.Headers["X-Auth-Token"].ToString()) is { } token ? answer(token) : IdentityError.Unauthorized;

    private IResult OfUser(HttpContext context, string user, Func<Token, IResult> answer) => AsUser(context, token =>
        user == identity.UserId ? answer(token) : IdentityError.Forbidden("You are not authorized to perform the requested action."));

    private IResult OnSubject(HttpContext context, Func<Token, IResult> answer) => AsUser(context, _ =>
    {
        if (identity.Find(context.Request.Headers[SubjectHeader].ToString()) is not { } subject)
        {
            return IdentityError.NotFound("Failed to validate token");
        }

        context.Response.Headers[SubjectHeader] = subject.Id;
        return answer(subject);
    });

    private JsonObject Version(HttpContext context) => new()
    {
        ["id"] = "v3.14",
        ["status"] = "stable",
        ["updated"] = "2020-04-07T00:00:00Z",
        ["links"] = new JsonArray(WireContext.Link($"{WireContext.Of(context, settings).Base}{Base}/v3/", "self")),
        ["media-types"] = new JsonArray(new JsonObject { ["base"] = "application/json", ["type"] = "application/vnd.openstack.identity-v3+json" }),
    };

    private JsonObject Write(HttpContext context, Token token)
    {
        var written = new JsonObject
        {
            ["methods"] = new JsonArray([.. token.Methods.Select(m => JsonValue.Create(m))]),
            ["user"] = new JsonObject { ["id"] = identity.UserId, ["name"] = identity.UserName, ["domain"] = Domain(), ["password_expires_at"] = null },
            ["audit_ids"] = new JsonArray(token.Id[..22]),
            ["issued_at"] = Zulu(token.IssuedAt),
            ["expires_at"] = Zulu(token.ExpiresAt),
        };
        if (token.IsScoped)
        {
            written["project"] = new JsonObject { ["id"] = identity.ProjectId, ["name"] = Identity.ProjectName, ["domain"] = Domain() };
            written["is_domain"] = false;
            written["roles"] = new JsonArray([.. token.Roles.Select(r => new JsonObject { ["id"] = r, ["name"] = r })]);
            written["catalog"] = Catalog(context);
        }

        return new JsonObject { ["token"] = written };
    }

    private JsonObject Write(ApplicationCredential credential) => new()
    {
        ["id"] = credential.Id,
        ["name"] = credential.Name,
        ["description"] = credential.Description,
        ["project_id"] = identity.ProjectId,
        ["user_id"] = identity.UserId,
        ["roles"] = new JsonArray([.. credential.Roles.Select(r => new JsonObject { ["id"] = r, ["name"] = r })]),
        ["expires_at"] = credential.ExpiresAt is { } at ? Zulu(at) : null,
        ["unrestricted"] = false,
    };

    private JsonArray Catalog(HttpContext context)
    {
        var here = WireContext.Of(context, settings).Base;
        return [Service("baremetal", "ironic", here), Service("identity", "keystone", $"{here}{Base}")];
    }

    private static JsonObject Service(string type, string name, string url) => new()
    {
        ["id"] = name,
        ["type"] = type,
        ["name"] = name,
        ["endpoints"] = new JsonArray([
            .. new[] { "public", "internal", "admin" }.Select(i => new JsonObject
            {
                ["id"] = $"{name}-{i}", ["interface"] = i, ["region"] = "RegionOne", ["region_id"] = "RegionOne", ["url"] = url,
            }),
        ]),
    };

    private JsonObject Project() => new()
    {
        ["id"] = identity.ProjectId, ["name"] = Identity.ProjectName, ["domain_id"] = Identity.DomainId, ["enabled"] = true, ["is_domain"] = false,
    };

    private static JsonObject Domain() => new() { ["id"] = Identity.DomainId, ["name"] = Identity.DomainName };

    private static string Zulu(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
