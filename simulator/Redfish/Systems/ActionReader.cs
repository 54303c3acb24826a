using System.Text.Json;

namespace Simulator.Redfish;

/// <summary>The parameters of an action: typed values, and every problem in the words that the standard has for actions.</summary>
internal sealed class ActionReader(JsonElement body, string action)
{
    private readonly BodyReader _reader = new(body, []);

    public IReadOnlyList<RedfishMessage> Problems => _reader.Problems;

    public string? Text(string name, bool isRequired = false) =>
        Given(name, isRequired) is not { } value ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : Wrong<string>(name, value.GetRawText(), "a string");

    /// <summary>A list of texts; empty when it is not given.</summary>
    public IReadOnlyList<string> Texts(string name)
    {
        if (Given(name, isRequired: false) is not { } value)
        {
            return [];
        }

        if (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(t => t.ValueKind == JsonValueKind.String))
        {
            return [.. value.EnumerateArray().Select(t => t.GetString()!)];
        }

        Wrong<string>(name, value.GetRawText(), "a list of strings");
        return [];
    }

    /// <summary>A text that no answer repeats.</summary>
    public string? Secret(string name, bool isRequired = false)
    {
        if (Given(name, isRequired) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.String)
        {
            return value.GetString();
        }

        _reader.Problem(RedfishMessages.ActionParameterValueTypeError(action, name, "(hidden)", "a string"));
        return null;
    }

    /// <summary>The value as it was sent, for whoever knows what it may be.</summary>
    public JsonElement? Find(string name, bool isRequired = false) => Given(name, isRequired);

    public bool? Flag(string name)
    {
        if (Given(name, isRequired: false) is not { } value)
        {
            return null;
        }

        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return value.GetBoolean();
        }

        Wrong<string>(name, value.GetRawText(), "true or false");
        return null;
    }

    /// <summary>A whole number above zero.</summary>
    public int? Count(string name) =>
        Given(name, isRequired: false) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number > 0 ? number
        : WrongNumber(name, value.GetRawText());

    public string? OneOf(string name, IReadOnlyCollection<string> allowed, bool isRequired = false)
    {
        var text = Text(name, isRequired);
        if (text is null || allowed.Contains(text))
        {
            return text;
        }

        _reader.Problem(RedfishMessages.ActionParameterValueNotInList(action, name, text, allowed));
        return null;
    }

    public TEnum? OneOf<TEnum>(string name, bool isRequired = false)
        where TEnum : struct, Enum =>
        OneOf(name, Enum.GetNames<TEnum>(), isRequired) is { } text ? Enum.Parse<TEnum>(text) : null;

    public void Problem(RedfishMessage problem) => _reader.Problem(problem);

    /// <summary>Notes every parameter that nobody asked for.</summary>
    public void NothingElse() => _reader.NoOtherParameters(action);

    /// <summary>Notes that a value is not what it should be. Always null, for the one who wanted it.</summary>
    public string? Wrong(string name, JsonElement value, string expected) => Wrong<string>(name, value.GetRawText(), expected);

    private JsonElement? Given(string name, bool isRequired)
    {
        var value = _reader.Find(name);
        if (value is null && isRequired)
        {
            _reader.Problem(RedfishMessages.ActionParameterMissing(action, name));
        }

        return value;
    }

    private int? WrongNumber(string name, string value)
    {
        _reader.Problem(RedfishMessages.ActionParameterValueTypeError(action, name, value, "a whole number above zero"));
        return null;
    }

    private T? Wrong<T>(string name, string value, string expected)
        where T : class
    {
        _reader.Problem(RedfishMessages.ActionParameterValueTypeError(action, name, value, expected));
        return null;
    }
}
