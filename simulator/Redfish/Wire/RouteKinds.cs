using System.Collections.Concurrent;

namespace Simulator.Redfish;

/// <summary>
/// What kind of resource lies at each route, and at each route above it. Filled while routes are mapped: what is said about a kind,
/// by privileges and by events, follows the tree by itself.
/// </summary>
internal sealed class RouteKinds
{
    private readonly List<Entry> _all = [];
    private readonly ConcurrentDictionary<string, IReadOnlyList<string>> _chains = new(StringComparer.Ordinal);

    /// <summary>Every route of a resource with its kind, in the order of mapping.</summary>
    public IEnumerable<(string Route, string Kind)> All => _all.Select(e => (e.Route, e.Kind));

    /// <param name="route">Pattern below the host, for example <c>/redfish/v1/Chassis/{id}</c>.</param>
    /// <param name="odataType">For example <c>#Chassis.v1_28_0.Chassis</c>.</param>
    public void Add(string route, string odataType) => _all.Add(new Entry(route, Segments(route), odataType));

    /// <summary>
    /// From the root down to the resource that the route belongs to: <c>ServiceRoot</c>, <c>ChassisCollection</c>, <c>Chassis</c>. An action
    /// belongs to its resource, <c>…/Members</c> to its collection. Empty when nothing of it is known.
    /// </summary>
    public IReadOnlyList<string> ChainOf(string route) => _chains.GetOrAdd(route, Find);

    /// <summary>The kind of the resource at a URI; null when none lies there.</summary>
    public string? KindAt(string uri)
    {
        var segments = Segments(uri);
        return _all.Find(e => e.Segments.Length == segments.Length && e.LiesAbove(segments))?.Kind;
    }

    /// <summary>The <c>@odata.type</c> of what lies at exactly that route; null when it is no resource.</summary>
    public string? TypeOf(string route) => _all.Find(e => e.Route == route)?.Type;

    /// <summary>Likewise of the members of a collection, also under <c>…/Members</c>; null when the route is none of a collection.</summary>
    public string? MemberTypeOf(string route) =>
        (TypeOf(route) ?? (route.EndsWith("/Members", StringComparison.Ordinal) ? TypeOf(route[..^"/Members".Length]) : null)) is { } type && IsCollection(type)
            ? _all.Find(e => $"#{e.Kind}Collection.{e.Kind}Collection" == type)?.Type
            : null;

    public static bool IsCollection(string odataType) => odataType.EndsWith("Collection", StringComparison.Ordinal);

    private List<string> Find(string route)
    {
        var segments = Segments(route);
        return [.. _all.Where(e => e.LiesAbove(segments)).GroupBy(e => e.Segments.Length).OrderBy(g => g.Key).Select(g => g.First().Kind)];
    }

    private static string[] Segments(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    private sealed record Entry(string Route, string[] Segments, string Type)
    {
        public string Kind => Type[(Type.LastIndexOf('.') + 1)..];

        public bool LiesAbove(string[] path) => Segments.Length <= path.Length && Segments.Zip(path).All(pair => pair.First == pair.Second || pair.First[0] == '{');
    }
}
