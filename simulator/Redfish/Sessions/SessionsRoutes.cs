using System.Text.Json.Serialization;

namespace Simulator.Redfish;

internal static class SessionUris
{
    public const string Service = "/redfish/v1/SessionService";
    public const string Sessions = Service + "/Sessions";
}

/// <summary>SessionService v1_2_0, Session v1_8_0.</summary>
internal static class SessionsRoutes
{
    public static RedfishRoutes MapSessions(this RedfishRoutes routes, LoginSessions sessions, RedfishSettings settings) => routes
        .Resource(SessionUris.Service, SessionsJson.Default.SessionServiceJson, _ => new SessionServiceJson((int)settings.SessionTimeout.TotalSeconds))
        .Collection(
            SessionUris.Sessions,
            _ => ResourceCollection.Of(SessionUris.Sessions, "Session", "Session Collection", sessions.All.Select(s => s.Id)),
            context => LoginAsync(context, sessions))
        .Resource(
            $"{SessionUris.Sessions}/{{id}}",
            SessionsJson.Default.SessionJson,
            context => sessions.Find(RedfishRoutes.Id(context)) is { } session ? SessionJson.Of(session) : null,
            delete: context =>
            {
                sessions.Logout(RedfishRoutes.Id(context));
                return Task.FromResult(Results.NoContent());
            });

    private static async Task<IResult> LoginAsync(HttpContext context, LoginSessions sessions)
    {
        var (body, refusal) = await RequestBody.ReadAsync(context);
        if (refusal is not null)
        {
            return refusal;
        }

        var reader = new BodyReader(body, []);
        var (user, password) = (reader.Text("UserName"), reader.Secret("Password"));
        foreach (var missing in new[] { "UserName", "Password" }.Where(n => !reader.Has(n)))
        {
            reader.Problem(RedfishMessages.PropertyMissing($"#/{missing}"));
        }

        if (reader.Problems.Count > 0)
        {
            return RedfishErrors.BadRequest(reader.Problems);
        }

        if (sessions.Login(user!, password!) is not { } login)
        {
            return RedfishErrors.Answer(StatusCodes.Status401Unauthorized, [RedfishMessages.NoValidSession()]);
        }

        var session = SessionJson.Of(login.Session);
        context.Response.Headers["X-Auth-Token"] = login.Token;
        context.Response.Headers.Location = session.ODataId;
        context.Response.StatusCode = StatusCodes.Status201Created;
        return new ResourceResult<SessionJson>(session, SessionsJson.Default.SessionJson);
    }
}

internal sealed class SessionServiceJson(int sessionTimeout)
    : Resource(SessionUris.Service, "#SessionService.v1_2_0.SessionService", "SessionService", "Session Service")
{
    public int SessionTimeout => sessionTimeout;

    public bool ServiceEnabled => true;

    public Status Status => new("Enabled", "OK");

    public Link Sessions => new(SessionUris.Sessions);
}

internal sealed class SessionJson(string uri, string sessionId, string userName, DateTimeOffset createdTime)
    : Resource(uri, "#Session.v1_8_0.Session", sessionId, $"Session {sessionId}")
{
    public string UserName => userName;

    public DateTimeOffset CreatedTime => createdTime;

    public string SessionType => "Redfish";

    public static SessionJson Of(LoginSession session) =>
        new($"{SessionUris.Sessions}/{session.Id}", session.Id, session.UserName, session.Created);
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SessionServiceJson))]
[JsonSerializable(typeof(SessionJson))]
internal sealed partial class SessionsJson : JsonSerializerContext;
