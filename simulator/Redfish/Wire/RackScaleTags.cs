using System.Text.Json;

namespace Simulator.Redfish;

/// <summary>
/// <c>Oem.Intel_RackScale.TaggedValues</c> in the body of a PATCH (Intel RSD 2.4, tagging): keys are merged, null takes one away.
/// </summary>
internal static class RackScaleTags
{
    public const string Property = "TaggedValues";

    private const string Oem = "Oem";
    private const string Section = "Intel_RackScale";

    /// <summary>Reads the whole of Intel's section, where tags are all that can be written there.</summary>
    public static IReadOnlyList<KeyValuePair<string, string?>> ReadSection(BodyReader reader)
    {
        if (reader.Object(Oem) is not { } oem)
        {
            return [];
        }

        var section = oem.Object(Section);
        var tags = section is null ? [] : Read(section);
        section?.NothingElse();
        oem.NothingElse();
        return tags;
    }

    public static IReadOnlyList<KeyValuePair<string, string?>> Read(BodyReader section)
    {
        if (section.Object(Property) is not { } tags)
        {
            return [];
        }

        var changes = new List<KeyValuePair<string, string?>>();
        foreach (var name in tags.Element.EnumerateObject().Select(p => p.Name))
        {
            if (name.Length == 0)
            {
                section.Problem(RedfishMessages.PropertyValueFormatError(section.Pointer(Property), "", "an object whose keys have a name"));
            }

            changes.Add(new(name, tags.TextOrNull(name, out _)));
        }

        return changes;
    }

    /// <summary>Whether a body speaks of tags at all.</summary>
    public static bool AreIn(BodyReader reader) =>
        reader.Find(Oem) is { ValueKind: JsonValueKind.Object } oem && oem.TryGetProperty(Section, out var section)
        && section.ValueKind == JsonValueKind.Object && section.TryGetProperty(Property, out _);
}
