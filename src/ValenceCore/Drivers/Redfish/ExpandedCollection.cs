using System.Collections.Concurrent;
using System.Text.Json;

namespace ValenceCore.Drivers.Redfish;

/// <summary>
/// One reading of a collection whose members stand in the answers, a part of them in each. What answers leave out is read by itself, so whatever a
/// service does with a query, the result is that of reading the members one by one.
/// </summary>
internal sealed class ExpandedCollection<T>(
    RedfishConnection connection, ResourceReader reader, string collection, string stage, Func<JsonElement?, CancellationToken, Task<T>> read)
{
    /// <summary>How many parts are read at the same time.</summary>
    private const int Width = 4;

    /// <summary>So many members that are refused one by one say that the service has had enough of it.</summary>
    private const int Strikes = 10;

    private readonly ConcurrentDictionary<string, T> found = new();
    private int next;
    private int strikes;

    /// <param name="first">What <paramref name="plan"/> has brought so far, from the first member on.</param>
    public async Task<IReadOnlyList<T>> ReadAsync(ExpandPlan plan, ExpandedPage first, CancellationToken cancellation)
    {
        var count = first.Members.Count;
        if (plan.Top is not { } top || (count != top && (first.Total ?? count) <= count))
        {
            return await reader.LinkedAsync(first.Members, read, stage, cancellation);
        }

        // What the collection holds and in which order: members may come and go while its parts are read, and some services count those of a page only.
        var links = await connection.MembersAsync(collection, stage, cancellation);
        await KeepAsync(first, cancellation);
        next = count;
        var size = Math.Min(top, count);
        await Parallel.ForEachAsync(
            Enumerable.Range(0, size > 0 ? Width : 0), new ParallelOptions { MaxDegreeOfParallelism = Width, CancellationToken = cancellation },
            async (_, token) =>
            {
                while (Interlocked.Add(ref next, size) is var end && end - size < links.Count && strikes < Strikes)
                {
                    await ReadPartAsync(plan, end - size, Math.Min(end, links.Count), token);
                }
            });

        var missing = links.Where(link => !found.ContainsKey(link)).Distinct().ToList();
        foreach (var (uri, resource) in await reader.SinglyAsync(missing, read, stage, cancellation))
        {
            found[uri] = resource;
        }

        return [.. links.Where(found.ContainsKey).Select(link => found[link])];
    }

    /// <summary>A part that is too much for the service, a fat member in it for one, is asked for in smaller ones.</summary>
    private async Task ReadPartAsync(ExpandPlan plan, int start, int end, CancellationToken cancellation)
    {
        for (var size = end - start; start < end && strikes < Strikes;)
        {
            var count = Math.Min(size, end - start);
            var page = await ExpandedPage.AskAsync(connection, collection, plan, start, count, stage, cancellation);
            if (page.Refusal is null)
            {
                await KeepAsync(page, cancellation);
                start = page.Members.Count > 0 ? start + page.Members.Count : end;
            }
            else if (count > 1)
            {
                size = count / 2;
            }
            else
            {
                Interlocked.Increment(ref strikes);
                start++;
            }
        }
    }

    private Task KeepAsync(ExpandedPage page, CancellationToken cancellation) => Parallel.ForEachAsync(
        page.Members.Where(ResourceReader.IsWhole), new ParallelOptions { MaxDegreeOfParallelism = Width, CancellationToken = cancellation },
        async (member, token) =>
        {
            if (member.Id() is { } uri && !found.ContainsKey(uri))
            {
                found[uri] = await read(member, token);
            }
        });
}
