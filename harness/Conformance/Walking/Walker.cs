using System.Text.Json;

namespace Harness.Conformance.Walking;

/// <summary>
/// Reads a service from its root by its links, level by level, so that the same service gives the same tree whatever the
/// order of its answers.
/// </summary>
public sealed class Walker(ServiceReader reader, ConformanceSettings settings, IProgress<int>? progress = null)
{
    public async Task<ServiceTree> WalkAsync(CancellationToken cancellation = default)
    {
        var tree = new ServiceTree();
        await WalkFromAsync(tree, [new Link("", ServiceTree.Root + "/", LinkKind.Resource)], cancellation);
        return tree;
    }

    /// <summary>
    /// Reads these again, and what is new behind them: the service may have changed while it was walked. Those that are gone
    /// leave the tree when nothing else speaks of them.
    /// </summary>
    public async Task RefreshAsync(ServiceTree tree, IReadOnlyCollection<string> uris, CancellationToken cancellation = default)
    {
        var known = uris.Select(tree.Find).OfType<Resource>().DistinctBy(r => r.Uri, StringComparer.Ordinal).ToList();
        known.ForEach(r => tree.Remove(r.Uri));
        await WalkFromAsync(tree, [.. known.Select(r => new Link("", r.Uri, r.Kind))], cancellation);
    }

    private async Task WalkFromAsync(ServiceTree tree, IReadOnlyList<Link> level, CancellationToken cancellation)
    {
        while (level.Count > 0)
        {
            var read = new Resource[level.Count];
            var options = new ParallelOptions { MaxDegreeOfParallelism = settings.Parallelism, CancellationToken = cancellation };
            await Parallel.ForAsync(0, level.Count, options, async (i, stop) =>
            {
                var uri = level[i].Target.Split('#')[0];
                tree.Put(read[i] = new Resource(uri, level[i].Kind, await reader.GetAsync(uri, stop)));
                progress?.Report(tree.Count);
            });
            foreach (var member in read.SelectMany(LeftOut))
            {
                tree.LeaveOut(member);
            }

            level =
            [
                .. read.SelectMany(r => r.Links)
                    .DistinctBy(l => ServiceTree.Key(l.Target), StringComparer.Ordinal)
                    .Where(l => ServiceTree.Key(l.Target).StartsWith('/') && tree.Find(l.Target) is null && !tree.IsLeftOut(l.Target))
                    .OrderBy(l => l.Target, StringComparer.Ordinal),
            ];
        }
    }

    // A limit counts the members of each collection; a page of it counts as a collection of its own.
    private IEnumerable<string> LeftOut(Resource resource)
    {
        if (resource.Type is { IsCollection: true } type
            && settings.Limits.TryGetValue(type.Name[..^TypeName.CollectionSuffix.Length], out var limit)
            && resource.Reply.Property("Members") is { ValueKind: JsonValueKind.Array } members)
        {
            return members.EnumerateArray().Skip(limit).Select(m => m.Text("@odata.id")).OfType<string>();
        }

        return [];
    }
}
