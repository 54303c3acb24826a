using System.CommandLine;
using System.Text.Json.Nodes;
using Valence.Client;

namespace Valence.Nouns;

/// <summary>Racks and systems live in the pod: they are asked of it and chosen by any of their keys.</summary>
internal static class One
{
    public static async Task<Query> InPodAsync(this Call call, Option<string?> pod)
    {
        var query = new Query();
        query.Put("podm_id", call.Of(pod) is { } given ? await call.PodAsync(given) : null);
        return query;
    }

    /// <summary>The only item that has this value under one of the keys; an id wins over a name.</summary>
    public static JsonNode Of(JsonNode? answer, string kind, string given, params string[] keys)
    {
        foreach (var key in keys)
        {
            var found = Answers.Items(answer).Where(item => item[key]?.ToString() == given).ToList();
            if (found.Count == 1)
            {
                return found[0];
            }

            if (found.Count > 1)
            {
                throw CommandFailure.Usage($"'{given}' is the {key.ToLowerInvariant()} of {found.Count} {kind}s; give the id of one: "
                    + $"{string.Join(", ", found.Select(item => item["id"]))}.");
            }
        }

        throw new CommandFailure(ExitCode.NotFound, $"There is no {kind} with the {string.Join(" or ", keys).ToLowerInvariant()} '{given}'.");
    }
}
