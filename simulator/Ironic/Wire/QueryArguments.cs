namespace Simulator.Ironic;

/// <summary>The query of a request, checked against what its endpoint knows.</summary>
internal sealed class QueryArguments
{
    private static readonly string[] Yes = ["true", "t", "yes", "y", "on", "1"];
    private static readonly string[] No = ["false", "f", "no", "n", "off", "0"];

    private readonly IQueryCollection _query;

    private QueryArguments(IQueryCollection query) => _query = query;

    /// <param name="context">The request.</param>
    /// <param name="known">Each argument with the minor version it came with.</param>
    public static Outcome<QueryArguments> Read(HttpContext context, IReadOnlyDictionary<string, int> known)
    {
        var unknown = context.Request.Query.Keys.Where(k => !known.ContainsKey(k)).ToList();
        if (unknown.Count > 0)
        {
            return IronicErrors.UnexpectedArguments(unknown);
        }

        return context.Request.Query.Keys.All(k => context.Version().Has(known[k]))
            ? new QueryArguments(context.Request.Query)
            : IronicErrors.NotAcceptable;
    }

    public static IronicError? RefuseAny(HttpContext context) => Read(context, new Dictionary<string, int>(StringComparer.Ordinal)).Error;

    public string? Text(string name) => _query.TryGetValue(name, out var value) ? value.ToString() : null;

    /// <summary>All arguments as given, for the <c>next</c> link.</summary>
    public IEnumerable<KeyValuePair<string, string>> Given => _query.Select(q => KeyValuePair.Create(q.Key, q.Value.ToString()));

    /// <summary>Null when absent; an error when it is neither true nor false.</summary>
    public (bool? Value, IronicError? Error) Flag(string name) => Text(name) is not { } text
        ? (null, null)
        : TryFlag(text, out var value) ? (value, null) : (null, IronicErrors.Invalid(
            $"Invalid value for {name}: unrecognized value '{text}', acceptable values are: {string.Join(", ", Yes.Concat(No))}"));

    public static bool TryFlag(string text, out bool value)
    {
        value = Yes.Contains(text, StringComparer.OrdinalIgnoreCase);
        return value || No.Contains(text, StringComparer.OrdinalIgnoreCase);
    }
}
