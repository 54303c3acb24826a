using System.Collections.Concurrent;

namespace Simulator.Redfish;

/// <summary>A privilege that suffices; one for <paramref name="OwnOnly"/> counts on the caller's own account or session alone.</summary>
internal sealed record Grant(Privilege Privilege, bool OwnOnly = false)
{
    public override string ToString() => OwnOnly ? $"{Privilege} (own only)" : $"{Privilege}";
}

/// <summary>Who may read and who may change what lies under a route. Any one grant suffices.</summary>
/// <param name="Route">Segments below the service root; <c>**</c> stands for any number of them.</param>
internal sealed record PrivilegeRule(string Route, IReadOnlyList<Grant> Read, IReadOnlyList<Grant> Change);

/// <summary>
/// The privileges each operation needs: one table, its first matching row counts. The mapping follows the standard's
/// privilege registry (PrivilegeRegistry v1_2_0).
/// </summary>
internal static class PrivilegeMap
{
    /// <summary>The properties of one's own account that ConfigureSelf may change (the registry's property override).</summary>
    public static readonly IReadOnlyList<string> OwnAccountProperties = ["Password"];

    private static readonly Grant[] Login = [new(Privilege.Login)];
    private static readonly Grant[] Components = [new(Privilege.ConfigureComponents)];
    private static readonly Grant[] Manager = [new(Privilege.ConfigureManager)];
    private static readonly Grant[] Users = [new(Privilege.ConfigureUsers)];
    private static readonly Grant Self = new(Privilege.ConfigureSelf, OwnOnly: true);

    private static readonly PrivilegeRule[] Rules =
    [
        new("**/Certificates/**", Manager, Manager),
        new("**/LogServices/**", Login, Manager),
        new("AccountService/Accounts/{id}", [.. Manager, .. Users, Self], [.. Users, Self]),
        new("AccountService/Roles/**", Login, Manager),
        new("AccountService/**", Login, Users),
        new("SessionService/Sessions/{id}", [.. Manager, Self], [.. Manager, Self]),
        new("SessionService/Sessions/**", Login, Login),
        new("SessionService/**", Login, Manager),
        new("EventService/Subscriptions", Login, [.. Manager, .. Components]),
        new("EventService/Subscriptions/Members", Login, [.. Manager, .. Components]),
        new("EventService/**", Login, Manager),
        new("CompositionService/ResourceBlocks/**", Login, Components),
        new("CompositionService/ResourceZones/**", Login, Components),
        new("CompositionService/**", Login, Manager),
        new("Managers/**", Login, Manager),
        new("TaskService/**", Login, Manager),
        new("JobService/**", Login, Manager),
        new("TelemetryService/**", Login, Manager),
        new("AggregationService/**", Login, Manager),
        new("UpdateService/**", Login, Components),
        // Systems, chassis, their parts, composed nodes, fabrics, and what is not there at all.
        new("**", Login, Components),
    ];

    private static readonly ConcurrentDictionary<string, PrivilegeRule> Known = new(StringComparer.Ordinal);

    /// <param name="route">The pattern of the endpoint, for example <c>/redfish/v1/Systems/{id}</c>.</param>
    public static PrivilegeRule Find(string route) => Known.GetOrAdd(route, static r =>
    {
        var below = r.StartsWith(ServiceRootRoutes.Root, StringComparison.Ordinal) ? r[ServiceRootRoutes.Root.Length..] : r;
        var segments = below.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return Rules.First(rule => Matches(rule.Route.Split('/'), segments));
    });

    private static bool Matches(ReadOnlySpan<string> rule, ReadOnlySpan<string> route)
    {
        if (rule.IsEmpty)
        {
            return route.IsEmpty;
        }

        if (rule[0] == "**")
        {
            return Matches(rule[1..], route) || (!route.IsEmpty && Matches(rule, route[1..]));
        }

        return !route.IsEmpty && rule[0] == route[0] && Matches(rule[1..], route[1..]);
    }
}
