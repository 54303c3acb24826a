using System.Globalization;
using Microsoft.OpenApi;
using ValenceCore.Http;
using ValenceCore.Operations;

namespace ValenceCore.OpenApi;

/// <summary>What each method takes and answers.</summary>
internal sealed class OpenApiOperations(OpenApiDocument document, AnswerSchemas schemas)
{
    public OpenApiOperation Of(string method, string pattern)
    {
        var description = ApiDescriptions.Of(method, pattern) ?? new ApiDescription(method, pattern, "", null);
        var operation = new OpenApiOperation
        {
            Summary = description.Summary,
            OperationId = $"{method.ToLowerInvariant()}{string.Concat(pattern.Split('/', '{', '}').Where(part => part.Length > 0).Select(Capital))}",
            Parameters = [.. Query(description), .. Headers(description)],
            Responses = Responses(description, hasBody: method != "HEAD"),
        };
        if (description.Body is { } body)
        {
            operation.RequestBody = new OpenApiRequestBody { Content = OpenApiFile.Content(new OpenApiSchemaReference(body, document)) };
        }

        return operation;
    }

    private OpenApiResponses Responses(ApiDescription description, bool hasBody)
    {
        var success = new OpenApiResponse { Description = description.Status == 204 ? "It is done." : "As asked." };
        if (hasBody)
        {
            success.Content = ContentOf(description);
        }

        var responses = new OpenApiResponses
        {
            [description.Status.ToString(CultureInfo.InvariantCulture)] = success,
            ["default"] = new OpenApiResponseReference("Error", document),
        };
        if (description is { IsTagged: true, Method: "GET" })
        {
            responses["304"] = new OpenApiResponse { Description = "It is what If-None-Match names." };
        }

        if (description.MayBeAccepted)
        {
            responses["202"] = new OpenApiResponse
            {
                Description = "An operation goes on with it; Location names it.",
                Content = OpenApiFile.Content(schemas.Of(OperationJsonContext.Default.OperationJson)),
            };
        }

        return responses;
    }

    private Dictionary<string, IOpenApiMediaType>? ContentOf(ApiDescription description)
    {
        if (description.MediaType is { } mediaType)
        {
            return OpenApiFile.Content(new OpenApiSchema(), mediaType);
        }

        if (description.Answer is not { } type)
        {
            return null;
        }

        var schema = schemas.Of(type);
        return OpenApiFile.Content(description.IsList ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = schema } : schema);
    }

    private static IEnumerable<IOpenApiParameter> Query(ApiDescription description)
    {
        if (description.IsPaged)
        {
            yield return InQuery("limit", "How many elements at most; the next page is in the header Link.", new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1" });
            yield return InQuery("marker", "The id of the last element seen.", Text());
            yield return InQuery("sort_key", "A property to sort by.", Text(CollectionQuery.SortKeys(description.Answer!)));
            yield return InQuery("sort_dir", "asc or desc.", Text(["asc", "desc"]));
            yield return InQuery("fields", "The properties to answer, with commas between them.", Text());
        }

        foreach (var name in description.Query)
        {
            yield return InQuery(name, null, Text());
        }
    }

    private static IEnumerable<IOpenApiParameter> Headers(ApiDescription description)
    {
        if (description.IsTagged)
        {
            yield return description.Method == "GET"
                ? InHeader("If-None-Match", "Tags of what the reader has: 304 when it is the same.")
                : InHeader("If-Match", "Tags of what the caller has seen: 412 when it is something else by now.");
        }

        if (description.IsOnce)
        {
            yield return InHeader("Idempotency-Key", "The same key and request are answered as the first time, for a day.");
        }

        if (description.MayBeAccepted)
        {
            yield return InHeader("Prefer", "respond-async: 202 with the operation at once.");
        }
    }

    private static OpenApiParameter InQuery(string name, string? description, OpenApiSchema schema) =>
        new() { Name = name, In = ParameterLocation.Query, Description = description, Schema = schema };

    private static OpenApiParameter InHeader(string name, string description) =>
        new() { Name = name, In = ParameterLocation.Header, Description = description, Schema = Text() };

    private static OpenApiSchema Text(IEnumerable<string>? allowed = null) => new()
    {
        Type = JsonSchemaType.String, Enum = allowed is null ? null : [.. allowed.Select(value => System.Text.Json.Nodes.JsonValue.Create(value))],
    };

    private static string Capital(string part) =>
        string.Concat(part.Split('_', '.').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
