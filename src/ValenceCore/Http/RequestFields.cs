using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ValenceCore.Http;

/// <summary>Reads the keys of one JSON object and notes every problem with its path, so that all are reported at once.</summary>
internal sealed class RequestFields(JsonObject body, List<string> problems, string path = "")
{
    public IReadOnlyList<string> Problems => problems;

    public bool Has(string name) => body.ContainsKey(name);

    /// <summary>Notes each key that is not among <paramref name="known"/>.</summary>
    public void AllowOnly(params string[] known)
    {
        foreach (var (name, _) in body.Where(pair => !known.Contains(pair.Key)))
        {
            problems.Add($"{At(name)}: unknown property, allowed are {string.Join(", ", known)}");
        }
    }

    /// <summary>A string; where one is required it must say something, unless <paramref name="mayBeEmpty"/>.</summary>
    public string? Text(string name, bool isRequired = false, bool mayBeEmpty = false)
    {
        if (Missing(name, isRequired))
        {
            return null;
        }

        if (body[name] is not JsonValue value || !value.TryGetValue<string>(out var text))
        {
            return Note<string>(name, "must be a string");
        }

        return text.Length == 0 && isRequired && !mayBeEmpty ? Note<string>(name, "must not be empty") : text;
    }

    /// <summary>A string out of a list, spelt exactly so.</summary>
    public string? OneOf(string name, IReadOnlyCollection<string> allowed, bool isRequired = false)
    {
        var text = Text(name, isRequired);
        return text is null || allowed.Contains(text)
            ? text
            : Note<string>(name, $"'{text}' is not allowed, use one of {string.Join(", ", allowed)}");
    }

    /// <summary>A whole number above zero, as a number or as a numeric string (valence-api 1.15).</summary>
    public int? Count(string name, bool isRequired = false)
    {
        if (Missing(name, isRequired))
        {
            return null;
        }

        var text = body[name] is JsonValue value && value.GetValueKind() is JsonValueKind.Number or JsonValueKind.String
            ? body[name]!.ToString()
            : "";
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : NoteNumber(name);
    }

    public bool? Flag(string name)
    {
        if (Missing(name, isRequired: false))
        {
            return null;
        }

        if (body[name] is JsonValue value && value.TryGetValue<bool>(out var flag))
        {
            return flag;
        }

        problems.Add($"{At(name)}: must be true or false");
        return null;
    }

    public RequestFields? Object(string name, bool isRequired = false)
    {
        if (Missing(name, isRequired))
        {
            return null;
        }

        return body[name] is JsonObject inner ? new RequestFields(inner, problems, At(name)) : Note<RequestFields>(name, "must be an object");
    }

    /// <summary>The raw object, for what is stored as it was sent.</summary>
    public JsonObject? Raw(string name) => body[name] as JsonObject;

    public IReadOnlyList<RequestFields> Objects(string name, bool isRequired = false)
    {
        if (Missing(name, isRequired))
        {
            return [];
        }

        if (body[name] is not JsonArray array || array.Any(item => item is not JsonObject))
        {
            problems.Add($"{At(name)}: must be an array of objects");
            return [];
        }

        return [.. array.Select((item, position) => new RequestFields((JsonObject)item!, problems, $"{At(name)}[{position}]"))];
    }

    public IReadOnlyList<string> Texts(string name, IReadOnlyCollection<string> allowed)
    {
        if (Missing(name, isRequired: false))
        {
            return [];
        }

        if (body[name] is not JsonArray array)
        {
            problems.Add($"{At(name)}: must be an array of strings");
            return [];
        }

        var texts = new List<string>();
        for (var position = 0; position < array.Count; position++)
        {
            if (array[position] is JsonValue value && value.TryGetValue<string>(out var text) && allowed.Contains(text))
            {
                texts.Add(text);
            }
            else
            {
                problems.Add($"{At(name)}[{position}]: must be one of {string.Join(", ", allowed)}");
            }
        }

        return texts;
    }

    /// <summary>Strings without spaces, such as names of traits.</summary>
    public IReadOnlyList<string> Texts(string name)
    {
        if (Missing(name, isRequired: false))
        {
            return [];
        }

        if (body[name] is JsonArray array
            && array.All(one => one is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 && !text.Any(char.IsWhiteSpace)))
        {
            return [.. array.Select(one => one!.GetValue<string>())];
        }

        problems.Add($"{At(name)}: must be an array of strings without spaces, such as CUSTOM_GPU");
        return [];
    }

    public void Problem(string name, string problem) => problems.Add($"{At(name)}: {problem}");

    private bool Missing(string name, bool isRequired)
    {
        // A null means "not given" for old clients, who send every field they know.
        if (body[name] is not null)
        {
            return false;
        }

        if (isRequired)
        {
            problems.Add($"{At(name)}: is required");
        }

        return true;
    }

    private T? Note<T>(string name, string problem)
        where T : class
    {
        problems.Add($"{At(name)}: {problem}");
        return null;
    }

    private int? NoteNumber(string name)
    {
        problems.Add($"{At(name)}: must be a whole number above zero, as a number or as a numeric string");
        return null;
    }

    private string At(string name) => path.Length == 0 ? name : $"{path}.{name}";
}
