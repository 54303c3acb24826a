namespace Simulator.Redfish;

/// <summary>PATCH of the session service: the timeout, 30 to 86400 seconds. It counts for sessions that are open, too.</summary>
internal static class SessionServicePatch
{
    private static readonly string[] ReadOnlyProperties = ["Id", "Name", "Description", "Status", "ServiceEnabled", "Sessions"];

    public static async Task<IResult> ApplyAsync(HttpContext context, LoginSessions sessions)
    {
        var (body, refusal) = await RequestBody.ReadAsync(context);
        if (refusal is not null)
        {
            return refusal;
        }

        var reader = new BodyReader(body, []);
        var seconds = AccountValues.Number(reader, "SessionTimeout", LoginSessions.LeastTimeoutSeconds, LoginSessions.MostTimeoutSeconds);
        reader.ReadOnly(ReadOnlyProperties);
        reader.NothingElse();
        if (reader.Problems.Count > 0)
        {
            return RedfishErrors.BadRequest(reader.Problems);
        }

        if (seconds is { } timeout)
        {
            sessions.SetTimeout(TimeSpan.FromSeconds(timeout));
        }

        return new ResourceResult<SessionServiceJson>(
            new SessionServiceJson((int)sessions.Timeout.TotalSeconds), SessionsJson.Default.SessionServiceJson);
    }
}
