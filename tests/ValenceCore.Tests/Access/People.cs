using System.Net.Http.Headers;
using System.Text;
using ValenceCore.Access;
using ValenceCore.Tests.Peers;

namespace ValenceCore.Tests.Access;

/// <summary>Rita may read, Otto operate, Ada everything; each by a token or a password of the same kind of name.</summary>
internal static class People
{
    public const string Reader = "rita";
    public const string Operator = "otto";
    public const string Admin = "ada";

    private static readonly (string Name, string Role)[] All = [(Reader, "reader"), (Operator, "operator"), (Admin, "admin")];

    public static string TokenOf(string name) => $"token-of-{name}";

    public static string PasswordOf(string name) => $"pass:word of {name}";

    public static void ByToken(ValenceCoreOptions options)
    {
        options.Access.Mode = AccessModes.Token;
        options.Limits.RequestsPerSecond = 0;
        options.Access.Tokens =
        [
            .. All.Select(one => new AccessTokenOptions
            {
                Name = one.Name, Role = one.Role, Sha256 = ValenceAccess.HashToken(TokenOf(one.Name)),
            }),
        ];
    }

    public static void ByPassword(ValenceCoreOptions options)
    {
        options.Access.Mode = AccessModes.HttpBasic;
        options.Access.Users =
        [
            .. All.Select(one => new AccessUserOptions
            {
                Name = one.Name, Role = one.Role, PasswordHash = ValenceAccess.HashPassword(PasswordOf(one.Name)),
            }),
        ];
    }

    /// <summary>Asks as one of the people above.</summary>
    public static Task<Answer> AsAsync(this CoreUnderTest core, string name, HttpMethod method, string path, string? body = null) =>
        core.WithAsync(method, path, body, ("X-Auth-Token", TokenOf(name)));

    public static Task<Answer> AsAsync(this CoreUnderTest core, string name, string path) => core.AsAsync(name, HttpMethod.Get, path);

    public static async Task<Answer> WithAsync(
        this CoreUnderTest core, HttpMethod method, string path, string? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await core.SendAsync(request);
    }

    public static string Basic(string name, string password) =>
        new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{password}"))).ToString();
}
