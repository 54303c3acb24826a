using System.CommandLine;
using System.Text.Json.Nodes;
using Valence.Client;

namespace Valence.Nouns;

/// <summary>Racks and systems live in the pod: they are asked of it and chosen by any of their keys.</summary>
internal static class One
{
    /// <summary>The API wants to be told which pod; where there is one only, nobody needs to say it.</summary>
    public static async Task<Query> InPodAsync(this Call call, Option<string?> pod)
    {
        var query = new Query();
        query.Put("podm_id", call.Of(pod) is { } given ? await call.PodAsync(given) : await OnlyPodAsync(call));
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

    private static async Task<string> OnlyPodAsync(Call call)
    {
        var pods = Answers.Items(await call.GetAsync("/v1/pod_managers")).ToList();
        return pods switch
        {
            [var only] => only["uuid"]!.ToString(),
            [] => throw new CommandFailure(ExitCode.NotFound, "No pod manager is registered.", "next: valence pod create NAME URL --username NAME"),
            _ => throw CommandFailure.Usage($"--pod: say which of {string.Join(", ", pods.Select(one => one["name"]))}."),
        };
    }
}
