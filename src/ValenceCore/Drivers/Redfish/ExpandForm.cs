using System.Text.Json;

namespace ValenceCore.Drivers.Redfish;

/// <summary>In which form a service puts resources in the place of links (DSP0266, <c>ProtocolFeaturesSupported</c> of the root).</summary>
/// <param name="Sign"><c>.</c> leaves what stands in <c>Links</c> as it is, <c>*</c> does not.</param>
/// <param name="MostLevels">So deep at most.</param>
/// <param name="CanPage">Takes <c>$top</c> and <c>$skip</c>.</param>
/// <param name="CanSelect">Takes <c>$select</c>.</param>
internal sealed record ExpandForm(char Sign, int MostLevels, bool CanPage, bool CanSelect)
{
    /// <summary>Null for a service that expands nothing, or the links in <c>Links</c> only, among which members are not.</summary>
    public static ExpandForm? Of(JsonElement? root)
    {
        var features = root.Child("ProtocolFeaturesSupported");
        var query = features.Child("ExpandQuery");
        char? sign = Has(query, "NoLinks") ? '.' : Has(query, "ExpandAll") ? '*' : null;
        return sign is { } known
            ? new ExpandForm(known, Has(query, "Levels") ? Deepest(query) : 1, Has(features, "TopSkipQuery"), Has(features, "SelectQuery"))
            : null;
    }

    private static int Deepest(JsonElement? query) => (int)Math.Clamp(query.Number("MaxLevels") ?? int.MaxValue, 1, int.MaxValue);

    private static bool Has(JsonElement? features, string name) => features.Child(name) is { ValueKind: JsonValueKind.True };
}
