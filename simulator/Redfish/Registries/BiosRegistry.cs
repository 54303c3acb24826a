using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>AttributeRegistry v1_4_0 of all BIOS settings here, made from the table that also checks them. It is no resource of the tree.</summary>
internal sealed class BiosRegistry
{
    /// <summary>Of the file and of the registry: clients look for the one that <c>Bios.AttributeRegistry</c> names by either.</summary>
    public const string Id = "BiosAttributeRegistry.v1_0_0";

    [JsonPropertyName("@odata.type")]
    public string ODataType => "#AttributeRegistry.v1_4_0.AttributeRegistry";

    [JsonPropertyName("Id")]
    public string RegistryId => Id;

    public string Name => "BIOS Attribute Registry";

    public string Language => "en";

    public string OwningEntity => "Contoso";

    public string RegistryVersion => "1.0.0";

    public AttributeEntries RegistryEntries { get; } =
        new([.. BiosAttribute.All.Values.OrderBy(a => a.Name, StringComparer.Ordinal).Select(AttributeEntry.Of)]);
}

internal sealed record AttributeEntries(IReadOnlyList<AttributeEntry> Attributes);

internal sealed record AttributeEntry(string AttributeName, string Type)
{
    public string DisplayName => AttributeName;

    public bool ReadOnly => false;

    public bool ResetRequired => true;

    public required JsonNode DefaultValue { get; init; }

    public int? LowerBound { get; init; }

    public int? UpperBound { get; init; }

    public int? ScalarIncrement { get; init; }

    public IReadOnlyList<AttributeWord>? Value { get; init; }

    public static AttributeEntry Of(BiosAttribute attribute) => attribute.IsNumber
        ? new AttributeEntry(attribute.Name, "Integer")
        {
            DefaultValue = int.Parse(attribute.Default, CultureInfo.InvariantCulture),
            LowerBound = attribute.Least,
            UpperBound = attribute.Most,
            ScalarIncrement = 1,
        }
        : new AttributeEntry(attribute.Name, "Enumeration")
        {
            DefaultValue = attribute.Default,
            Value = [.. attribute.Allowed.Select(word => new AttributeWord(word))],
        };
}

internal sealed record AttributeWord(string ValueName)
{
    public string ValueDisplayName => ValueName;
}
