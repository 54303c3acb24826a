using System.Text.Json.Nodes;

namespace Simulator.Ironic;

/// <content>Vendor methods: event subscriptions of the BMC, and taking media out.</content>
internal sealed partial class RedfishHardware : IVendorMethods
{
    private static readonly string[] SubscriptionMembers = ["Destination", "Context", "Protocol", "EventTypes", "HttpHeaders", "http_method"];

    public IReadOnlyDictionary<string, VendorMethod> NodeMethods => new Dictionary<string, VendorMethod>(StringComparer.Ordinal)
    {
        ["create_subscription"] = new(["POST"], "Subscribes a destination to the events of the BMC.", SubscribeAsync, CheckSubscription),
        ["delete_subscription"] = new(["DELETE"], "Deletes a subscription, named by id.", UnsubscribeAsync, NeedsId),
        ["get_all_subscriptions"] = new(["GET"], "Lists the subscriptions of the BMC.", AllSubscriptionsAsync) { NeedsLock = false },
        ["get_subscription"] = new(["GET"], "Shows a subscription, named by id.", SubscriptionAsync, NeedsId) { NeedsLock = false },
        ["eject_vmedia"] = new(["POST"], "Takes everything out of the virtual media devices.", async (call, _) =>
        {
            await EjectAsync(call);
            return null;
        }),
    };

    private static string? NeedsId(JsonObject arguments) => Json.Text(arguments["id"]) is null ? "Missing mandatory parameter: id" : null;

    private static string? CheckSubscription(JsonObject arguments) =>
        Json.Text(arguments["Destination"]) is not { Length: > 0 } ? "Missing mandatory parameter: Destination"
        : arguments.Select(a => a.Key).Except(SubscriptionMembers).ToList() is { Count: > 0 } unknown ? $"Unexpected arguments: {string.Join(", ", unknown)}"
        : null;

    private async Task<JsonNode?> SubscribeAsync(BmcCall call, JsonObject arguments)
    {
        var (bmc, path) = await SubscriptionsAsync(call);
        var reply = await client.PostAsync(
            bmc, path,
            new JsonObject
            {
                ["Destination"] = Json.Text(arguments["Destination"]),
                ["Protocol"] = Json.Text(arguments["Protocol"]) ?? "Redfish",
                ["Context"] = Json.Text(arguments["Context"]) ?? "",
                ["EventTypes"] = arguments["EventTypes"]?.DeepClone() ?? new JsonArray("Alert"),
            },
            call);
        Accept(reply);
        return Shown((await GetAsync(bmc, PathOf(reply.Location) ?? throw Missing("Location", reply), call)).Body);
    }

    private async Task<JsonNode?> UnsubscribeAsync(BmcCall call, JsonObject arguments)
    {
        var (bmc, path) = await SubscriptionsAsync(call);
        Accept(await client.DeleteAsync(bmc, $"{path}/{Uri.EscapeDataString(Json.Text(arguments["id"])!)}", body: null, call));
        return null;
    }

    private async Task<JsonNode?> AllSubscriptionsAsync(BmcCall call, JsonObject arguments)
    {
        var (bmc, path) = await SubscriptionsAsync(call);
        var list = await GetAsync(bmc, path, call);
        return new JsonObject { ["Members"] = list.Body["Members"]?.DeepClone() ?? new JsonArray() };
    }

    private async Task<JsonNode?> SubscriptionAsync(BmcCall call, JsonObject arguments)
    {
        var (bmc, path) = await SubscriptionsAsync(call);
        return Shown((await GetAsync(bmc, $"{path}/{Uri.EscapeDataString(Json.Text(arguments["id"])!)}", call)).Body);
    }

    private static JsonObject Shown(JsonObject subscription) => new(new[] { "Id", "Context", "Destination", "EventTypes", "Protocol" }
        .Select(k => KeyValuePair.Create(k, subscription[k]?.DeepClone())));

    private async Task<(RedfishDriverInfo Bmc, string Path)> SubscriptionsAsync(BmcCall call)
    {
        var (bmc, _, _) = await SystemAsync(call);
        var root = await GetAsync(bmc, "/redfish/v1/", call);
        var service = await GetAsync(bmc, Json.Text(root.Body["EventService"]?["@odata.id"]) ?? throw Missing("EventService", root), call);
        return (bmc, Json.Text(service.Body["Subscriptions"]?["@odata.id"]) ?? throw Missing("Subscriptions", service));
    }
}
