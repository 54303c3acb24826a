namespace Simulator.Ironic;

/// <summary>How a kind of resource differs from the others.</summary>
/// <param name="Name">For messages: <c>Portgroup</c>.</param>
/// <param name="Path">Below <c>/v1</c>; its last segment is the member of lists.</param>
internal sealed record ResourceKind<T>(string Name, string Path, FieldTable<T> Table)
    where T : StoredResource
{
    /// <summary>Arguments of lists besides those that all lists have, each with its minor version.</summary>
    public IReadOnlyDictionary<string, int> Filters { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>What of a list remains with these arguments.</summary>
    public Func<IReadOnlyList<T>, QueryArguments, ApiVersion, Outcome<IReadOnlyList<T>>> Filter { get; init; } = (items, _, _) => items.ToList();

    /// <summary>Looks up what a new one (former null) or a changed one refers to; called with the store's lock held.</summary>
    public Func<T?, T, Outcome<T>> Resolve { get; init; } = (_, item) => item;

    public Func<T, IronicError?> RefuseDelete { get; init; } = _ => null;

    public Action<T> AfterCreate { get; init; } = _ => { };

    public Action<T> AfterDelete { get; init; } = _ => { };

    public string Member => Path.Split('/')[^1];
}

/// <summary>The requests that every collection answers alike: list, detailed list, show, create, patch, delete.</summary>
internal sealed class CollectionApi<T>(IronicSettings settings, ResourceStore<T> store, ResourceKind<T> kind, T empty)
    where T : StoredResource
{
    private static readonly Dictionary<string, int> FieldsOnly = new(StringComparer.Ordinal) { ["fields"] = 8 };

    private readonly Dictionary<string, int> _listArguments =
        new(Paging.Arguments.Concat(kind.Filters), StringComparer.Ordinal) { ["fields"] = 8, ["detail"] = 43 };

    public IResult List(HttpContext context) => ListOf(context, store.All(), kind.Path, isDetailed: false);

    public IResult Detail(HttpContext context) => ListOf(context, store.All(), $"{kind.Path}/detail", isDetailed: true);

    /// <summary>A list of these, as the query asks for it.</summary>
    public IResult ListOf(HttpContext context, IReadOnlyList<T> items, string path, bool isDetailed)
    {
        var query = QueryArguments.Read(context, _listArguments);
        if (query.Error is not null)
        {
            return query.Error;
        }

        var wire = WireContext.Of(context, settings);
        var filtered = kind.Filter(items, query.Value, wire.Version);
        if (filtered.Error is not null)
        {
            return filtered.Error;
        }

        // As in real Ironic nobody notices an unknown field where there is nothing to show.
        var form = ListForm<T>.Of(query.Value, kind.Table, wire, isDetailed, filtered.Value.Count == 0 ? _ => null : null);
        if (form.Error is not null)
        {
            return form.Error;
        }

        var page = Paging.Cut(filtered.Value, query.Value, r => r.Uuid, kind.Table, wire, kind.Name);
        return page.Error is null ? page.Value.Reply(kind.Member, path, wire, form.Value.Write) : page.Error;
    }

    public IResult Show(HttpContext context, string id)
    {
        var query = QueryArguments.Read(context, FieldsOnly);
        if (query.Error is not null)
        {
            return query.Error;
        }

        if (store.Find(id) is not { } found)
        {
            return IronicErrors.NotFound(kind.Name, id);
        }

        var form = ListForm<T>.Of(query.Value, kind.Table, WireContext.Of(context, settings), isDetailed: true);
        return form.Error is null ? JsonReply.Ok(form.Value.Write(found)) : form.Error;
    }

    public async Task<IResult> CreateAsync(HttpContext context)
    {
        if (QueryArguments.RefuseAny(context) is { } unknown)
        {
            return unknown;
        }

        var body = await RequestBody.ReadObjectAsync(context);
        if (body.Error is not null)
        {
            return body.Error;
        }

        var wire = WireContext.Of(context, settings);
        var read = kind.Table.Create(empty, body.Value, wire.Version);
        var resolved = read.Error is null ? kind.Resolve(null, read.Value) : read;
        var added = resolved.Error is null ? store.Add(resolved.Value) : resolved;
        if (added.Error is not null)
        {
            return added.Error;
        }

        kind.AfterCreate(added.Value);
        return JsonReply.Created(kind.Table.WriteFull(added.Value, wire), $"{wire.Base}/v1/{kind.Path}/{added.Value.Uuid}");
    }

    public async Task<IResult> PatchAsync(HttpContext context, string id)
    {
        var body = await RequestBody.ReadArrayAsync(context);
        if (body.Error is not null)
        {
            return body.Error;
        }

        if (store.Find(id) is not { } found)
        {
            return IronicErrors.NotFound(kind.Name, id);
        }

        var wire = WireContext.Of(context, settings);
        var changed = store.Change(found.Uuid, item =>
        {
            if (body.Value.Count == 0)
            {
                return item;
            }

            var patched = kind.Table.Patch(item, body.Value, wire);
            return patched.Error is null ? kind.Resolve(item, patched.Value) : patched;
        });
        return changed.Error is null ? JsonReply.Ok(kind.Table.WriteFull(changed.Value, wire)) : changed.Error;
    }

    public IResult Delete(HttpContext context, string id)
    {
        if (QueryArguments.RefuseAny(context) is { } unknown)
        {
            return unknown;
        }

        if (store.Find(id) is not { } found)
        {
            return IronicErrors.NotFound(kind.Name, id);
        }

        if (kind.RefuseDelete(found) is { } refusal)
        {
            return refusal;
        }

        store.Remove(found.Uuid);
        kind.AfterDelete(found);
        return EmptyReply.Done;
    }
}

/// <summary>Maps a collection's requests to their paths.</summary>
internal static class CollectionRoutes
{
    /// <param name="since">Minor version of the whole collection.</param>
    /// <param name="hasDetail">Whether <c>/detail</c> is there.</param>
    public static void MapCollection<T>(this WebApplication app, string path, CollectionApi<T> api, int since, bool hasDetail = false, int patchSince = 1)
        where T : StoredResource
    {
        app.MapGet($"/v1/{path}", api.List).Since(since);
        app.MapPost($"/v1/{path}", (Delegate)api.CreateAsync).Since(since);
        app.MapGet($"/v1/{path}/{{id}}", api.Show).Since(since);
        app.MapPatch($"/v1/{path}/{{id}}", api.PatchAsync).Since(Math.Max(since, patchSince));
        app.MapDelete($"/v1/{path}/{{id}}", api.Delete).Since(since);
        if (hasDetail)
        {
            app.MapGet($"/v1/{path}/detail", api.Detail).Since(since);
        }
    }
}
