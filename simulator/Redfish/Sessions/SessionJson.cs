using System.Text.Json.Serialization;

namespace Simulator.Redfish;

/// <summary>SessionService v1_2_0.</summary>
internal sealed class SessionServiceJson(int sessionTimeout)
    : Resource(SessionUris.Service, Type, "SessionService", "Session Service"), IResource
{
    public static string Type => "#SessionService.v1_2_0.SessionService";

    public int SessionTimeout => sessionTimeout;

    public bool ServiceEnabled => true;

    public Status Status => new("Enabled", "OK");

    public Link Sessions => new(SessionUris.Sessions);
}

/// <summary>Session v1_8_0.</summary>
internal sealed class SessionJson(LoginSession session, Account account)
    : Resource($"{SessionUris.Sessions}/{session.Id}", Type, session.Id, $"Session {session.Id}"), IResource
{
    public static string Type => "#Session.v1_8_0.Session";

    public string UserName => account.UserName;

    public IReadOnlyList<string> Roles => [account.RoleId];

    [JsonPropertyName("ClientOriginIPAddress")]
    public string? ClientOriginIpAddress => session.Origin?.ToString();

    public DateTimeOffset CreatedTime => session.Created;

    public string SessionType => "Redfish";

    /// <summary>Always null: answered once, in a header of the login.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Token => null;

    /// <summary>Always null: it is written and never read.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Password => null;

    [JsonPropertyName("@Message.ExtendedInfo")]
    public IReadOnlyList<RedfishMessage>? ExtendedInfo { get; init; }
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SessionServiceJson))]
[JsonSerializable(typeof(SessionJson))]
internal sealed partial class SessionsJson : JsonSerializerContext;
