using System.CommandLine;
using System.Text.Json.Nodes;
using Valence.Client;

namespace Valence.Nouns;

/// <summary><c>valence instance</c>: servers with an image deployed on them.</summary>
internal static class InstanceCommand
{
    private const string Path = "/v1/instances";

    private static readonly string[] PowerVerbs = ["on", "off", "soft off", "reboot", "soft reboot"];

    private static readonly string[] Policies = ["all-or-nothing", "best-effort"];

    private static readonly Argument<string> Instance = new("instance") { Description = "Name or uuid of an instance." };

    public static Command Build(Verbs verbs) => verbs.Noun("instance", "Instances: servers, composed or pre-set, with an image on them.",
        List(verbs), Show(verbs), Create(verbs), Delete(verbs), Power(verbs), Rebuild(verbs), Set(verbs), Console(verbs), Events(verbs));

    private static Command List(Verbs verbs)
    {
        var state = new Option<string?>("--state") { Description = "Only those in this state." };
        return verbs.Verb(new Command("list", "Lists the instances.") { state }, async call =>
        {
            var query = new Query();
            query.Put("state", call.Of(state));
            call.Rows(await call.GetAsync(Path + query), "uuid", "name", "state", "step", "power_state", "composed", "node_id", "ironic_uuid");
        });
    }

    private static Command Show(Verbs verbs) => verbs.Verb(
        new Command("show", "Shows an instance, and what Ironic says of its machine now.") { Instance }, async call => call.Fields(await call.GetAsync(await PathAsync(call))));

    private static Command Create(Verbs verbs)
    {
        var name = new Argument<string>("name");
        var flavor = new Option<string>("--flavor") { Description = "Name or uuid of the flavor.", Required = true };
        var image = new ImageOptions();
        var ports = new Option<string[]>("--port") { Description = "Id of a port (VIF) to attach, e.g. one of Neutron; may be repeated." };
        var keyFile = new Option<FileInfo?>("--public-key-file") { Description = "File with the SSH key that may log in." };
        var dataFile = new Option<FileInfo?>("--user-data-file") { Description = "File with what cloud-init is to do." };
        var metadata = new Option<string[]>("--meta") { HelpName = "KEY=VALUE", Description = "Metadata for the machine; may be repeated." };
        var zone = new Option<string?>("--zone") { Description = "Only pods at this location, or servers of this conductor group." };
        var count = new Option<int?>("--count") { Description = "So many at once, named NAME-1, NAME-2 …" };
        var least = new Option<int?>("--at-least") { Description = "With fewer than that all of them are undone. [1]" };
        var policy = new Option<string?>("--policy") { Description = "all-or-nothing: as if --at-least were --count." }.AcceptOnlyFromAmong(Policies);
        var waiting = new WaitOptions();
        var command = new Command("create", "Makes an instance: finds or composes a machine and deploys an image on it.")
        {
            name, flavor, ports, keyFile, dataFile, metadata, zone, count, least, policy,
        };
        return verbs.Verb(waiting.AddTo(image.AddTo(command)), async call =>
        {
            var body = new JsonObject
            {
                ["name"] = call.Of(name), ["flavor_id"] = await call.FlavorAsync(call.Of(flavor)!), ["image"] = image.Read(call),
            };
            if (call.Of(ports) is { Length: > 0 } vifs)
            {
                body["networks"] = new JsonArray([.. vifs.Select(vif => new JsonObject { ["port_id"] = vif })]);
            }

            Bodies.Put(body, "public_key", await TextAsync(call, keyFile));
            Bodies.Put(body, "user_data", await TextAsync(call, dataFile));
            Bodies.Put(body, "availability_zone", call.Of(zone));
            Bodies.Put(body, "policy", call.Of(policy));
            if (call.Of(metadata) is { Length: > 0 } pairs)
            {
                body["metadata"] = Bodies.OfPairs("--meta", pairs);
            }

            Bodies.Put(body, "max_count", call.Of(count));
            Bodies.Put(body, "min_count", call.Of(least));
            return await Operations.RunAsync(call, waiting, new ServiceRequest(HttpMethod.Post, Path, body), async operation =>
            {
                var filter = call.Of(count) is null && call.Of(least) is null
                    ? $"uuid={Operations.SubjectOf(operation).Escaped()}"
                    : $"batch_id={Operations.SubjectOf(operation).Escaped()}";
                call.Rows(await call.GetAsync($"{Path}?{filter}"), "uuid", "name", "state", "power_state", "composed", "node_id", "ironic_uuid");
            });
        });
    }

