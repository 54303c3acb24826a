using System.CommandLine;
using System.Text.Json.Nodes;
using Valence.Client;

namespace Valence.Nouns;

/// <summary><c>valence pod</c>: pod managers (valence-api 1.6).</summary>
internal static class PodCommand
{
    private const string Path = "/v1/pod_managers";

    private static readonly Argument<string> Pod = new("pod") { Description = "Name or uuid of a pod manager." };

    public static Command Build(Verbs verbs) => verbs.Noun("pod", "Pod managers: the services that answer Redfish for a group of racks.",
        List(verbs), Show(verbs), Create(verbs), Set(verbs), Delete(verbs));

    private static Command List(Verbs verbs) => verbs.Verb(new Command("list", "Lists the pod managers."), async call =>
        call.Rows(await call.GetAsync(Path), "uuid", "name", "url", "driver", "status", "status_reason"));

    private static Command Show(Verbs verbs) => verbs.Verb(new Command("show", "Shows one pod manager.") { Pod }, async call =>
        call.Fields(await call.GetAsync(await PathAsync(call))));

    private static Command Create(Verbs verbs)
    {
        var name = new Argument<string>("name");
        var url = new Argument<string>("url") { Description = "Its address, e.g. https://pod-a.example:8443." };
        var driver = new Option<string?>("--driver") { Description = "How it is spoken to; 'valence driver list' names them. Default: redfishv1." };
        var about = new AboutPod();
        return verbs.Verb(about.AddTo(new Command("create", "Registers a pod manager.") { name, url, driver }, needsUser: true), async call =>
        {
            var body = new JsonObject { ["name"] = call.Of(name), ["url"] = call.Of(url), ["authentication"] = about.Credentials(call) };
            Bodies.Put(body, "driver", call.Of(driver));
            about.Put(call, body);
            call.Fields(await call.PostAsync(Path, body));
        });
    }

    private static Command Set(Verbs verbs)
    {
        var name = new Option<string?>("--name") { Description = "A new name." };
        var driver = new Option<string?>("--driver") { Description = "How it is spoken to." };
        var about = new AboutPod();
        return verbs.Verb(about.AddTo(new Command("set", "Changes a pod manager; what is not given stays.") { Pod, name, driver }, needsUser: false), async call =>
        {
            var body = new JsonObject();
            Bodies.Put(body, "name", call.Of(name));
            Bodies.Put(body, "driver", call.Of(driver));
            about.Put(call, body);
            Bodies.Put(body, "authentication", call.Has(about.Username) ? about.Credentials(call) : about.Refuse(call));
            Bodies.NeedSomething(body);
            call.Fields(await call.PatchAsync(await PathAsync(call), body));
        });
    }

    private static Command Delete(Verbs verbs) => verbs.Verb(new Command("delete", "Forgets a pod manager without nodes.") { Pod }, async call =>
        call.Said(await call.DeleteAsync(await PathAsync(call)), $"The pod manager '{call.Of(Pod)}' is forgotten."));

    private static async Task<string> PathAsync(Call call) => $"{Path}/{(await call.PodAsync(call.Of(Pod))).Escaped()}";

    /// <summary>What may be said of a pod manager when it is registered and later.</summary>
    private sealed class AboutPod
    {
        private readonly Option<string?> password = new("--password")
        {
            Description = "Better not: others on this machine can read command lines. Use --password-stdin, VALENCE_POD_PASSWORD, or wait to be asked.",
        };

        private readonly Option<bool> passwordFromInput = new("--password-stdin") { Description = "The password is the first line of the standard input." };

        private readonly Option<string?> verifyCa = new("--verify-ca")
        {
            Description = "How its certificate is checked: true, false, sha256:FINGERPRINT, or the path of a PEM file on the service's machine.",
        };

        private readonly Option<string?> description = new("--description") { Description = "Free text." };

        private readonly Option<string?> location = new("--location") { Description = "Where it stands." };

        public Option<string?> Username { get; } = new("--username") { Description = "The account at the pod manager." };

        public Command AddTo(Command command, bool needsUser)
        {
            Username.Required = needsUser;
            foreach (var option in (Option[])[Username, passwordFromInput, password, verifyCa, description, location])
            {
                command.Add(option);
            }

            return command;
        }

        public JsonArray Credentials(Call call)
        {
            var secret = call.Of(password)
                ?? (call.Of(passwordFromInput)
                    ? Secrets.FromInput(call.Terminal, "--password-stdin")
                    : Secrets.Find(call.Terminal, "VALENCE_POD_PASSWORD", $"Password of {call.Of(Username)} at the pod manager: ", "--password-stdin"));
            return Bodies.Basic(call.Of(Username)!, secret);
        }

        /// <summary>A password alone changes nothing, since the API takes both together.</summary>
        public JsonNode? Refuse(Call call) => call.Has(password) || call.Has(passwordFromInput)
            ? throw CommandFailure.Usage("--username: needed together with a new password.")
            : null;

        public void Put(Call call, JsonObject body)
        {
            if (call.Of(verifyCa) is { } verify)
            {
                body["verify_ca"] = bool.TryParse(verify, out var flag) ? flag : verify;
            }

            Bodies.Put(body, "description", call.Of(description));
            Bodies.Put(body, "location", call.Of(location));
        }
    }
}
