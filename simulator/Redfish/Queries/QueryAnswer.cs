using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Simulator.Redfish;

/// <summary>
/// Answers a read that has a query, in the order of the standard: filter, skip, top, expand, excerpt, select (DSP0266, query parameters).
/// </summary>
internal static class QueryAnswer
{
    private const string Members = "Members";

    public static Task WriteAsync(HttpContext context, Representation resource, ResourceTable resources, bool isCollection)
    {
        var (query, refusal) = QueryReader.Read(context.Request.Query, isCollection);
        if (refusal is not null)
        {
            return refusal.ExecuteAsync(context);
        }

        if (query == new RedfishQuery())
        {
            return RedfishWriter.WriteResourceAsync(context, resource);
        }

        var body = JsonNode.Parse(resource.Bytes)!.AsObject();
        if (query.Only)
        {
            return RedfishWriter.WriteResourceAsync(context, OnlyMember(body) is { } uri && resources.Read(uri, context) is { } member ? member : resource);
        }

        if (isCollection)
        {
            Page(body, query, uri => resources.Read(uri, context));
        }

        if (query.Expand is { } expand && !new Expansion(resources, context, expand).Run(body))
        {
            return RedfishErrors.Answer(
                StatusCodes.Status507InsufficientStorage,
                [RedfishMessages.InsufficientStorage("The answer would hold too many resources.", "Ask for fewer levels, or for fewer members with $filter, $skip and $top.")])
                .ExecuteAsync(context);
        }

        if (query.Excerpt && !Excerpt.Apply(body))
        {
            return RedfishErrors.BadRequest(RedfishMessages.QueryNotSupportedOnResource("excerpt")).ExecuteAsync(context);
        }

        Select(body, query, isCollection);
        return WriteAsync(context, resource, body, query.LooksIntoOthers);
    }

    private static string? OnlyMember(JsonObject collection) =>
        collection[Members] is JsonArray { Count: 1 } members ? (string?)members[0]!["@odata.id"] : null;

    private static void Page(JsonObject collection, RedfishQuery query, Func<string, Representation?> read)
    {
        if (collection[Members] is not JsonArray members)
        {
            return;
        }

        var matching = members.Where(m => query.Filter is not { } filter || (Json(m!, read) is { } json && filter.Holds(json))).ToList();
        collection[$"{Members}@odata.count"] = matching.Count;
        members.Clear();
        foreach (var member in matching.Skip(Bounded(query.Skip)).Take(Bounded(query.Top ?? matching.Count)))
        {
            members.Add(member);
        }
    }

    // Members are links as a rule; some collections, of log entries for one, hold them whole.
    private static JsonElement? Json(JsonNode member, Func<string, Representation?> read) =>
        member is JsonObject { Count: 1 } && (string?)member["@odata.id"] is { } uri
            ? read(uri) is { } found ? JsonElement.Parse(found.Bytes) : null
            : JsonElement.Parse(Encoding.UTF8.GetBytes(member.ToJsonString()));

    private static int Bounded(long count) => (int)Math.Min(count, int.MaxValue);

    private static void Select(JsonObject body, RedfishQuery query, bool isCollection)
    {
        if (isCollection && query.Expand is { Others: true })
        {
            query.Select?.ApplyToMembers(body);
        }
        else
        {
            query.Select?.Apply(body);
        }
    }

    private static Task WriteAsync(HttpContext context, Representation resource, JsonObject body, bool looksIntoOthers)
    {
        var bytes = Bytes(body);
        if (!looksIntoOthers)
        {
            return RedfishWriter.WriteResourceAsync(context, resource, bytes);
        }

        // The tag of the resource does not change with the others that are shown in it, so the answer goes without; the body has it.
        context.Response.Headers.Link = resource.SchemaLink;
        return RedfishWriter.WriteBytesAsync(context, bytes);
    }

    private static byte[] Bytes(JsonObject body)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Representation.Readable))
        {
            body.WriteTo(writer);
        }

        return buffer.ToArray();
    }
}
