using System.Text.Json.Serialization.Metadata;
using ValenceCore.Access;
using ValenceCore.Composition;
using ValenceCore.Drivers;
using ValenceCore.Flavors;
using ValenceCore.Health;
using ValenceCore.Http;
using ValenceCore.Instances;
using ValenceCore.Inventory;
using ValenceCore.Operations;
using ValenceCore.PodManagers;
using ValenceCore.Reconciliation;
using ValenceCore.Registration;
using ValenceCore.Secrets;
using ValenceCore.Servers;

namespace ValenceCore.OpenApi;

/// <summary>A page that describes every route of the API; which routes there are is not said here but read from what is mapped.</summary>
internal static class ApiDescriptions
{
    private static readonly JsonTypeInfo Confirmation = HttpJsonContext.Default.ConfirmationJson;
    private static readonly JsonTypeInfo Pod = PodManagerJsonContext.Default.PodManagerJson;
    private static readonly JsonTypeInfo OneFlavor = FlavorJsonContext.Default.FlavorJson;
    private static readonly JsonTypeInfo Brief = NodeJsonContext.Default.BriefNodeJson;
    private static readonly JsonTypeInfo Stored = NodeJsonContext.Default.StoredNodeJson;
    private static readonly JsonTypeInfo OneOperation = OperationJsonContext.Default.OperationJson;
    private static readonly JsonTypeInfo Driver = DriverJsonContext.Default.DriverJson;
    private static readonly JsonTypeInfo OneInstance = InstanceJsonContext.Default.InstanceJson;
    private static readonly string[] OfPod = ["podm_id"];

