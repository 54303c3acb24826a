using System.Text.Json;

namespace Simulator.Fixtures;

/// <summary>
/// One object of a fixture file being read: gives typed values, and notes every problem with its path instead of stopping.
/// A value that is missing or wrong reads as a harmless default, so that reading goes on to the next problem.
/// </summary>
internal sealed class FixtureNode(string path, JsonElement element, List<string> problems)
{
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    public string Path => path;

    public bool Has(string name) => Find(name) is not null;

    public void Problem(string name, string problem) => problems.Add($"{path}.{name}: {problem}");

    public string Text(string name, string? fallback = null)
    {
        if (Find(name) is not { } value)
        {
            return fallback ?? Missing(name, "");
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            Problem(name, $"must be a text, not {Kind(value)}");
            return fallback ?? "";
        }

        return value.GetString()!;
    }

    public string OneOf(string name, string fallback, params string[] allowed)
    {
        var text = Text(name, fallback);
        if (!allowed.Contains(text))
        {
            Problem(name, $"'{text}' is not one of {string.Join(", ", allowed)}");
        }

        return text;
    }

    /// <summary>An id: letters, digits and dashes, starting with a letter.</summary>
    public string Id(string name, string fallback)
    {
        var id = Text(name, fallback);
        if (id.Length is 0 or > 40 || !char.IsAsciiLetter(id[0]) || !id.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
        {
            Problem(name, $"'{id}' is not an id (a letter, then letters, digits and dashes, at most 40)");
        }

        return id;
    }

    public int Number(string name, int least, int most, int? fallback = null)
    {
        if (Find(name) is not { } value)
        {
            return fallback ?? Missing(name, least);
        }

        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt32(out var number))
        {
            Problem(name, $"must be a whole number, not {Kind(value)}");
            return fallback ?? least;
        }

        if (number < least || number > most)
        {
            Problem(name, $"{number} is not between {least} and {most}");
            return fallback ?? least;
        }

        return number;
    }

    public TimeSpan Seconds(string name, TimeSpan fallback)
    {
        if (Find(name) is not { } value)
        {
            return fallback;
        }

        if (value.ValueKind != JsonValueKind.Number || !value.TryGetDouble(out var seconds) || seconds is < 0 or > 86_400)
        {
            Problem(name, "must be a number of seconds between 0 and 86400");
            return fallback;
        }

        return TimeSpan.FromSeconds(seconds);
    }

    public FixtureNode Object(string name)
    {
        if (Find(name) is not { } value)
        {
            return Missing(name, Empty(name));
        }

        return AsObject($"{path}.{name}", value);
    }

    public FixtureNode? OptionalObject(string name) => Has(name) ? Object(name) : null;

    /// <summary>Members of an object used as a dictionary, by name.</summary>
    public IReadOnlyList<(string Name, FixtureNode Node)> Members(string name)
    {
        if (Find(name) is not { } value)
        {
            return Missing<IReadOnlyList<(string, FixtureNode)>>(name, []);
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            Problem(name, $"must be an object, not {Kind(value)}");
            return [];
        }

        return [.. value.EnumerateObject().Select(p => (p.Name, AsObject($"{path}.{name}.{p.Name}", p.Value)))];
    }

    public IReadOnlyList<FixtureNode> Objects(string name, bool required = false) =>
        [.. Elements(name, required).Select((e, i) => AsObject($"{path}.{name}[{i}]", e))];

    public IReadOnlyList<string> Texts(string name)
    {
        var texts = new List<string>();
        var index = 0;
        foreach (var value in Elements(name, required: false))
        {
            if (value.ValueKind == JsonValueKind.String)
            {
                texts.Add(value.GetString()!);
            }
            else
            {
                Problem($"{name}[{index}]", $"must be a text, not {Kind(value)}");
            }

            index++;
        }

        return texts;
    }

    /// <summary>Notes every property that nobody asked for, so that a typing error is not silently ignored.</summary>
    public void NothingElse()
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach (var property in element.EnumerateObject().Where(p => !_read.Contains(p.Name)))
        {
            Problem(property.Name, $"is not known here; known are {string.Join(", ", _read.Order(StringComparer.Ordinal))}");
        }
    }

    private List<JsonElement> Elements(string name, bool required)
    {
        if (Find(name) is not { } value)
        {
            return required ? Missing<List<JsonElement>>(name, []) : [];
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            Problem(name, $"must be a list, not {Kind(value)}");
            return [];
        }

        if (required && value.GetArrayLength() == 0)
        {
            Problem(name, "must not be empty");
        }

        return [.. value.EnumerateArray()];
    }

    private FixtureNode AsObject(string at, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            problems.Add($"{at}: must be an object, not {Kind(value)}");
        }

        return new FixtureNode(at, value, problems);
    }

    private JsonElement? Find(string name)
    {
        _read.Add(name);
        return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : null;
    }

    // Below something that is not an object everything is missing; saying so once is enough.
    private T Missing<T>(string name, T harmless)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            Problem(name, "is missing");
        }

        return harmless;
    }

    private FixtureNode Empty(string name) => new($"{path}.{name}", default, problems);

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => $"the text '{value.GetString()}'",
        JsonValueKind.Number => $"the number {value.GetRawText()}",
        JsonValueKind.Null => "null",
        _ => value.GetRawText(),
    };
}
