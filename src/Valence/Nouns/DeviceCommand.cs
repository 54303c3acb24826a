using System.CommandLine;
using System.Text.Json.Nodes;
using Valence.Client;

namespace Valence.Nouns;

/// <summary><c>valence device</c>: pooled devices (valence-api 1.11).</summary>
internal static class DeviceCommand
{
    private const string Path = "/v1/devices";

    private static readonly Option<string?> Pod = new("--pod") { Description = "Only this pod manager, by name or uuid." };

    public static Command Build(Verbs verbs) => verbs.Noun("device", "Pooled devices: drives and cards that can be attached to nodes.",
        List(verbs), Show(verbs), Sync(verbs));

    private static Command List(Verbs verbs)
    {
        var type = new Option<string?>("--type") { Description = "Only this type, e.g. SSD." };
        var state = new Option<string?>("--state") { Description = "free or allocated." };
        return verbs.Verb(new Command("list", "Lists the devices as last synchronised.") { Pod, type, state }, async call =>
        {
            var query = new Query();
            query.Put("podm_id", call.Of(Pod) is { } given ? await call.PodAsync(given) : null);
            query.Put("type", call.Of(type));
            query.Put("state", call.Of(state));
            call.Rows(await call.GetAsync(Path + query), "uuid", "type", "state", "node_id", "pooled_group_id", "resource_uri");
        });
    }

    private static Command Show(Verbs verbs)
    {
        var device = new Argument<string>("device") { Description = "uuid or resource_uri of a device." };
        return verbs.Verb(new Command("show", "Shows one device.") { device }, async call =>
            call.Fields(await call.GetAsync($"{Path}/{(await call.DeviceAsync(call.Of(device))).Escaped()}")));
    }

    private static Command Sync(Verbs verbs) => verbs.Verb(new Command("sync", "Reads the devices anew from the pods.") { Pod }, async call =>
    {
        var body = new JsonObject();
        Bodies.Put(body, "podm_id", call.Of(Pod) is { } given ? await call.PodAsync(given) : null);
        var answer = await call.PostAsync(Path + "/sync", body, isLong: true);
        call.Rows(answer, "podm_id", "status", "detail");

        // The API answers 200 although a pod failed, so that the others are told of.
        return Answers.Items(answer).Any(pod => pod["status"]?.ToString() == "FAILED") ? ExitCode.Failed : ExitCode.Done;
    });
}
