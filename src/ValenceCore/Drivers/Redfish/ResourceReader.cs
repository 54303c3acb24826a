using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;

namespace ValenceCore.Drivers.Redfish;

/// <summary>Reads many resources with few requests: members inside their collection where the service can expand (DSP0266 7.3.1), else a few at a time.</summary>
internal sealed class ResourceReader(RedfishConnection connection, TimeProvider time)
{
    /// <summary>How many members are read at the same time.</summary>
    private const int Width = 8;

    /// <summary>So long it is believed that a service does not take what it has refused; after that it may have been busy only.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<ExpandWish, (ExpandPlan? Plan, DateTimeOffset Until)> learnt = new();

    public static bool IsWhole(JsonElement? resource) => resource.Text("@odata.type") is not null || resource.Text("Id") is not null;

    /// <summary>The members of a collection over all its pages, in its order; those that are gone meanwhile are left out.</summary>
    /// <param name="wish">What may stand in them besides.</param>
    public Task<IReadOnlyList<JsonElement?>> CollectionAsync(string path, string stage, CancellationToken cancellation, ExpandWish? wish = null) =>
        CollectionAsync(path, wish ?? ExpandWish.Members, static (member, _) => Task.FromResult(member), stage, cancellation);

    /// <summary>The same, each member read as soon as it is there, so that what is not needed of it need not be kept.</summary>
    public async Task<IReadOnlyList<T>> CollectionAsync<T>(
        string path, ExpandWish wish, Func<JsonElement?, CancellationToken, Task<T>> read, string stage, CancellationToken cancellation)
    {
        var form = ExpandForm.Of(await connection.KnownRootAsync(stage, cancellation));
        HttpStatusCode? refusal = null;
        for (var plan = form is null ? null : PlanFor(form, wish); plan is not null;)
        {
            var page = await FirstPageAsync(path, plan, stage, cancellation);
            if (page.Refusal is HttpStatusCode.GatewayTimeout)
            {
                (refusal, plan) = (page.Refusal, plan.AfterSilence());
            }
            else if (page.Refusal is { } refused)
            {
                (refusal, plan) = (refused, plan.After(refused));
            }
            else if (page.Members.Count > 0 && !page.Members.Any(IsWhole))
            {
                // Some services say that they expand and answer links all the same.
                (refusal, plan) = (HttpStatusCode.NotImplemented, null);
            }
            else
            {
                Learn(wish, plan, refusal);
                return await new ExpandedCollection<T>(connection, this, path, stage, read).ReadAsync(plan, page, cancellation);
            }
        }

        Learn(wish, null, refusal);
        var members = await connection.MembersAsync(path, stage, cancellation);
        return [.. (await SinglyAsync(members, read, stage, cancellation)).Select(one => one.Resource)];
    }

    /// <summary>The members of a collection that a service may link and not have: then none.</summary>
    public async Task<IReadOnlyList<JsonElement?>> PartsAsync(string? path, string stage, CancellationToken cancellation, ExpandWish? wish = null)
    {
        try
        {
            return path is null ? [] : await CollectionAsync(path, stage, cancellation, wish);
        }
        catch (DriverException exception) when (exception.Kind == DriverFault.Missing)
        {
            return [];
        }
    }

    /// <summary>The members of a collection of parts: those that stand in their holder, or else as they are read.</summary>
    public async Task<IReadOnlyList<JsonElement?>> PartsAsync(JsonElement? holder, string name, string stage, CancellationToken cancellation) =>
        PartsIn(holder, name) ?? await PartsAsync(holder.Link(name), stage, cancellation);

    /// <summary>The members of a collection that stands in its holder, each of them whole; else null.</summary>
    public static IReadOnlyList<JsonElement?>? PartsIn(JsonElement? holder, string name) =>
        MembersIn(holder, name) is { } members && members.All(IsWhole) ? members : null;

