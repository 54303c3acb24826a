using Simulator.Hardware.ExpEther;

namespace Simulator.Eem;

/// <summary>The filters of a list: <c>status</c> (the kind of board) and <c>group_id</c>, both at once (valence-api 2.5).</summary>
internal sealed record DeviceFilter(string? Kind, string? Group)
{
    private static readonly string[] Known = ["status", "group_id"];

    /// <summary>The filter, or everything that is wrong with the query.</summary>
    public static (DeviceFilter? Filter, EemError? Error) Parse(IQueryCollection query)
    {
        var problems = query.Keys.Except(Known).Select(k => $"{k}: is not a filter; filters are {string.Join(", ", Known)}")
            .Concat(query.Where(q => q.Value.Count > 1).Select(q => $"{q.Key}: is given {q.Value.Count} times")).ToList();
        var (kind, group) = (Text(query, "status"), Text(query, "group_id"));
        if (kind is not (null or BoardJson.Server or BoardJson.Device))
        {
            problems.Add($"status: '{kind}' is not one of {BoardJson.Server}, {BoardJson.Device}");
        }

        if (group is not null && GroupIds.Parse(group) is null)
        {
            problems.Add($"group_id: '{group}' is not {GroupIds.Range}");
        }

        return problems.Count > 0 ? (null, EemError.BadRequest(problems)) : (new DeviceFilter(kind, group), null);
    }

    public bool Matches(Board board, BoardState state) =>
        (Kind is null || Kind == BoardJson.KindOf(board)) && (Group is null || GroupIds.Parse(Group) == GroupIds.Parse(GroupIds.Of(board, state)));

    private static string? Text(IQueryCollection query, string name) => query.TryGetValue(name, out var value) ? value.ToString() : null;
}
