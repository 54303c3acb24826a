using System.Text.Json.Nodes;

namespace Simulator.Ironic;

/// <summary>How the items of a list are written: short, full (<c>detail</c>), or chosen fields (<c>fields=</c>).</summary>
internal sealed record ListForm<T>(Func<T, JsonNode> Write)
    where T : class
{
    /// <param name="unknown">What is said of fields that nobody knows; by default what real Ironic says of all but nodes.</param>
    public static Outcome<ListForm<T>> Of(
        QueryArguments query, FieldTable<T> table, WireContext wire, bool isDetailed, Func<IReadOnlyList<string>, IronicError?>? unknown = null)
    {
        var (detail, problem) = query.Flag("detail");
        if (problem is not null)
        {
            return problem;
        }

        if (query.Text("fields") is not { } text)
        {
            return new ListForm<T>(detail == true || isDetailed ? i => table.WriteFull(i, wire) : i => table.WriteShort(i, wire));
        }

        if (detail == true)
        {
            return IronicErrors.Invalid(
                table.Resource.StartsWith("volume", StringComparison.Ordinal)
                    ? "Can't fetch a subset of fields with 'detail' set"
                    : "Can not specify ?detail=True and fields in the same request.");
        }

        var names = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return table.CheckChosen(names, wire.Version, unknown ?? NotValid) is { } invalid
            ? invalid
            : new ListForm<T>(i => table.WriteChosen(i, wire, names));
    }

    private static IronicError NotValid(IReadOnlyList<string> names) => IronicErrors.Invalid($"Field(s) \"{string.Join(", ", names)}\" are not valid");
}
