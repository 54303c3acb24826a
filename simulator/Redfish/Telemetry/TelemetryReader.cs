using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;

namespace Simulator.Redfish;

/// <summary>Reads what report definitions and triggers have in common out of a request.</summary>
internal static partial class TelemetryReader
{
    /// <summary>The id that a client wants; null to get one.</summary>
    public static string? Id(BodyReader reader)
    {
        var id = reader.Text("Id");
        if (id is not null && !IdForm().IsMatch(id))
        {
            reader.Problem(RedfishMessages.PropertyValueFormatError(reader.Pointer("Id"), id, "1 to 64 letters, digits, - and _"));
        }

        return id;
    }

    /// <summary>Null when the property is not given.</summary>
    public static IReadOnlyList<string>? Texts(BodyReader reader, string name)
    {
        if (reader.Find(name) is not { } list)
        {
            return null;
        }

        if (list.ValueKind == JsonValueKind.Array && list.EnumerateArray().All(e => e.ValueKind == JsonValueKind.String))
        {
            return [.. list.EnumerateArray().Select(e => e.GetString()!)];
        }

        reader.Problem(RedfishMessages.PropertyValueTypeError(reader.Pointer(name), list.GetRawText(), "an array of strings"));
        return [];
    }

    /// <summary>Pointers that lead somewhere once their wildcards are replaced. Null when not given.</summary>
    public static IReadOnlyList<MetricPointer>? Pointers(BodyReader reader, Metrics metrics, IReadOnlyList<MetricWildcard> wildcards)
    {
        if (Texts(reader, "MetricProperties") is not { } texts)
        {
            return null;
        }

        var pointers = new List<MetricPointer>();
        foreach (var (index, text) in texts.Index())
        {
            var at = $"{reader.Pointer("MetricProperties")}/{index}";
            if (MetricPointer.TryParse(text) is not { } pointer)
            {
                reader.Problem(RedfishMessages.PropertyValueFormatError(at, text, "the path of a chassis, system, fabric, power equipment or part with a JSON pointer, like /redfish/v1/Chassis/{Id}/Sensors/power#/Reading"));
            }
            else if (!metrics.Expand(pointer, wildcards).Any(p => metrics.Find(p) is not null))
            {
                reader.Problem(RedfishMessages.PropertyValueFormatError(at, text, "one that leads to a value"));
            }
            else
            {
                pointers.Add(pointer);
            }
        }

        return pointers;
    }

    /// <summary>Null when not given.</summary>
    public static IReadOnlyList<MetricWildcard>? Wildcards(BodyReader reader)
    {
        if (!reader.Has("Wildcards"))
        {
            return null;
        }

        var wildcards = new List<MetricWildcard>();
        foreach (var item in reader.Objects("Wildcards"))
        {
            var name = item.Text("Name");
            if (!item.Has("Name"))
            {
                item.Problem(RedfishMessages.PropertyMissing(item.Pointer("Name")));
            }

            wildcards.Add(new MetricWildcard(name ?? "", Texts(item, "Values") ?? [MetricWildcard.Anything]));
            item.NothingElse();
        }

        return wildcards;
    }

    /// <summary>An ISO 8601 duration, not shorter than <see cref="MetricReports.ShortestInterval"/>.</summary>
    public static TimeSpan? Interval(BodyReader reader, string name)
    {
        if (reader.Text(name) is not { } text)
        {
            return null;
        }

        TimeSpan? span = null;
        try
        {
            span = XmlConvert.ToTimeSpan(text);
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            reader.Problem(RedfishMessages.PropertyValueFormatError(reader.Pointer(name), text, "a duration like PT1M"));
        }

        // Longer ones no timer can keep.
        if (span is { } given && (given < MetricReports.ShortestInterval || given > TimeSpan.FromDays(30)))
        {
            reader.Problem(RedfishMessages.PropertyValueOutOfRange(reader.Pointer(name), text, "from PT10S to P30D"));
        }

        return span;
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{1,64}$")]
    private static partial Regex IdForm();
}
