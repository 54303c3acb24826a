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

        var read = resources.For(context);
        if (query.Only)
        {
            return RedfishWriter.WriteResourceAsync(context, OnlyMember(Parse(resource.Bytes)) is { } uri && read(uri) is { } member ? member : resource);
        }

        ReadOnlyMemory<byte> answer = resource.Bytes;
        if (isCollection && query.ChoosesMembers)
        {
            var paged = Parse(answer.Span);
            Page(paged, query, read);
            answer = Bytes(paged);
        }

        if (query.Expand is { } expand)
        {
            if (new Expansion(read, expand).Run(context.Request.Path, answer.Span) is not { } expanded)
            {
                return RedfishErrors.Answer(
                    StatusCodes.Status507InsufficientStorage,
                    [RedfishMessages.InsufficientStorage("The answer would hold too many resources.", "Ask for fewer levels, or for fewer members with $filter, $skip and $top.")])
                    .ExecuteAsync(context);
            }

            answer = expanded;
        }

        if (query.Excerpt || query.Select is not null)
        {
            var body = Parse(answer.Span);
            if (query.Excerpt && !Excerpt.Apply(body))
            {
                return RedfishErrors.BadRequest(RedfishMessages.QueryNotSupportedOnResource("excerpt")).ExecuteAsync(context);
            }

            Select(body, query, isCollection);
            answer = Bytes(body);
        }

        return WriteAsync(context, resource, answer, query.LooksIntoOthers);
    }

    private static JsonObject Parse(ReadOnlySpan<byte> json) => JsonNode.Parse(json)!.AsObject();

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

    private static Task WriteAsync(HttpContext context, Representation resource, ReadOnlyMemory<byte> answer, bool looksIntoOthers)
    {
        if (!looksIntoOthers)
        {
            return RedfishWriter.WriteResourceAsync(context, resource, answer);
        }

        // The tag of the resource does not change with the others that are shown in it, so the answer goes without; the body has it.
        context.Response.Headers.Link = resource.SchemaLink;
        return RedfishWriter.WriteBytesAsync(context, answer.Span);
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
