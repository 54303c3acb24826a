using System.Globalization;
using System.Text.Json;
using System.Xml;
using Microsoft.OData.Edm;

namespace Simulator.Redfish;

/// <summary>
/// A value in a filter: of a property or of a literal. Scalars are <see cref="bool"/>, <see cref="string"/>,
/// <see cref="decimal"/> or <see cref="double"/>, and of literals also <see cref="Guid"/>, <see cref="DateTimeOffset"/> and
/// <see cref="TimeSpan"/>, to which texts of properties are read when they meet.
/// </summary>
/// <param name="Scalar">Null for null, for an absent property, and for objects and arrays.</param>
/// <param name="Json">The object that a path goes on from.</param>
internal readonly record struct FilterValue(object? Scalar, JsonElement? Json = null)
{
    public static FilterValue Null => default;

    public bool IsTrue => Scalar is true;

    public static FilterValue Of(bool value) => new(value);

    /// <summary>Null for a kind of literal that this service does not compare.</summary>
    public static FilterValue? OfLiteral(object? value) => value switch
    {
        null => Null,
        bool or string or decimal or double or Guid or DateTimeOffset or TimeSpan => new(value),
        sbyte or byte or short or int or long => new(Convert.ToDecimal(value, CultureInfo.InvariantCulture)),
        // By its text: 0.1 as a single is not 0.1 as a double.
        float single => new(double.Parse(single.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)),
        Date date => new(new DateTimeOffset(date.Year, date.Month, date.Day, 0, 0, 0, TimeSpan.Zero)),
        _ => null,
    };

    public static FilterValue OfProperty(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value)
            ? value.ValueKind switch
            {
                JsonValueKind.True => new(true),
                JsonValueKind.False => new(false),
                JsonValueKind.String => new(value.GetString()),
                JsonValueKind.Number => new(value.TryGetDecimal(out var exact) ? exact : value.GetDouble()),
                JsonValueKind.Object => new(null, value),
                JsonValueKind.Array => new(null, value),
                _ => Null,
            }
            : Null;

    /// <summary>Below, at or above zero as usual; null when the two have no order: of different kinds, or one is null.</summary>
    public static int? Compare(FilterValue left, FilterValue right)
    {
        if (left.IsNull || right.IsNull)
        {
            return left.IsNull && right.IsNull ? 0 : null;
        }

        return (left.Scalar, right.Scalar) switch
        {
            (string a, string b) => Math.Sign(string.CompareOrdinal(a, b)),
            (bool a, bool b) => a.CompareTo(b),
            (decimal a, decimal b) => a.CompareTo(b),
            (decimal or double, decimal or double) => CompareNumbers(left.Scalar, right.Scalar),
            (string text, Guid or DateTimeOffset or TimeSpan) => CompareTexts(text, right.Scalar),
            (Guid or DateTimeOffset or TimeSpan, string text) => -CompareTexts(text, left.Scalar),
            (Guid a, Guid b) => a.CompareTo(b),
            (DateTimeOffset a, DateTimeOffset b) => a.CompareTo(b),
            (TimeSpan a, TimeSpan b) => a.CompareTo(b),
            _ => null,
        };
    }

    private bool IsNull => Scalar is null && Json is null;

    private static int? CompareNumbers(object left, object right)
    {
        var (a, b) = (Convert.ToDouble(left, CultureInfo.InvariantCulture), Convert.ToDouble(right, CultureInfo.InvariantCulture));
        return double.IsNaN(a) || double.IsNaN(b) ? null : a.CompareTo(b);
    }

    private static int? CompareTexts(string text, object literal) => literal switch
    {
        Guid id => Guid.TryParse(text, out var given) ? given.CompareTo(id) : null,
        DateTimeOffset time => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var given)
            ? given.CompareTo(time) : null,
        TimeSpan span => TryReadDuration(text) is { } given ? given.CompareTo(span) : null,
        _ => null,
    };

    private static TimeSpan? TryReadDuration(string text)
    {
        try
        {
            return XmlConvert.ToTimeSpan(text);
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            return null; // A text that is no ISO 8601 duration has no order with one.
        }
    }
}
