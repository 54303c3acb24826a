using System.ComponentModel;
using System.Globalization;

namespace Harness.Scenarios;

/// <summary>Reads values of plain types from the words of a feature file, in the invariant culture.</summary>
public static class ValueText
{
    private static readonly HashSet<Type> Numbers =
    [
        typeof(byte), typeof(sbyte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long), typeof(ulong),
        typeof(float), typeof(double), typeof(decimal),
    ];

    public static bool IsNumber(Type type) => Numbers.Contains(Nullable.GetUnderlyingType(type) ?? type);

    public static bool CanRead(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain == typeof(string) || plain == typeof(object) || plain.IsEnum
            || TypeDescriptor.GetConverter(plain).CanConvertFrom(typeof(string));
    }

    /// <summary>The value of <paramref name="text"/> as <paramref name="type"/>; no text is null for a nullable type.</summary>
    /// <exception cref="FormatException">The text is no such value; an enum's message lists the allowed names.</exception>
    public static object? Read(string text, Type type)
    {
        if (type == typeof(string) || type == typeof(object))
        {
            return text;
        }

        var underlying = Nullable.GetUnderlyingType(type);
        if (underlying is not null && text.Length == 0)
        {
            return null;
        }

        var plain = underlying ?? type;
        return plain.IsEnum ? ReadEnum(text, plain) : ReadPlain(text, plain);
    }

    private static object ReadEnum(string text, Type type)
    {
        var word = text.Replace(" ", "", StringComparison.Ordinal);
        var name = Enum.GetNames(type).FirstOrDefault(candidate => candidate.Equals(word, StringComparison.OrdinalIgnoreCase));
        return name is null
            ? throw new FormatException($"'{text}' is not a {type.Name}; allowed: {string.Join(", ", Enum.GetNames(type))}.")
            : Enum.Parse(type, name);
    }

    private static object? ReadPlain(string text, Type type)
    {
        var converter = TypeDescriptor.GetConverter(type);
        if (!converter.CanConvertFrom(typeof(string)))
        {
            throw new FormatException($"Text cannot be read as {type.Name}: write a [StepArgumentTransformation] that returns it.");
        }

        try
        {
            return converter.ConvertFrom(null, CultureInfo.InvariantCulture, text);
        }
        catch (Exception problem)
        {
            // Converters throw all manner of types, some of them plain Exception.
            throw new FormatException($"'{text}' is not a {type.Name}.", problem);
        }
    }
}
