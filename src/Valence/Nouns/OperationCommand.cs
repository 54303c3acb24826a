using System.CommandLine;
using System.Text.Json.Nodes;
using Valence.Client;

namespace Valence.Nouns;

/// <summary><c>valence operation</c>: what the service is and was at.</summary>
internal static class OperationCommand
{
    public static Command Build(Verbs verbs) => verbs.Noun("operation", "Operations: long work of the service, with its steps.",
        List(verbs), Show(verbs), Watch(verbs),
        Act(verbs, "cancel", "Has an operation that is under way undone."),
        Act(verbs, "retry", "Goes on with the undoing of an operation that needs attention."));

    private static Command List(Verbs verbs)
    {
        var state = new Option<string?>("--state") { Description = "Only those in this state, e.g. 'needs attention'." };
        return verbs.Verb(new Command("list", "Lists the operations.") { state }, async call =>
        {
            var all = await call.GetAsync(Operations.Path);
            var shown = call.Of(state) is { } wanted
                ? new JsonArray([.. Answers.Items(all).Where(one => one["state"]?.ToString() == wanted).Select(one => one.DeepClone())])
                : all;
            call.Rows(shown, "id", "kind", "subject", "state", "created_at", "updated_at");
        });
    }

    private static Command Show(Verbs verbs)
    {
        var id = new Argument<string>("id");
        return verbs.Verb(new Command("show", "Shows one operation with its steps.") { id }, async call =>
            call.Fields(await call.GetAsync($"{Operations.Path}/{call.Of(id).Escaped()}"), "id"));
    }

    private static Command Watch(Verbs verbs)
    {
        var id = new Argument<string?>("id") { Arity = ArgumentArity.ZeroOrOne, Description = "Follow this one to its end; without it, all until Ctrl-C." };
        return verbs.Verb(new Command("watch", "Follows operations as they go.") { id }, async call =>
        {
            if (call.Of(id) is not { } one)
            {
                await WatchAllAsync(call);
                return;
            }

            var operation = await call.GetAsync($"{Operations.Path}/{one.Escaped()}") as JsonObject ?? [];
            JsonObject ended;
            using (var progress = Progress.For(call, isWanted: true))
            {
                ended = await Operations.FollowAsync(call, operation, progress);
            }

            call.Said(ended, $"The operation {one} has succeeded.");
        });
    }

    private static Command Act(Verbs verbs, string verb, string description)
    {
        var id = new Argument<string>("id");
        return verbs.Verb(new Command(verb, description) { id }, async call =>
        {
            var accepted = await call.PostAsync($"{Operations.Path}/{call.Of(id).Escaped()}/{verb}", null);
            call.Said(accepted, $"The operation {call.Of(id)} is '{accepted?["state"]}'; 'valence operation watch {call.Of(id)}' follows it.");
        });
    }

    private static async Task WatchAllAsync(Call call)
    {
        await foreach (var operation in OperationNews.OfAllAsync(call, call.Cancellation))
        {
            if (call.IsJson)
            {
                await call.Terminal.Out.WriteLineAsync(operation.ToJsonString());
            }
            else
            {
                var step = Answers.Items(operation["steps"]).FirstOrDefault(step => step["state"]?.ToString() == "running")?["name"];
                await call.Terminal.Out.WriteLineAsync(
                    $"{Operations.IdOf(operation)}  {operation["kind"]}  {operation["subject"]}  {operation["state"]}{(step is null ? "" : $": {step}")}");
            }
        }
    }
}
