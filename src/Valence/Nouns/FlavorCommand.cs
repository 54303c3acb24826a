using System.CommandLine;
using System.Text.Json.Nodes;
using Valence.Client;

namespace Valence.Nouns;

/// <summary><c>valence flavor</c>: named requirements (valence-api 1.7).</summary>
internal static class FlavorCommand
{
    private const string Path = "/v1/flavors";

    private static readonly Argument<string> Flavor = new("flavor") { Description = "Name or uuid of a flavor." };

    public static Command Build(Verbs verbs) => verbs.Noun("flavor", "Flavors: named requirements for nodes.",
        List(verbs), Show(verbs), Create(verbs), Set(verbs), Delete(verbs));

    private static Command List(Verbs verbs) => verbs.Verb(new Command("list", "Lists the flavors."), async call =>
        call.Rows(await call.GetAsync(Path), "uuid", "name", "properties", "compose", "resource_class", "traits", "description"));

    private static Command Show(Verbs verbs) => verbs.Verb(new Command("show", "Shows one flavor.") { Flavor }, async call =>
        call.Fields(await call.GetAsync(await PathAsync(call))));

    private static Command Create(Verbs verbs)
    {
        var name = new Argument<string>("name");
        var description = new Option<string?>("--description") { Description = "Free text." };
        var requirements = new RequirementOptions();
        var servers = new ServerOptions();
        return verbs.Verb(servers.AddTo(requirements.AddTo(new Command("create", "Makes a flavor.") { name, description })), async call =>
        {
            var body = new JsonObject { ["name"] = call.Of(name), ["properties"] = requirements.Read(call) ?? [] };
            servers.Read(call, body);
            Bodies.Put(body, "description", call.Of(description));
            call.Fields(await call.PostAsync(Path, body));
        });
    }

    private static Command Set(Verbs verbs)
    {
        var name = new Option<string?>("--name") { Description = "A new name." };
        var description = new Option<string?>("--description") { Description = "Free text." };
        var requirements = new RequirementOptions();
        var command = new Command("set", "Changes a flavor. Requirements are replaced as a whole; nodes made from it keep theirs.") { Flavor, name, description };
        var servers = new ServerOptions();
        return verbs.Verb(servers.AddTo(requirements.AddTo(command)), async call =>
        {
            var body = new JsonObject();
            Bodies.Put(body, "name", call.Of(name));
            Bodies.Put(body, "description", call.Of(description));
            Bodies.Put(body, "properties", requirements.Read(call));
            servers.Read(call, body);
            Bodies.NeedSomething(body);
            call.Fields(await call.PatchAsync(await PathAsync(call), body));
        });
    }

    private static Command Delete(Verbs verbs) => verbs.Verb(new Command("delete", "Forgets a flavor; nodes made from it stay.") { Flavor }, async call =>
        call.Said(await call.DeleteAsync(await PathAsync(call)), $"The flavor '{call.Of(Flavor)}' is forgotten."));

    /// <summary>Where the machines of instances come from.</summary>
    private sealed class ServerOptions
    {
        private readonly Option<string?> compose = new Option<string?>("--compose")
        {
            Description = "always: compose the machines of instances; never: take servers that Ironic has anyway; on-demand: compose when none is to be had.",
        }.AcceptOnlyFromAmong("always", "never", "on-demand");

        private readonly Option<string?> resourceClass = new("--resource-class") { Description = "Ironic's resource class." };
        private readonly Option<string[]> traits = new("--trait") { Description = "A trait that Ironic knows; may be repeated." };

        public Command AddTo(Command command)
        {
            foreach (var option in (Option[])[compose, resourceClass, traits])
            {
                command.Add(option);
            }

            return command;
        }

        public void Read(Call call, JsonObject body)
        {
            Bodies.Put(body, "compose", call.Of(compose));
            Bodies.Put(body, "resource_class", call.Of(resourceClass));
            if (call.Of(traits) is { Length: > 0 } given)
            {
                body["traits"] = new JsonArray([.. given.Select(trait => JsonValue.Create(trait))]);
            }
        }
    }

    private static async Task<string> PathAsync(Call call) => $"{Path}/{(await call.FlavorAsync(call.Of(Flavor))).Escaped()}";
}