    private static Command Delete(Verbs verbs)
    {
        var waiting = new WaitOptions();
        return verbs.Verb(
            waiting.AddTo(new Command("delete", "Undeploys an instance; what was composed for it is unregistered and given back.") { Instance }), async call =>
        {
            var uuid = await call.InstanceAsync(call.Of(Instance));
            var said = $"The instance '{call.Of(Instance)}' is deleted; its machine is free.";
            try
            {
                return await Operations.RunAsync(call, waiting, new ServiceRequest(HttpMethod.Delete, $"{Path}/{uuid.Escaped()}"), operation =>
                {
                    call.Said(operation, said);
                    return Task.CompletedTask;
                });
            }
            catch (CommandFailure failure) when (failure.Code == ExitCode.OperationFailed)
            {
                // One that was still being made is deleted by calling that off; what was followed is then cancelled, and that is what was wanted.
                if (Answers.Items(await call.GetAsync($"{Path}?uuid={uuid.Escaped()}")).Any())
                {
                    throw;
                }

                call.Said(null, said);
                return ExitCode.Done;
            }
        });
    }

    private static Command Power(Verbs verbs)
    {
        var verb = new Argument<string>("verb") { HelpName = string.Join("|", PowerVerbs) }.AcceptOnlyFromAmong(PowerVerbs);
        var waiting = new WaitOptions();
        return verbs.Verb(waiting.AddTo(new Command("power", "Switches an instance.") { Instance, verb }), call =>
            ActAsync(call, waiting, new JsonObject { ["power"] = call.Of(verb) }));
    }

    private static Command Rebuild(Verbs verbs)
    {
        var image = new ImageOptions();
        var waiting = new WaitOptions();
        return verbs.Verb(waiting.AddTo(image.AddTo(new Command("rebuild", "Deploys an instance anew; what is on it is lost.") { Instance })), call =>
        {
            var inner = new JsonObject();
            if (image.Read(call) is { Count: > 0 } other)
            {
                inner["image"] = other;
            }

            return ActAsync(call, waiting, new JsonObject { ["rebuild"] = inner });
        });
    }

    private static Command Set(Verbs verbs)
    {
        var name = new Option<string?>("--name");
        var description = new Option<string?>("--description");
        var isLocked = new Option<bool?>("--locked") { Description = "true: nothing is done with it until it is unlocked." };
        return verbs.Verb(new Command("set", "Changes what an instance is called, or locks it.") { Instance, name, description, isLocked }, async call =>
        {
            var body = new JsonObject();
            Bodies.Put(body, "name", call.Of(name));
            Bodies.Put(body, "description", call.Of(description));
            Bodies.Put(body, "locked", call.Of(isLocked));
            Bodies.NeedSomething(body);
            call.Fields(await call.PatchAsync(await PathAsync(call), body));
        });
    }

    private static Command Console(Verbs verbs) => verbs.Verb(new Command("console", "Tells where the console of an instance is; starts it.") { Instance }, async call =>
        call.Fields(await call.PostAsync(await PathAsync(call) + "/console", null, isLong: true)));

    private static Command Events(Verbs verbs) => verbs.Verb(new Command("events", "Lists what was done with an instance.") { Instance }, async call =>
        call.Rows(await call.GetAsync(await PathAsync(call) + "/events"), "at", "kind", "step", "state", "detail"));

    private static async Task<int> ActAsync(Call call, WaitOptions waiting, JsonObject action) => await Operations.RunAsync(
        call, waiting, new ServiceRequest(HttpMethod.Post, await PathAsync(call) + "/action", action),
        async operation => call.Fields(await call.GetAsync($"{Path}/{Operations.SubjectOf(operation).Escaped()}")));

    private static async Task<string?> TextAsync(Call call, Option<FileInfo?> file) =>
        call.Of(file) is { } given ? await File.ReadAllTextAsync(given.FullName, call.Cancellation) : null;

    private static async Task<string> PathAsync(Call call) => $"{Path}/{(await call.InstanceAsync(call.Of(Instance)!)).Escaped()}";
}
