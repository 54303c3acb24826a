using Microsoft.AspNetCore.Http;
using ValenceCore.Http;
using ValenceCore.Store;

namespace ValenceCore.Access;

/// <summary>HTTP of <c>/v1/audit</c>: the newest first, in pages even where nobody asks for pages.</summary>
internal sealed class AuditApi(AuditStore store)
{
    private const int DefaultLimit = 100;
    private const int MaxLimit = 1000;

    public async Task<IResult> ListAsync(HttpContext context)
    {
        var type = AuditJsonContext.Default.AuditJson;
        var read = CollectionQuery.Read(context, type, AuditStore.FilterNames, MaxLimit);
        if (read.Failed(out var bad))
        {
            return Replies.Failed(context, bad);
        }

        var query = read.Value;
        var page = await store.ListAsync(
            new PageWish(query.Limit ?? DefaultLimit, query.Marker, query.SortKey, query.IsDescending, query.Filters), context.RequestAborted);
        return page is null
            ? Replies.Failed(context, query.NoSuchMarker())
            : Collections.ReadPage(context, query, page.Rows.Select(AuditJson.Of), page.HasMore, type, "id");
    }
}
