using System.CommandLine;
using Valence.Client;

namespace Valence.Nouns;

/// <summary><c>valence discrepancy</c>: what store, pods and Ironic disagree on, and what can be done.</summary>
internal static class DiscrepancyCommand
{
    private const string Path = "/v1/discrepancies";

    public static Command Build(Verbs verbs) => verbs.Noun(
        "discrepancy", "What the service, its pods and Ironic disagree on.", List(verbs),
        Act(verbs, "adopt", "Makes the node one of this service."),
        Act(verbs, "free", "Gives back what is held."),
        Act(verbs, "forget", "Drops the row or the registration; no hardware is touched."),
        Act(verbs, "remove", "Removes the account at the pod."),
        Act(verbs, "sync", "Reads the devices of the pod anew."));

    private static Command List(Verbs verbs) => verbs.Verb(new Command("list", "Compares them now, and lists what disagrees with what can be done."), async call =>
    {
        var seen = await call.GetAsync(Path);
        call.Rows(call.IsJson ? seen : seen?["discrepancies"], "id", "offers", "detail");
        foreach (var one in Answers.Items(seen?["not_examined"]).Where(_ => !call.IsJson))
        {
            await call.Terminal.Error.WriteLineAsync($"not examined: {one["where"]}: {one["detail"]}");
        }
    });

    private static Command Act(Verbs verbs, string offer, string description)
    {
        var id = new Argument<string>("id") { Description = "As 'list' shows it." };
        return verbs.Verb(new Command(offer, description) { id }, async call =>
        {
            var answer = await call.PostAsync($"{Path}/{call.Of(id).Escaped()}/{offer}", null, isLong: true);
            if (answer is System.Text.Json.Nodes.JsonObject operation)
            {
                using var progress = Progress.For(call, isWanted: true);
                answer = await Operations.FollowAsync(call, operation, progress);
            }

            call.Said(answer, $"{call.Of(id)}: done.");
        });
    }
}
