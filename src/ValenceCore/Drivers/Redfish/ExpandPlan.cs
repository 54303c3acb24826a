using System.Net;

namespace ValenceCore.Drivers.Redfish;

/// <summary>How the members of a collection are asked for.</summary>
/// <param name="Top">So many members at once; null for all, where a service cannot be asked for a part.</param>
/// <param name="Properties">For <c>$select</c>; null where it is not used.</param>
internal sealed record ExpandPlan(char Sign, int Levels, int? Top, string? Properties)
{
    /// <summary>Members alone are small, what they link is not.</summary>
    private const int ManyMembers = 500;

    private const int SomeMembers = 50;

    public static ExpandPlan For(ExpandForm form, ExpandWish wish)
    {
        var levels = Math.Min(wish.Levels, form.MostLevels);
        return new ExpandPlan(form.Sign, levels, form.CanPage ? MostAt(levels) : null, form.CanSelect ? wish.Properties : null);
    }

    public string Query(string collection, int skip, int? top)
    {
        var query = $"{collection}?$expand={Sign}";
        query += Levels > 1 ? $"($levels={Levels})" : "";
        query += top is { } count ? $"&$top={count}" : "";
        query += skip > 0 ? $"&$skip={skip}" : "";
        return query + (Properties is { } properties ? $"&$select={properties}" : "");
    }

    /// <summary>The next that is tried when a service has refused this one: other words where it may not know these, fewer members, then fewer levels.
    /// Null when nothing is left to try.</summary>
    public ExpandPlan? After(HttpStatusCode refusal) =>
        Properties is not null && !IsTooLarge(refusal) ? this with { Properties = null }
        : Top > 1 ? this with { Top = Top / 2 }
        : Levels > 1 ? this with { Levels = 1, Top = Top is null ? null : MostAt(1) }
        : null;

    /// <summary>The next that is tried when a service did not come to an end with this one in time: what its parts cost, it can answer one by one.</summary>
    public ExpandPlan? AfterSilence() => Levels > 1 ? this with { Levels = 1, Top = Top is null ? null : MostAt(1) } : null;

    private static bool IsTooLarge(HttpStatusCode refusal) => refusal is HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.InsufficientStorage;

    private static int MostAt(int levels) => levels > 1 ? SomeMembers : ManyMembers;
}
