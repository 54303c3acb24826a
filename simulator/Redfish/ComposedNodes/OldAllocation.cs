using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Simulator.Redfish;

/// <summary>
/// A body of Allocate as clients of the first releases wrote it, OpenStack Valence among them: numbers as text, and the device type of memory
/// under the name that it had before 1.2. The pod managers that they knew took it.
/// </summary>
internal static class OldAllocation
{
    private static readonly string[] Numbers = ["CapacityMiB", "TotalCores"];

    public static JsonElement InTodaysForm(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            return body;
        }

        var request = JsonObject.Create(body)!;
        foreach (var item in new[] { "Memory", "Processors" }.Select(name => request[name]).OfType<JsonArray>().SelectMany(list => list).OfType<JsonObject>())
        {
            foreach (var name in Numbers)
            {
                if (item[name] is JsonValue value && value.TryGetValue<string>(out var text) && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                {
                    item[name] = number;
                }
            }

            if (item["DimmDeviceType"] is { } type && !item.ContainsKey("MemoryDeviceType"))
            {
                item.Remove("DimmDeviceType");
                item["MemoryDeviceType"] = type;
            }
        }

        return JsonSerializer.SerializeToElement(request, WireJson.Default.JsonObject);
    }
}
