using System.Net;
using System.Text.Json;

namespace ValenceCore.Drivers.Redfish;

/// <summary>A part of a collection as a service answered it.</summary>
/// <param name="Members">Whole, or links where the service stopped short.</param>
/// <param name="Total">How many members the collection has; null where the service does not say.</param>
/// <param name="Refusal">What it said in the place of an answer; null when it answered.</param>
internal sealed record ExpandedPage(IReadOnlyList<JsonElement?> Members, long? Total, HttpStatusCode? Refusal)
{
    /// <summary>So many pages of the service's own making are followed within one of ours.</summary>
    private const int MaxPages = 1_000;

    /// <summary>The members from <paramref name="skip"/> on, over all the pages that the service cuts this one into.</summary>
    public static async Task<ExpandedPage> AskAsync(
        RedfishConnection connection, string collection, ExpandPlan plan, int skip, int? top, string stage, CancellationToken cancellation)
    {
        var members = new List<JsonElement?>();
        var seen = new HashSet<string>();
        long? total = null;
        for (string? page = plan.Query(collection, skip, top); page is not null && seen.Add(page) && seen.Count <= MaxPages;)
        {
            var reply = await connection.AskAsync(page, stage, cancellation);
            if (!reply.IsSuccess)
            {
                return new ExpandedPage([], null, reply.Status);
            }

            members.AddRange(reply.Body.Items("Members"));
            total = reply.Body.Number("Members@odata.count") ?? total;
            page = reply.Body.Text("Members@odata.nextLink") ?? reply.Body.Text("@odata.nextLink");
        }

        return new ExpandedPage(members, total, null);
    }
}
