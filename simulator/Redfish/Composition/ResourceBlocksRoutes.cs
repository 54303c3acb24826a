using Simulator.Hardware;
using Simulator.Hardware.Composition;

namespace Simulator.Redfish;

/// <summary>ResourceBlock v1_4_3: all of them, and the pools of who asks.</summary>
internal static class ResourceBlocksRoutes
{
    public static RedfishRoutes MapResourceBlocks(this RedfishRoutes routes, Pod pod, BlockComposition composition) => routes
        .Collection(
            CompositionUris.Blocks, "ResourceBlock",
            _ => Collection(CompositionUris.Blocks, "Resource Block Collection", pod.BlockIds) with { Capabilities = CollectionCapabilitiesJson.OfBlocks(pod) },
            post: composition.PostAsync)
        .Resource(
            $"{CompositionUris.Blocks}/{{id}}", ResourceBlocksJsonContext.Default.ResourceBlockJson,
            context => Find(pod, context) is { } block ? ResourceBlockJson.Of(pod, block) : null,
            patch: context => ResourceBlockPatch.ApplyAsync(context, pod, Find(pod, context)!),
            delete: context => composition.DeleteAsync(context, Find(pod, context)!),
            canBeDeleted: block => block.CanBeDeleted)
        .Collection(CompositionUris.FreePool, "ResourceBlock", context => Pool(context, pod, CompositionUris.FreePool, "Free Pool", BlockPool.Free))
        .Collection(CompositionUris.ActivePool, "ResourceBlock", context => Pool(context, pod, CompositionUris.ActivePool, "Active Pool", BlockPool.Active));

    private static ResourceBlock? Find(Pod pod, HttpContext context) => pod.FindBlock(RedfishRoutes.Id(context));

    private static ResourceCollection Pool(HttpContext context, Pod pod, string uri, string name, BlockPool pool)
    {
        var asker = CompositionClient.Of(context);
        return Collection(uri, name, pod.BlockIds.Where(id => pod.FindBlock(id) is { } block && pod.PoolOf(block) == pool && asker.Sees(pod.ClientOf(block))));
    }

    private static ResourceCollection Collection(string uri, string name, IEnumerable<string> ids) =>
        new(uri, name, Link.All(ids.Select(CompositionUris.Block)));
}

/// <summary>For whom blocks are composed: an account, or everybody where there is no login.</summary>
/// <param name="Name">Of the account.</param>
/// <param name="SeesAll">Whether what is assigned to others is its business.</param>
internal sealed record CompositionClient(string? Name, bool SeesAll)
{
    public static CompositionClient Of(HttpContext context) => Caller.Of(context) is { } caller
        ? new CompositionClient(
            caller.Account.UserName, caller.Role.Has(Privilege.ConfigureCompositionInfrastructure) || caller.Role.Has(Privilege.ConfigureManager))
        : new CompositionClient(Name: null, SeesAll: true);

    public bool Sees(string? client) => SeesAll || client == Name;
}
