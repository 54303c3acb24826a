namespace Simulator.Redfish;

/// <summary>
/// The query parameters that a release knew: <c>$filter</c> on collections since 2.4, nothing before. Others that begin with a dollar
/// are refused, the rest mean nothing (DSP0266, query parameters).
/// </summary>
internal static class ProfileQuery
{
    /// <summary>Takes out of a request what means nothing to the release; refuses what it had to refuse.</summary>
    public static IResult? Apply(HttpRequest request, RedfishProfile profile)
    {
        if (profile.Queries is not { } known || !request.QueryString.HasValue)
        {
            return null;
        }

        var unknown = request.Query.Keys.Where(k => k.StartsWith('$') && !known.Contains(k)).Select(RedfishMessages.QueryParameterUnsupported).ToList();
        request.QueryString = QueryString.Create(request.Query.Where(p => known.Contains(p.Key)));
        return unknown.Count > 0 ? RedfishErrors.Answer(StatusCodes.Status501NotImplemented, unknown) : null;
    }
}
