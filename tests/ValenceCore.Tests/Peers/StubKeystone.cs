using System.Text.Json.Nodes;

namespace ValenceCore.Tests.Peers;

/// <summary>A Keystone that says of every token what it was told to say.</summary>
internal sealed class StubKeystone : StubPeer
{
    public const string Validate = "GET /v3/auth/tokens";
    public const string LogIn = "POST /v3/auth/tokens";

    public static async Task<StubKeystone> StartedAsync()
    {
        var keystone = new StubKeystone();
        await keystone.StartAsync();
        return keystone;
    }

    public void Knows(string name, params string[] roles) => On(Validate, Token(name, roles));

    public static StubReply Token(string name, string[] roles, string expiresAt = "2999-01-01T00:00:00.000000Z") => StubReply.Json(new JsonObject
    {
        ["token"] = new JsonObject
        {
            ["expires_at"] = expiresAt,
            ["user"] = new JsonObject { ["id"] = "1", ["name"] = name, ["domain"] = new JsonObject { ["id"] = "default", ["name"] = "Default" } },
            ["project"] = new JsonObject { ["id"] = "p-1", ["name"] = "racks" },
            ["roles"] = new JsonArray([.. roles.Select(role => new JsonObject { ["id"] = $"id-of-{role}", ["name"] = role })]),
        },
    });
}
