using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ValenceCore.Composition;
using ValenceCore.Failures;
using ValenceCore.Http;

namespace ValenceCore.Inventory;

/// <summary>
/// HTTP of <c>/v1/storages</c> and <c>/v1/nodes/{uuid}/storages</c>, which valence-api 1.8 and 1.12 declare and never served: the pooled
/// drives that the core knows, and the drives that a node has now.
/// </summary>
internal sealed class StorageApi(DeviceStore devices, CompositionController nodes)
{
    internal static readonly string[] Filters =
        ["id", "podm_id", "node_id", "type", "allocate_status", "pooling_group_id", "resource_uri", "model", "vendor", "name"];

    internal static readonly string[] NodeFilters = ["id", "type", "protocol", "pooled", "device_id"];

    public async Task<IResult> ListAsync(HttpContext context)
    {
        var type = StorageJsonContext.Default.StorageJson;
        var query = CollectionQuery.Read(context, type, Filters);
        return query.Failed(out var bad)
            ? Replies.Failed(context, bad)
            : Collections.Page(
                context, query.Value, (await DrivesAsync(new Dictionary<string, string>(), context)).Select(StorageJson.Of), type, "id",
                filters: true);
    }

    public async Task<IResult> ShowAsync(HttpContext context)
    {
        var id = context.Segment("id");
        var found = await DrivesAsync(new Dictionary<string, string> { ["uuid"] = id }, context);
        return found.Count == 0
            ? Replies.Failed(context, Failure.NotFound("storage", id))
            : Replies.One(StorageJson.Of(found[0]), StorageJsonContext.Default.StorageJson);
    }

    public async Task<IResult> OfNodeAsync(HttpContext context)
    {
        var type = StorageJsonContext.Default.NodeStorageJson;
        var query = CollectionQuery.Read(context, type, NodeFilters);
        if (query.Failed(out var bad))
        {
            return Replies.Failed(context, bad);
        }

        var shown = await nodes.ShowAsync(context.Segment("uuid"), context.RequestAborted);
        if (shown.Failed(out var failure))
        {
            return Replies.Failed(context, failure);
        }

        var (node, details) = shown.Value;
        var known = node.PodId is null
            ? []
            : (await DrivesAsync(new Dictionary<string, string> { ["podm_id"] = node.PodId }, context))
                .ToDictionary(row => row.ResourceUri, row => row.Uuid);
        return Collections.Page(
            context, query.Value,
            (details?.Drives ?? []).Select(drive => NodeStorageJson.Of(drive, known.GetValueOrDefault(drive.Uri ?? ""), known.Count > 0)), type, "id",
            filters: true);
    }

    private async Task<IReadOnlyList<DeviceRow>> DrivesAsync(Dictionary<string, string> filters, HttpContext context) =>
        [.. (await devices.ListAsync(filters, context.RequestAborted)).Where(row => row.Type is "SSD" or "HDD")];
}

internal static class StorageRoutes
{
    public static IEndpointRouteBuilder MapStorages(this IEndpointRouteBuilder app) => app
        .Get<StorageApi>("/v1/storages", (api, context) => api.ListAsync(context))
        .Get<StorageApi>("/v1/storages/{id}", (api, context) => api.ShowAsync(context))
        .Get<StorageApi>("/v1/nodes/{uuid}/storages", (api, context) => api.OfNodeAsync(context));
}
