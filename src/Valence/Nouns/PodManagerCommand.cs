using System.CommandLine;
using System.Text.Json.Nodes;
using Valence.Client;

namespace Valence.Nouns;

/// <summary><c>valence podmanager</c>: the four commands of python-valenceclient with its arguments and columns (valence-api 4.3).</summary>
internal static class PodManagerCommand
{
    private const string Path = "/v1/pod_managers";

    private static readonly string[] Columns = ["uuid", "name", "url", "driver", "status", "created_at", "updated_at"];

    public static Command Build(Verbs verbs)
    {
        var command = verbs.Noun("podmanager", "Pod managers as earlier clients knew them; 'valence pod' can do more.",
            List(verbs), Create(verbs), Show(verbs), Delete(verbs));
        command.Hidden = true;
        return command;
    }

    private static Command List(Verbs verbs) => verbs.Verb(new Command("list", "Lists the pod managers."), async call =>
        call.Rows(await call.GetAsync(Path), Columns));

    private static Command Create(Verbs verbs)
    {
        var name = new Argument<string>("name");
        var url = new Argument<string>("url");
        var driver = new Option<string>("--driver") { DefaultValueFactory = _ => "redfishv1", Description = "How it is spoken to. [redfishv1]" };
        var auth = new Option<string[]>("--auth")
        {
            HelpName = "KEY=VALUE",
            Description = "username=..., password=... and perhaps type=basic; repeated. Without a password here VALENCE_POD_PASSWORD is used, or it is asked for.",
        };
        return verbs.Verb(new Command("create", "Registers a pod manager.") { name, url, driver, auth }, async call =>
        {
            var body = new JsonObject
            {
                ["name"] = call.Of(name),
                ["url"] = call.Of(url),
                ["driver"] = call.Of(driver),
                ["authentication"] = Authentication(call, call.Of(auth) ?? []),
            };
            Show(call, await call.PostAsync(Path, body));
        });
    }

    private static Command Show(Verbs verbs)
    {
        var id = new Argument<string>("id");
        return verbs.Verb(new Command("show", "Shows one pod manager.") { id }, async call =>
            Show(call, await call.GetAsync($"{Path}/{(await call.PodAsync(call.Of(id))).Escaped()}")));
    }

    /// <summary>Tries all, tells of each that fails, and fails then with their number, as the earlier client did.</summary>
    private static Command Delete(Verbs verbs)
    {
        var ids = new Argument<string[]>("id") { Arity = ArgumentArity.OneOrMore };
        return verbs.Verb(new Command("delete", "Forgets pod managers.") { ids }, async call =>
        {
            var failures = new List<CommandFailure>();
            foreach (var id in call.Of(ids))
            {
                try
                {
                    call.Said(await call.DeleteAsync($"{Path}/{(await call.PodAsync(id)).Escaped()}"), $"The pod manager '{id}' is forgotten.");
                }
                catch (CommandFailure failure)
                {
                    failures.Add(failure);
                    await call.Terminal.Error.WriteLineAsync($"{id}: {failure.Message}");
                }
            }

            if (failures.Count > 0)
            {
                throw new CommandFailure(failures[0].Code, $"{failures.Count} of {call.Of(ids).Length} pod managers could not be deleted.");
            }
        });
    }

    private static void Show(Call call, JsonNode? pod)
    {
        if (call.IsJson || call.IsQuiet)
        {
            call.Fields(pod);
        }
        else
        {
            Answers.Table(call.Terminal, ["field", "value"], [.. Columns.Select(column => (string[])[column, Answers.Cell(pod?[column])])]);
        }
    }

    private static JsonArray Authentication(Call call, IEnumerable<string> pairs)
    {
        var given = new Dictionary<string, string>();
        foreach (var pair in pairs)
        {
            var parts = pair.Split('=', 2);
            if (parts.Length != 2 || parts[0] is not ("username" or "password" or "type"))
            {
                throw CommandFailure.Usage("--auth: takes username=..., password=... and type=..., each once.");
            }

            given[parts[0]] = parts[1];
        }

        if (!given.TryGetValue("username", out var username))
        {
            throw CommandFailure.Usage("--auth: username=... is missing.");
        }

        var password = given.GetValueOrDefault("password")
            ?? Secrets.Find(call.Terminal, "VALENCE_POD_PASSWORD", $"Password of {username} at the pod manager: ", "--auth password=...");
        var authentication = Bodies.Basic(username, password);
        authentication[0]!["type"] = given.GetValueOrDefault("type", "basic");
        return authentication;
    }
}
