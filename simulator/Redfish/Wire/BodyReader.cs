using System.Text.Json;

namespace Simulator.Redfish;

/// <summary>
/// One object of a request body being read: gives typed values and gathers every problem, each with its pointer into the
/// request. <c>@odata</c> annotations are skipped, as the protocol asks.
/// </summary>
/// <param name="released">Properties that it must not find, as the pod manager that is shown does not know them; null finds all.</param>
internal sealed class BodyReader(JsonElement element, List<RedfishMessage> problems, string pointer = "#", ReleasedProperties? released = null)
{
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    public IReadOnlyList<RedfishMessage> Problems => problems;

    /// <summary>What is read, as it was sent.</summary>
    public JsonElement Element => element;

    public bool Has(string name) => Find(name) is not null;

    public string Pointer(string name) => $"{pointer}/{name}";

    /// <summary>Pointer to the object as a whole.</summary>
    public string Itself => pointer;

    public void Problem(RedfishMessage problem) => problems.Add(problem);

    public string? Text(string name)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.String)
        {
            return value.GetString();
        }

        TypeError(name, value, "a string");
        return null;
    }

    /// <summary>A text that no answer repeats, not even when it is of the wrong type.</summary>
    public string? Secret(string name)
    {
        if (Find(name) is { ValueKind: not JsonValueKind.String })
        {
            problems.Add(RedfishMessages.PropertyValueTypeError(Pointer(name), "(hidden)", "a string"));
            return null;
        }

        return Text(name);
    }

    public string? TextOrNull(string name, out bool given)
    {
        given = Find(name) is not null;
        return Find(name) is { ValueKind: JsonValueKind.Null } ? null : Text(name);
    }

    public bool? Flag(string name)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return value.GetBoolean();
        }

        TypeError(name, value, "true or false");
        return null;
    }

    /// <summary>A whole number above zero.</summary>
    public int? Count(string name)
    {
        if (Amount(name) is not { } amount)
        {
            return null;
        }

        if (amount <= int.MaxValue && amount == Math.Floor(amount))
        {
            return (int)amount;
        }

        TypeError(name, Find(name)!.Value, "a whole number");
        return null;
    }

    /// <summary>A whole number above zero that may be large.</summary>
    public long? Bytes(string name)
    {
        if (Amount(name) is null)
        {
            return null;
        }

        var value = Find(name)!.Value;
        if (value.TryGetInt64(out var bytes))
        {
            return bytes;
        }

        TypeError(name, value, "a whole number");
        return null;
    }

    /// <summary>A number above zero.</summary>
    public double? Amount(string name)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Number)
        {
            TypeError(name, value, "a number");
            return null;
        }

        var number = value.GetDouble();
        if (number > 0)
        {
            return number;
        }

        problems.Add(RedfishMessages.PropertyValueOutOfRange(Pointer(name), value.GetRawText(), "above zero"));
        return null;
    }

    public string? OneOf(string name, params IReadOnlyCollection<string> allowed)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (allowed.Contains(text))
        {
            return text;
        }

        problems.Add(RedfishMessages.PropertyValueNotInList(Pointer(name), text, allowed));
        return null;
    }

    public TEnum? OneOf<TEnum>(string name)
        where TEnum : struct, Enum =>
        OneOf(name, Enum.GetNames<TEnum>()) is { } text ? Enum.Parse<TEnum>(text) : null;

    public BodyReader? Object(string name)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Object)
        {
            return new BodyReader(value, problems, Pointer(name), released);
        }

        TypeError(name, value, "an object");
        return null;
    }

    public IReadOnlyList<BodyReader> Objects(string name)
    {
        if (Find(name) is not { } value)
        {
            return [];
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            TypeError(name, value, "an array");
            return [];
        }

        var readers = new List<BodyReader>();
        foreach (var (index, item) in value.EnumerateArray().Index())
        {
            if (item.ValueKind == JsonValueKind.Object)
            {
                readers.Add(new BodyReader(item, problems, $"{Pointer(name)}/{index}", released));
            }
            else
            {
                TypeError($"{name}/{index}", item, "an object");
            }
        }

        return readers;
    }

    /// <summary>The URI of a link object.</summary>
    public string? Link(string name)
    {
        if (Object(name) is not { } link)
        {
            return null;
        }

        if (link.Find("@odata.id") is { ValueKind: JsonValueKind.String } uri)
        {
            return uri.GetString();
        }

        problems.Add(RedfishMessages.PropertyMissing($"{Pointer(name)}/@odata.id"));
        return null;
    }

    /// <summary>The URIs of an array of link objects.</summary>
    public IReadOnlyList<string> Links(string name)
    {
        var uris = new List<string>();
        foreach (var link in Objects(name))
        {
            if (link.Find("@odata.id") is { ValueKind: JsonValueKind.String } uri)
            {
                uris.Add(uri.GetString()!);
            }
            else
            {
                problems.Add(RedfishMessages.PropertyMissing(link.Pointer("@odata.id")));
            }

            link.NothingElse();
        }

        return uris;
    }

    /// <summary>Notes a known property that is not supported, when it is given.</summary>
    public void Unsupported(string name)
    {
        if (Has(name))
        {
            problems.Add(RedfishMessages.NotSupportedYet(Pointer(name)));
        }
    }

    /// <summary>Notes properties that exist and cannot be written.</summary>
    public void ReadOnly(IEnumerable<string> names)
    {
        foreach (var name in names.Where(n => !_read.Contains(n) && Has(n)))
        {
            problems.Add(RedfishMessages.PropertyNotWritable(Pointer(name)));
        }
    }

    /// <summary>Notes every property that nobody asked for.</summary>
    public void NothingElse()
    {
        foreach (var property in Unread())
        {
            problems.Add(released?.WhyNot(Pointer(property)) is { } reason
                ? RedfishMessages.PropertyOfOtherRelease(Pointer(property), reason)
                : RedfishMessages.PropertyUnknown(Pointer(property), _read.Order(StringComparer.Ordinal)));
        }
    }

    /// <summary>Notes what other releases have, of an object in which everything else is ignored.</summary>
    public void NothingOfOtherReleases()
    {
        foreach (var property in Unread())
        {
            if (released?.WhyNot(Pointer(property)) is { } reason)
            {
                problems.Add(RedfishMessages.PropertyOfOtherRelease(Pointer(property), reason));
            }
        }
    }

    /// <summary>Notes every parameter that the action does not have.</summary>
    public void NoOtherParameters(string action)
    {
        foreach (var parameter in Unread())
        {
            problems.Add(RedfishMessages.ActionParameterUnknown(action, parameter, _read));
        }
    }

    public JsonElement? Find(string name)
    {
        if (released?.WhyNot(Pointer(name)) is not null)
        {
            return null;
        }

        _read.Add(name);
        return element.TryGetProperty(name, out var value) ? value : null;
    }

    private IEnumerable<string> Unread() =>
        element.EnumerateObject().Select(p => p.Name).Where(n => !n.StartsWith("@odata.", StringComparison.Ordinal) && !_read.Contains(n));

    private void TypeError(string name, JsonElement value, string expected) =>
        problems.Add(RedfishMessages.PropertyValueTypeError(Pointer(name), value.GetRawText(), expected));
}
