using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ValenceCore.Composition;
using ValenceCore.Failures;
using ValenceCore.Http;
using ValenceCore.Operations;

namespace ValenceCore.Inventory;

/// <summary>HTTP of <c>/v1/systems</c>, <c>/v1/racks</c> and <c>/v1/devices</c> (valence-api 1.9-1.11).</summary>
internal static class InventoryApi
{
    public static IServiceCollection AddInventory(this IServiceCollection services) => services
        .AddSingleton<DeviceStore>()
        .AddSingleton<IClaimDevices>(provider => provider.GetRequiredService<DeviceStore>())
        .AddSingleton<InventoryController>()
        .AddSingleton<DeviceSync>()
        .AddForwardPlan(SyncStep.Kind, typeof(SyncStep))
        .AddSingleton<StorageApi>()
        .AddSingleton<PodInventoryStore>()
        .AddSingleton<IKnowStock, StoredStock>()
        .AddSingleton<NodeReconciliation>()
        .AddSingleton<PodReading>()
        .AddHostedService<PodWatcher>();

    public static IEndpointRouteBuilder MapInventory(this IEndpointRouteBuilder app) => app
        .Get<InventoryController>("/v1/systems", ListSystemsAsync)
        .Get<InventoryController>("/v1/systems/{id}", ShowSystemAsync)
        .Get<InventoryController>("/v1/racks", ListRacksAsync)
        .Get<InventoryController>("/v1/racks/{id}", ShowRackAsync)
        .Get<InventoryController>("/v1/devices", ListDevicesAsync)
        .Post<DeviceSync>("/v1/devices/sync", SynchroniseAsync)
        .Get<InventoryController>("/v1/devices/{uuid}", ShowDeviceAsync)
        .MapStorages();

    private static async Task<IResult> ListSystemsAsync(InventoryController controller, HttpContext context)
    {
        var asked = await InventoryQuestion.ReadAsync(context);
        return asked.Failed(out var bad)
            ? Replies.Failed(context, bad)
            : await SystemsAsync(controller, context, asked.Value);
    }

    private static async Task<IResult> SystemsAsync(InventoryController controller, HttpContext context, InventoryQuestion asked)
    {
        var type = InventoryJsonContext.Default.SystemJson;
        var query = CollectionQuery.Read(asked.Filters, type);
        if (query.Failed(out var bad))
        {
            return Replies.Failed(context, bad);
        }

        // The next page is of the same pod, even where only the body named it.
        var keep = new Dictionary<string, string> { ["podm_id"] = asked.PodId ?? "" };
        return Replies.Of(context, await controller.ListSystemsAsync(asked.PodId, query.Value.Filters, context.RequestAborted),
            systems => Collections.Page(context, query.Value, systems.Select(SystemJson.Of), type, "id", keep: keep));
    }

    /// <summary>An array of one or none, as the contract has it; of a driver that tells systems by properties of its own, the one itself (1.9).</summary>
    private static async Task<IResult> ShowSystemAsync(InventoryController controller, HttpContext context)
    {
        var asked = await InventoryQuestion.ReadAsync(context);
        if (asked.Failed(out var bad))
        {
            return Replies.Failed(context, bad);
        }

        var filters = new Dictionary<string, string>(asked.Value.Filters) { ["id"] = context.Segment("id") };
        var found = await controller.ListSystemsAsync(asked.Value.PodId, filters, context.RequestAborted);
        return found.Failure is null && found.Value is [{ Extra.Count: > 0 } system]
            ? Replies.Ok(SystemJson.Of(system), InventoryJsonContext.Default.SystemJson)
            : Systems(context, found);
    }

    private static async Task<IResult> ListRacksAsync(InventoryController controller, HttpContext context)
    {
        var asked = await InventoryQuestion.ReadAsync(context);
        return asked.Failed(out var bad)
            ? Replies.Failed(context, bad)
            : Replies.Of(context, await controller.ListRacksAsync(asked.Value.PodId, context.RequestAborted),
                racks => Racks(racks, asked.Value.IsDetailed));
    }

