using ValenceCore.Http;

namespace ValenceCore.Access;

/// <summary>The least role for a request and its pace; no role: open to everybody.</summary>
internal sealed record RouteRule(Role? Least, Pace Pace)
{
    public bool IsOpen => Least is null;
}

/// <summary>Who may do what: one row for each method of each route. HEAD is GET.</summary>
internal static class RouteRules
{
    private static readonly Dictionary<(string Method, string Pattern), RouteRule> Rows = new()
    {
        [("GET", "/")] = Open(),
        [("GET", "/v1")] = Open(),
        [("GET", "/v1/health")] = Open(),
        [("GET", "/v1/openapi.json")] = Open(),
        [("GET", "/v1/openapi.yaml")] = Open(),

        [("GET", "/v1/drivers")] = Quick(Role.Reader),
        [("GET", "/v1/drivers/{name}")] = Quick(Role.Reader),

        [("GET", "/v1/pod_managers")] = Quick(Role.Reader),
        [("POST", "/v1/pod_managers")] = Quick(Role.Admin),
        [("GET", "/v1/pod_managers/{uuid}")] = Quick(Role.Reader),
        [("PATCH", "/v1/pod_managers/{uuid}")] = Quick(Role.Admin),
        [("DELETE", "/v1/pod_managers/{uuid}")] = Quick(Role.Admin),

        [("GET", "/v1/flavors")] = Quick(Role.Reader),
        [("POST", "/v1/flavors")] = Quick(Role.Admin),
        [("GET", "/v1/flavors/{uuid}")] = Quick(Role.Reader),
        [("PATCH", "/v1/flavors/{uuid}")] = Quick(Role.Admin),
        [("DELETE", "/v1/flavors/{uuid}")] = Quick(Role.Admin),

        [("GET", "/v1/nodes")] = Quick(Role.Reader),
        [("POST", "/v1/nodes")] = Waits(Role.Operator),
        [("POST", "/v1/explain")] = Waits(Role.Reader),
        [("POST", "/v1/nodes/manage")] = Waits(Role.Operator),
        [("GET", "/v1/nodes/{uuid}")] = Quick(Role.Reader),
        [("DELETE", "/v1/nodes/{uuid}")] = Waits(Role.Operator),
        [("POST", "/v1/nodes/{uuid}/action")] = Waits(Role.Operator),
        [("POST", "/v1/nodes/{uuid}/register")] = Waits(Role.Operator),
        [("DELETE", "/v1/nodes/{uuid}/register")] = Waits(Role.Operator),
        [("PATCH", "/v1/nodes/{uuid}/register")] = Waits(Role.Operator),
        [("GET", "/v1/nodes/{uuid}/storages")] = Quick(Role.Reader),
        [("GET", "/v1/servers")] = Quick(Role.Reader),
        [("GET", "/v1/servers/{uuid}")] = Quick(Role.Reader),
        [("GET", "/v1/instances")] = Quick(Role.Reader),
        [("POST", "/v1/instances")] = Waits(Role.Operator),
        [("GET", "/v1/instances/{uuid}")] = Quick(Role.Reader),
        [("PATCH", "/v1/instances/{uuid}")] = Quick(Role.Operator),
        [("DELETE", "/v1/instances/{uuid}")] = Waits(Role.Operator),
        [("POST", "/v1/instances/{uuid}/action")] = Waits(Role.Operator),
        [("POST", "/v1/instances/{uuid}/console")] = Waits(Role.Operator),
        [("GET", "/v1/instances/{uuid}/events")] = Quick(Role.Reader),
        [("GET", "/v1/storages")] = Quick(Role.Reader),
        [("GET", "/v1/storages/{id}")] = Quick(Role.Reader),

        [("GET", "/v1/systems")] = Waits(Role.Reader),
        [("GET", "/v1/systems/{id}")] = Waits(Role.Reader),
        [("GET", "/v1/racks")] = Waits(Role.Reader),
        [("GET", "/v1/racks/{id}")] = Waits(Role.Reader),
        [("GET", "/v1/devices")] = Quick(Role.Reader),
        [("GET", "/v1/devices/{uuid}")] = Quick(Role.Reader),
        [("POST", "/v1/devices/sync")] = Waits(Role.Operator),

        [("GET", "/v1/discrepancies")] = Waits(Role.Reader),
        [("POST", "/v1/discrepancies/{id}/{offer}")] = Waits(Role.Operator),

        [("GET", "/v1/operations")] = Quick(Role.Reader),
        [("GET", "/v1/operations/events")] = new(Role.Reader, Pace.Streams),
        [("GET", "/v1/operations/{id}")] = Quick(Role.Reader),
        [("POST", "/v1/operations/{id}/cancel")] = Quick(Role.Operator),
        [("POST", "/v1/operations/{id}/retry")] = Quick(Role.Operator),

        [("GET", "/v1/audit")] = Quick(Role.Admin),
        [("POST", "/v1/secrets/rotate")] = Quick(Role.Admin),
    };

    private static readonly RouteRule Unknown = Quick(Role.Reader);

    /// <summary>A route that nobody thought of is for admins only.</summary>
    private static readonly RouteRule Forgotten = Quick(Role.Admin);

    public static RouteRule For(string method, string pattern) =>
        pattern == ValenceRoute.Unknown.Pattern ? Unknown : Find(method, pattern) ?? Forgotten;

    public static RouteRule? Find(string method, string pattern) =>
        Rows.GetValueOrDefault((method == "HEAD" ? "GET" : method, pattern));

    private static RouteRule Open() => new(null, Pace.Quick);

    private static RouteRule Quick(Role least) => new(least, Pace.Quick);

    private static RouteRule Waits(Role least) => new(least, Pace.Waits);
}