    /// <summary>The members of a collection that stands in its holder, whole or as links; null where it does not, or not with all of them.</summary>
    public static IReadOnlyList<JsonElement?>? MembersIn(JsonElement? holder, string name)
    {
        var collection = holder.Child(name);
        var members = collection.Items("Members");
        return collection.Child("Members") is not null && collection.Child("Members@odata.nextLink") is null
            && (collection.Number("Members@odata.count") ?? members.Count) == members.Count
                ? members
                : null;
    }

    /// <summary>What stands in the place of each link: the resource itself where it was expanded, else it is read.</summary>
    public async Task<IReadOnlyList<JsonElement?>> LinkedAsync(IReadOnlyList<JsonElement?> links, string stage, CancellationToken cancellation) =>
        await LinkedAsync([.. links.DistinctBy(link => link.Id())], static (resource, _) => Task.FromResult(resource), stage, cancellation);

    /// <summary>The same in the order of the links, each read as soon as it is there; those that are gone meanwhile are left out.</summary>
    public async Task<IReadOnlyList<T>> LinkedAsync<T>(
        IReadOnlyList<JsonElement?> links, Func<JsonElement?, CancellationToken, Task<T>> read, string stage, CancellationToken cancellation)
    {
        var resources = new (bool IsThere, T? Resource)[links.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, links.Count),
            new ParallelOptions { MaxDegreeOfParallelism = Width, CancellationToken = cancellation },
            async (position, token) =>
            {
                var link = links[position];
                var resource = IsWhole(link) ? link : link.Id() is { } uri ? await connection.FindAsync(uri, stage, token) : null;
                resources[position] = resource is null ? default : (true, await read(resource, token));
            });
        return [.. resources.Where(one => one.IsThere).Select(one => one.Resource!)];
    }

    /// <summary>Reads resources a few at a time, in the order of their paths; those that are gone meanwhile are left out.</summary>
    public async Task<IReadOnlyList<JsonElement?>> AllAsync(IReadOnlyList<string> paths, string stage, CancellationToken cancellation) =>
        [.. (await SinglyAsync(paths, static (resource, _) => Task.FromResult(resource), stage, cancellation)).Select(one => one.Resource)];

    /// <summary>The same, each with its path.</summary>
    public async Task<IReadOnlyList<(string Uri, T Resource)>> SinglyAsync<T>(
        IReadOnlyList<string> paths, Func<JsonElement?, CancellationToken, Task<T>> read, string stage, CancellationToken cancellation)
    {
        var resources = new (string Uri, T Resource)?[paths.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, paths.Count),
            new ParallelOptions { MaxDegreeOfParallelism = Width, CancellationToken = cancellation },
            async (position, token) => resources[position] = await connection.FindAsync(paths[position], stage, token) is { } resource
                ? (paths[position], await read(resource, token))
                : null);
        return [.. resources.OfType<(string, T)>()];
    }

    private async Task<ExpandedPage> FirstPageAsync(string path, ExpandPlan plan, string stage, CancellationToken cancellation)
    {
        try
        {
            return await ExpandedPage.AskAsync(connection, path, plan, skip: 0, plan.Top, stage, cancellation);
        }
        catch (DriverException exception) when (exception is { Kind: DriverFault.Silent, Failure.Status: 504 })
        {
            // It answered what was asked before; this may have been too much.
            return new ExpandedPage([], null, HttpStatusCode.GatewayTimeout);
        }
    }

    private ExpandPlan? PlanFor(ExpandForm form, ExpandWish wish) =>
        learnt.TryGetValue(wish, out var known) && known.Until > time.GetUtcNow() ? known.Plan : ExpandPlan.For(form, wish);

    /// <summary>What a service has refused is not tried again for a while. An error that it did not foresee may have come from one member: that it
    /// expands nothing at all is not learnt from that.</summary>
    private void Learn(ExpandWish wish, ExpandPlan? plan, HttpStatusCode? refusal)
    {
        if (refusal is { } status && (plan is not null || status != HttpStatusCode.InternalServerError))
        {
            learnt[wish] = (plan, time.GetUtcNow() + Memory);
        }
    }
}