    public static readonly IReadOnlyList<ApiDescription> All =
    [
        Read("/", "Says which versions are served where.", RootJsonContext.Default.RootJson),
        Read("/v1", "Says which collections this version has.", RootJsonContext.Default.VersionOneJson),
        Read("/v1/health", "Says whether the service can do its work: 200, or 503 with the same body.", HealthJsonContext.Default.HealthJson),
        Read("/v1/openapi.json", "This document.", null) with { MediaType = "application/json" },
        Read("/v1/openapi.yaml", "This document as YAML.", null) with { MediaType = "application/yaml" },

        Page("/v1/audit", "Lists who changed what, the newest first; a hundred unless limit says how many.", AuditJsonContext.Default.AuditJson, AuditStore.FilterNames),
        new("POST", "/v1/secrets/rotate", "Seals every stored secret anew under a new key.", SecretJsonContext.Default.RotatedJson),

        List("/v1/drivers", "Lists the drivers that pod managers can be registered with.", Driver),
        Read("/v1/drivers/{name}", "Shows a driver.", Driver),

        Page("/v1/pod_managers", "Lists the pod managers.", Pod, PodManagerApi.Filters),
        Make("/v1/pod_managers", "Registers a pod manager and looks whether it answers.", Pod, RequestSchemas.PodManager),
        Tagged("/v1/pod_managers/{uuid}", "Shows a pod manager.", Pod),
        Change("PATCH", "/v1/pod_managers/{uuid}", "Changes a pod manager.", Pod) with { Body = RequestSchemas.PodManagerChange },
        Change("DELETE", "/v1/pod_managers/{uuid}", "Forgets a pod manager that has no nodes.", Confirmation),

        Page("/v1/systems", "Lists the systems of a pod.", InventoryJsonContext.Default.SystemJson,
            [.. OfPod, "id", "uuid", "Name", "Description", "health", "location", "ram", "nw", "storage"]),
        List("/v1/systems/{id}", "Shows a system, as an array of one or none.", InventoryJsonContext.Default.SystemJson) with { Query = OfPod },
        List("/v1/racks", "Lists the racks of a pod.", RackJsonContext.Default.RackJson) with { Query = [.. OfPod, "show_detail"] },
        List("/v1/racks/{id}", "Shows a rack, as an array of one or none.", RackJsonContext.Default.RackJson) with { Query = OfPod },
        Page("/v1/devices", "Lists the pooled devices.", InventoryJsonContext.Default.BriefDeviceJson, DeviceStore.FilterNames),
        new("POST", "/v1/devices/sync", "Reads the pooled devices of one pod or of all anew.", InventoryJsonContext.Default.SyncJson)
        {
            IsList = true, Body = RequestSchemas.Synchronise,
        },
        Tagged("/v1/devices/{uuid}", "Shows a pooled device.", InventoryJsonContext.Default.DeviceJson),
        Page("/v1/storages", "Lists the pooled drives.", StorageJsonContext.Default.StorageJson, StorageApi.Filters),
        Tagged("/v1/storages/{id}", "Shows a pooled drive.", StorageJsonContext.Default.StorageJson),

        Page("/v1/servers", "Lists composed nodes and the machines that Ironic has anyway.", ServerJsonContext.Default.ServerJson, ServerApi.Filters),
        Tagged("/v1/servers/{uuid}", "Shows one of them.", ServerJsonContext.Default.ServerJson),

        Page("/v1/instances", "Lists the instances.", OneInstance, InstanceApi.Filters),
        Make("/v1/instances", "Makes an instance: finds or composes a machine and deploys an image on it; with min_count or max_count several, answered as a list.",
            OneInstance, RequestSchemas.Instance) with { MayBeAccepted = true },
        Tagged("/v1/instances/{uuid}", "Shows an instance, and what Ironic says of its machine now.", OneInstance),
        Change("PATCH", "/v1/instances/{uuid}", "Changes what an instance is called, or locks it.", OneInstance) with { Body = RequestSchemas.InstanceChange },
        Change("DELETE", "/v1/instances/{uuid}", "Undeploys an instance; what was composed for it is unregistered and given back.", Confirmation) with { MayBeAccepted = true },
        Make("/v1/instances/{uuid}/action", "Switches an instance, or deploys it anew.", OneInstance, RequestSchemas.InstanceAction) with { MayBeAccepted = true },
        new("POST", "/v1/instances/{uuid}/console", "Tells where the console of an instance is; starts it.", InstanceJsonContext.Default.InstanceConsoleJson),
        List("/v1/instances/{uuid}/events", "Lists what was done with an instance, the oldest first.", InstanceJsonContext.Default.InstanceEventJson),

        Page("/v1/flavors", "Lists the flavors.", OneFlavor, FlavorApi.Filters),
        Make("/v1/flavors", "Makes a flavor.", OneFlavor, RequestSchemas.Flavor),
        Tagged("/v1/flavors/{uuid}", "Shows a flavor.", OneFlavor),
        Change("PATCH", "/v1/flavors/{uuid}", "Changes a flavor.", OneFlavor) with { Body = RequestSchemas.FlavorChange },
        Change("DELETE", "/v1/flavors/{uuid}", "Forgets a flavor.", Confirmation),

        Page("/v1/nodes", "Lists the composed nodes.", Brief, NodeStore.FilterNames),
        Make("/v1/nodes", "Composes a node.", Brief, RequestSchemas.Compose) with { MayBeAccepted = true },
        Make("/v1/nodes/manage", "Takes on a node that exists in a pod.", Brief, RequestSchemas.Manage) with { MayBeAccepted = true },
        new("POST", "/v1/explain", "Says what would come of a composition.", ExplainJsonContext.Default.ExplanationJson)
        {
            Body = RequestSchemas.Compose,
        },
        Tagged("/v1/nodes/{uuid}", "Shows a node as its pod shows it now.", NodeJsonContext.Default.NodeJson),
        Change("DELETE", "/v1/nodes/{uuid}", "Gives the hardware of a node back; with forget=true only forgets it, where its pod is gone for good.", Confirmation) with
        {
            MayBeAccepted = true, Query = ["forget"],
        },
        new("POST", "/v1/nodes/{uuid}/action", "Switches a node, sets its boot source, attaches or detaches a device.", null)
        {
            Status = 204, Body = RequestSchemas.Action,
        },
        Page("/v1/nodes/{uuid}/storages", "Lists the drives and volumes of a node.", StorageJsonContext.Default.NodeStorageJson, StorageApi.NodeFilters),
        Make("/v1/nodes/{uuid}/register", "Hands a node to Ironic.", Stored, RequestSchemas.Register) with { MayBeAccepted = true },
        new("PATCH", "/v1/nodes/{uuid}/register", "Tells Ironic what a registered node has by now.", Stored) { MayBeAccepted = true },
        new("DELETE", "/v1/nodes/{uuid}/register", "Takes a node back from Ironic; with undeploy=true what runs on it is undeployed first.", Stored)
        {
            MayBeAccepted = true, Query = ["undeploy"],
        },

        Read("/v1/discrepancies", "Compares store, pods and Ironic, and lists what disagrees with what can be done.", ReconciliationJsonContext.Default.DiscrepanciesJson),
        new("POST", "/v1/discrepancies/{id}/{offer}", "Does what was chosen about a discrepancy.", OneOperation) { Status = 202 },

        Page("/v1/operations", "Lists what is and was under way, the newest first.", OneOperation, OperationStore.FilterNames),
        Read("/v1/operations/events", "Tells how operations move, as server-sent events.", null) with { MediaType = "text/event-stream" },
        Tagged("/v1/operations/{id}", "Shows an operation.", OneOperation),
        new("POST", "/v1/operations/{id}/cancel", "Has an operation that is under way undone.", OneOperation) { Status = 202 },
        new("POST", "/v1/operations/{id}/retry", "Goes on with the undoing of an operation that needs attention.", OneOperation) { Status = 202 },
    ];

    public static ApiDescription? Of(string method, string pattern) =>
        All.FirstOrDefault(one => one.Pattern == pattern && one.Method == (method == "HEAD" ? "GET" : method));

    private static ApiDescription Read(string pattern, string summary, JsonTypeInfo? answer) => new("GET", pattern, summary, answer);

    private static ApiDescription List(string pattern, string summary, JsonTypeInfo element) =>
        Read(pattern, summary, element) with { IsList = true };

    private static ApiDescription Page(string pattern, string summary, JsonTypeInfo element, IReadOnlyCollection<string> filters) =>
        List(pattern, summary, element) with { IsPaged = true, Query = filters };

    private static ApiDescription Tagged(string pattern, string summary, JsonTypeInfo answer) =>
        Read(pattern, summary, answer) with { IsTagged = true };

    private static ApiDescription Make(string pattern, string summary, JsonTypeInfo answer, string body) =>
        new("POST", pattern, summary, answer) { Body = body, IsOnce = true };

    private static ApiDescription Change(string method, string pattern, string summary, JsonTypeInfo answer) =>
        new(method, pattern, summary, answer) { IsTagged = true };
}
