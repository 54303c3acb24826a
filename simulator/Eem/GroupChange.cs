using System.Globalization;
using System.Text.Json;
using Simulator.Hardware.ExpEther;

namespace Simulator.Eem;

/// <summary>The body of <c>PUT …/group_id</c>: <c>{"group_id": G}</c>, a text or a number, or null for a new one.</summary>
internal sealed record GroupChange(int? Group)
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public static async Task<(GroupChange? Change, EemError? Error)> ReadAsync(HttpContext context)
    {
        try
        {
            using var body = await JsonDocument.ParseAsync(context.Request.Body, Strict, context.RequestAborted);
            return Parse(body.RootElement);
        }
        catch (JsonException broken)
        {
            return (null, EemError.BadRequest([$"the body is not JSON: {broken.Message}"]));
        }
    }

    private static (GroupChange? Change, EemError? Error) Parse(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            return (null, EemError.BadRequest(["the body must be an object with group_id"]));
        }

        var problems = body.EnumerateObject().Where(p => p.Name != "group_id").Select(p => $"{p.Name}: is not known; the body has group_id alone").ToList();
        var group = body.TryGetProperty("group_id", out var value) ? Read(value, problems) : Missing(problems);
        return problems.Count > 0 ? (null, EemError.BadRequest(problems)) : (new GroupChange(group), null);
    }

    private static int? Read(JsonElement value, List<string> problems)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var group) && group is >= 1 and <= ExpEtherFabric.LastGroup)
        {
            return group;
        }

        problems.Add($"group_id: '{text}' is not a group from 1 to {ExpEtherFabric.LastGroup}, nor null for a new one; to leave a group, DELETE it");
        return null;
    }

    private static int? Missing(List<string> problems)
    {
        problems.Add("group_id: is missing");
        return null;
    }
}