    private static async Task<IResult> ShowRackAsync(InventoryController controller, HttpContext context)
    {
        var asked = await InventoryQuestion.ReadAsync(context);
        return asked.Failed(out var bad)
            ? Replies.Failed(context, bad)
            : Replies.Of(context, await controller.ListRacksAsync(asked.Value.PodId, context.RequestAborted),
                racks => Racks(racks.Where(rack => rack.Id == context.Segment("id")), isDetailed: true));
    }

    private static async Task<IResult> ListDevicesAsync(InventoryController controller, HttpContext context)
    {
        var type = InventoryJsonContext.Default.BriefDeviceJson;
        var query = CollectionQuery.Read(context, type, DeviceStore.FilterNames);
        return query.Failed(out var bad)
            ? Replies.Failed(context, bad)
            : Collections.Page(
                context, query.Value, (await controller.ListDevicesAsync(query.Value.Filters, context.RequestAborted)).Select(BriefDeviceJson.Of),
                type, "uuid");
    }

    private static async Task<IResult> ShowDeviceAsync(InventoryController controller, HttpContext context) =>
        Replies.Of(context, await controller.ShowDeviceAsync(context.Segment("uuid"), context.RequestAborted),
            row => Replies.One(DeviceJson.Of(row), InventoryJsonContext.Default.DeviceJson));

    private static async Task<IResult> SynchroniseAsync(DeviceSync sync, HttpContext context)
    {
        var body = await RequestBody.ReadAsync(context);
        if (body.Failed(out var bad))
        {
            return Replies.Failed(context, bad);
        }

        var problems = new List<string>();
        var fields = new RequestFields(body.Value, problems);
        fields.AllowOnly("podm_id");
        var podId = fields.Text("podm_id");
        if (problems.Count > 0)
        {
            return Replies.Failed(context, Failure.Invalid(problems));
        }

        var results = await sync.RunAsync(podId, context.RequestAborted);
        return Replies.Ok(
            [.. results.Select(result => new SyncJson(result.Failure?.Detail, result.PodId, result.Failure is null ? "SUCCESS" : "FAILED"))],
            InventoryJsonContext.Default.SyncJsonArray);
    }

    private static IResult Systems(HttpContext context, Outcome<IReadOnlyList<PodSystem>> systems) =>
        Replies.Of(context, systems,
            found => Replies.Ok([.. found.Select(SystemJson.Of)], InventoryJsonContext.Default.SystemJsonArray));

    private static IResult Racks(IEnumerable<PodRack> racks, bool isDetailed) =>
        Replies.Ok([.. racks.Select(rack => RackJson.Of(rack, isDetailed))], RackJsonContext.Default.RackJsonArray);
}

/// <summary>What a GET asks of one pod: in the query, or in a body as old clients send it (valence-api 1.15).</summary>
internal sealed record InventoryQuestion(string? PodId, bool IsDetailed, IReadOnlyDictionary<string, string> Filters)
{
    public static async Task<Outcome<InventoryQuestion>> ReadAsync(HttpContext context)
    {
        var body = await RequestBody.ReadAsync(context);
        if (body.Failed(out var bad))
        {
            return bad;
        }

        var query = context.Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
        query.Remove("podm_id", out var podId);
        query.Remove("show_detail", out var detail);
        var problems = new List<string>();
        var fields = new RequestFields(body.Value, problems);
        fields.AllowOnly("podm_id", "show_detail");
        podId ??= fields.Text("podm_id");
        if (detail is not (null or "true" or "false" or "True" or "False"))
        {
            problems.Add("show_detail: must be true or false");
        }

        var isDetailed = detail is null ? fields.Flag("show_detail") ?? false : detail is "true" or "True";
        return problems.Count > 0 ? Failure.Invalid(problems) : new InventoryQuestion(podId, isDetailed, query);
    }
}
