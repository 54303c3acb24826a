using System.Text.Json;

namespace Simulator.Redfish;

/// <summary>
/// What the JSON grammar lets pass and this service does not: the same property twice in one object, and text that is no
/// Unicode (a lone surrogate written as an escape), which nobody could read later.
/// </summary>
internal static class BodyCheck
{
    public static IReadOnlyList<RedfishMessage> Problems(JsonElement body)
    {
        var problems = new List<RedfishMessage>();
        try
        {
            Check(body, "#", problems);
        }
        catch (InvalidOperationException)
        {
            // The reader's only way to say that a name or a text is no Unicode.
            return [RedfishMessages.MalformedJson("a text in it is not valid Unicode.")];
        }

        return problems;
    }

    private static void Check(JsonElement value, string pointer, List<RedfishMessage> problems)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                var names = new HashSet<string>(StringComparer.Ordinal);
                foreach (var property in value.EnumerateObject())
                {
                    if (!names.Add(property.Name))
                    {
                        problems.Add(RedfishMessages.PropertyDuplicate($"{pointer}/{property.Name}"));
                    }

                    Check(property.Value, $"{pointer}/{property.Name}", problems);
                }

                break;
            case JsonValueKind.Array:
                foreach (var (index, item) in value.EnumerateArray().Index())
                {
                    Check(item, $"{pointer}/{index}", problems);
                }

                break;
            case JsonValueKind.String:
                _ = value.GetString();
                break;
        }
    }
}
