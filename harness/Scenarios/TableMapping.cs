using System.Reflection;

namespace Harness.Scenarios;

/// <summary>
/// Makes objects from tables. Columns find constructor parameters and settable properties whatever
/// their case, spaces, '_' and '-'. Unknown columns, missing values and bad cells are reported together.
/// </summary>
public static class TableMapping
{
    /// <summary>One object per row.</summary>
    /// <exception cref="ArgumentException">The table does not fit; every problem is listed.</exception>
    public static IEnumerable<T> CreateSet<T>(this DataTable table)
    {
        var problems = new List<string>();
        var made = table.Rows.Select((row, index) => Make(typeof(T), Cells(row), $"row {index + 1}: ", problems)).ToList();
        ThrowIfAny(problems, typeof(T));
        return [.. made.Select(one => (T)one!)];
    }

    /// <summary>
    /// One object: from a table with a single row, or from a table of two columns (Field, Value) with
    /// one row per member, when the two headings are not themselves members.
    /// </summary>
    /// <exception cref="ArgumentException">The table does not fit; every problem is listed.</exception>
    public static T CreateInstance<T>(this DataTable table)
    {
        var problems = new List<string>();
        object? made = null;
        if (IsVertical(table, typeof(T)))
        {
            made = Make(typeof(T), [.. table.Rows.Select(row => (row[0], row[1]))], "", problems);
        }
        else if (table.RowCount == 1)
        {
            made = Make(typeof(T), Cells(table.Rows[0]), "", problems);
        }
        else
        {
            problems.Add($"one row is needed, the table has {table.RowCount}");
        }

        ThrowIfAny(problems, typeof(T));
        return (T)made!;
    }

    private static bool IsVertical(DataTable table, Type type)
    {
        var members = MemberNames(type).Select(Plain).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return table.Header.Count == 2 && !table.Header.All(heading => members.Contains(Plain(heading)));
    }

    private static List<(string Name, string Text)> Cells(DataTableRow row) => [.. row.Keys.Zip(row.Values)];

    private static object? Make(Type type, List<(string Name, string Text)> cells, string where, List<string> problems)
    {
        var before = problems.Count;
        var constructor = Constructor(type);
        var parameters = constructor?.GetParameters() ?? [];
        var properties = Settable(type);
        var unknown = cells.Select(cell => cell.Name).Except(MemberNames(type), MemberComparer.Instance).ToList();
        if (unknown.Count > 0)
        {
            problems.Add($"{where}unknown column {string.Join(", ", unknown.Select(name => $"'{name}'"))}; "
                + $"allowed: {string.Join(", ", MemberNames(type))}");
        }

        var repeated = cells.GroupBy(cell => cell.Name, MemberComparer.Instance).Where(group => group.Count() > 1);
        problems.AddRange(repeated.Select(group => $"{where}'{group.Key}' is given more than once"));

        var arguments = parameters.Select(parameter => Argument(parameter, cells, where, problems)).ToArray();
        var values = properties
            .Where(property => !parameters.Any(parameter => MemberComparer.Instance.Equals(parameter.Name, property.Name)))
            .Select(property => (property, Found: Find(cells, property.Name)))
            .Where(pair => pair.Found is not null)
            .Select(pair => (pair.property, Value: Read(pair.Found!, pair.property.PropertyType, pair.property.Name, where, problems)))
            .ToList();
        if (problems.Count > before)
        {
            return null;
        }

        var made = constructor is null ? Activator.CreateInstance(type)! : constructor.Invoke(arguments);
        values.ForEach(pair => pair.property.SetValue(made, pair.Value));
        return made;
    }

    private static object? Argument(
        ParameterInfo parameter, List<(string Name, string Text)> cells, string where, List<string> problems)
    {
        if (Find(cells, parameter.Name!) is { } text)
        {
            return Read(text, parameter.ParameterType, parameter.Name!, where, problems);
        }

        if (parameter.HasDefaultValue)
        {
            var type = parameter.ParameterType;
            return parameter.DefaultValue ?? (type.IsValueType ? Activator.CreateInstance(type) : null);
        }

        problems.Add($"{where}'{parameter.Name}' is missing");
        return null;
    }

    private static object? Read(string text, Type type, string name, string where, List<string> problems)
    {
        try
        {
            return ElementType(type) is { } element ? ReadList(text, element) : ValueText.Read(text, type);
        }
        catch (FormatException problem)
        {
            problems.Add($"{where}'{name}': {problem.Message}");
            return null;
        }
    }

    private static Type? ElementType(Type type) => type.IsArray
        ? type.GetElementType()
        : type.IsGenericType && type.IsInterface ? ArrayElement(type) : null;

    // IReadOnlyList<T>, IEnumerable<T> and the like: whatever an array of T can stand in for.
    private static Type? ArrayElement(Type type)
    {
        var arguments = type.GetGenericArguments();
        return arguments.Length == 1 && type.IsAssignableFrom(arguments[0].MakeArrayType()) ? arguments[0] : null;
    }

    private static Array ReadList(string text, Type element)
    {
        var words = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var list = Array.CreateInstance(element, words.Length);
        for (var index = 0; index < words.Length; index++)
        {
            list.SetValue(ValueText.Read(words[index], element), index);
        }

        return list;
    }

    private static string? Find(List<(string Name, string Text)> cells, string member)
    {
        var index = cells.FindIndex(cell => MemberComparer.Instance.Equals(cell.Name, member));
        return index < 0 ? null : cells[index].Text;
    }

    // A record's copy constructor is protected, so the public one with the most parameters is the primary one.
    private static ConstructorInfo? Constructor(Type type) =>
        type.GetConstructors().MaxBy(constructor => constructor.GetParameters().Length);

    private static List<PropertyInfo> Settable(Type type) =>
        [.. type.GetProperties().Where(property => property.SetMethod?.IsPublic == true && property.GetIndexParameters().Length == 0)];

    private static List<string> MemberNames(Type type) =>
        [.. Settable(type).Select(property => property.Name)
            .Union(Constructor(type)?.GetParameters().Select(parameter => parameter.Name!) ?? [], MemberComparer.Instance)];

    private static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit));

    private static void ThrowIfAny(List<string> problems, Type type)
    {
        if (problems.Count > 0)
        {
            throw new ArgumentException($"The table does not make {type.Name}:{string.Concat(problems.Select(one => $"\n  {one}"))}");
        }
    }

    private sealed class MemberComparer : IEqualityComparer<string?>
    {
        public static readonly MemberComparer Instance = new();

        public bool Equals(string? x, string? y) =>
            string.Equals(Plain(x ?? ""), Plain(y ?? ""), StringComparison.OrdinalIgnoreCase);

        public int GetHashCode(string? obj) => StringComparer.OrdinalIgnoreCase.GetHashCode(Plain(obj ?? ""));
    }
}
