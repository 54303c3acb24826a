using System.CommandLine;
using System.Text.Json.Nodes;
using Valence.Client;

namespace Valence.Nouns;

/// <summary><c>valence node</c>: composed nodes (valence-api 1.8).</summary>
internal static class NodeCommand
{
    private const string Path = "/v1/nodes";

    private static readonly string[] ResetTypes =
        ["On", "ForceOn", "ForceOff", "GracefulShutdown", "GracefulRestart", "ForceRestart", "Nmi", "PushPowerButton", "PowerCycle"];

    private static readonly string[] BootTargets =
        ["None", "Pxe", "Hdd", "Cd", "Usb", "BiosSetup", "Utilities", "Diags", "UefiShell", "UefiTarget", "SDCard", "UefiHttp", "RemoteDrive"];

    private static readonly Argument<string> Node = new("node") { Description = "Name or uuid of a node." };

    public static Command Build(Verbs verbs) => verbs.Noun("node", "Nodes: servers composed out of a rack.",
        List(verbs), Show(verbs), Compose(verbs), Manage(verbs), Delete(verbs), Reset(verbs), Boot(verbs),
        Device(verbs, "attach", "Attaches a pooled device."), Device(verbs, "detach", "Takes a pooled device off."),
        Register(verbs), Refresh(verbs), Unregister(verbs), Storages(verbs));

    private static Command List(Verbs verbs)
    {
        var pod = new Option<string?>("--pod") { Description = "Only those of this pod manager, by name or uuid." };
        var managedBy = new Option<string?>("--managed-by") { Description = "Only those managed by this, e.g. ironic." };
        return verbs.Verb(new Command("list", "Lists the nodes.") { pod, managedBy }, async call =>
        {
            var query = new Query();
            query.Put("podm_id", call.Of(pod) is { } given ? await call.PodAsync(given) : null);
            query.Put("managed_by", call.Of(managedBy));
            call.Rows(await call.GetAsync(Path + query), "uuid", "name", "podm_id", "index", "resource_uri");
        });
    }

    private static Command Show(Verbs verbs) => verbs.Verb(new Command("show", "Shows a node as its pod has it now.") { Node }, async call =>
        call.Fields(await call.GetAsync(await PathAsync(call))));

    private static Command Compose(Verbs verbs)
    {
        var name = new Argument<string>("name");
        var wish = new ComposeOptions();
        var waiting = new WaitOptions();
        return verbs.Verb(waiting.AddTo(wish.AddTo(new Command("compose", "Makes a node that meets a flavor or the given requirements.") { name })), async call =>
        {
            var body = await wish.ReadAsync(call);
            body["name"] = call.Of(name);
            return await Operations.RunAsync(call, waiting, new ServiceRequest(HttpMethod.Post, Path, body), async operation =>
            {
                // The list holds exactly what a compose that waits is answered with.
                var uuid = Operations.SubjectOf(operation).Escaped();
                call.Fields(Answers.Items(await call.GetAsync($"{Path}?uuid={uuid}")).FirstOrDefault());
            });
        });
    }

    private static Command Manage(Verbs verbs)
    {
        var index = new Argument<string>("index") { Description = "The node's id inside its pod." };
        var pod = new Option<string?>("--pod") { Description = "Its pod manager, by name or uuid; may be left out when there is one only." };
        var name = new Option<string?>("--name") { Description = "What it is called here. Default: its name at the pod." };
        return verbs.Verb(new Command("manage", "Takes on a node that was composed without this service.") { index, pod, name }, async call =>
        {
            var body = new JsonObject { ["node_index"] = call.Of(index) };
            Bodies.Put(body, "podm_id", call.Of(pod) is { } given ? await call.PodAsync(given) : null);
            Bodies.Put(body, "name", call.Of(name));
            call.Fields(await call.PostAsync(Path + "/manage", body, isLong: true));
        });
    }

    private static Command Delete(Verbs verbs)
    {
        var waiting = new WaitOptions();
        var forget = new Option<bool>("--forget") { Description = "Leave its hardware as it is; only where its pod is gone for good." };
        return verbs.Verb(waiting.AddTo(new Command("delete", "Unregisters a node, gives its hardware back and forgets it.") { Node, forget }), async call =>
            await Operations.RunAsync(
                call, waiting, new ServiceRequest(HttpMethod.Delete, await PathAsync(call) + (call.Of(forget) ? "?forget=true" : "")), operation =>
                {
                    call.Said(operation, call.Of(forget)
                        ? $"The node '{call.Of(Node)}' is forgotten; what stands of it in its pod is left there."
                        : $"The node '{call.Of(Node)}' is deleted and its hardware given back.");
                    return Task.CompletedTask;
                }));
    }

    private static Command Reset(Verbs verbs)
    {
        var type = new Argument<string>("type") { Description = "What the reset does.", HelpName = string.Join("|", ResetTypes) }.AcceptOnlyFromAmong(ResetTypes);
        return verbs.Verb(new Command("reset", "Switches a node on, off or over.") { Node, type }, call =>
            ActAsync(call, "Reset", new JsonObject { ["Type"] = call.Of(type) }, $"The node '{call.Of(Node)}' has taken the reset {call.Of(type)}."));
    }

    private static Command Boot(Verbs verbs)
    {
        var target = new Argument<string>("target") { Description = "From where.", HelpName = string.Join("|", BootTargets) }.AcceptOnlyFromAmong(BootTargets);
        var enabled = new Option<string>("--enabled") { Description = "For how long. [Once]", DefaultValueFactory = _ => "Once" }
            .AcceptOnlyFromAmong("Once", "Continuous", "Disabled");
        var mode = new Option<string?>("--mode") { Description = "Firmware mode." }.AcceptOnlyFromAmong("UEFI", "Legacy");
        return verbs.Verb(new Command("boot", "Says what a node boots from.") { Node, target, enabled, mode }, call =>
        {
            var body = new JsonObject { ["Enabled"] = call.Of(enabled), ["Target"] = call.Of(target) };
            Bodies.Put(body, "Mode", call.Of(mode));
            return ActAsync(call, "Boot", body, $"The node '{call.Of(Node)}' boots from {call.Of(target)} ({call.Of(enabled)}).");
        });
    }

    private static Command Device(Verbs verbs, string verb, string description)
    {
        var device = new Argument<string>("device") { Description = "uuid or resource_uri of a device; 'valence device list' names them." };
        return verbs.Verb(new Command(verb, description) { Node, device }, async call =>
            await ActAsync(call, verb, new JsonObject { ["resource_id"] = await call.DeviceAsync(call.Of(device)) },
                $"The device is {verb}ed."));
    }

    private static Command Register(Verbs verbs)
    {
        var driver = new Option<string?>("--driver") { Description = "Ironic's driver. Default: redfish." };
        var resourceClass = new Option<string?>("--resource-class") { Description = "Ironic's resource class." };
        var fields = new Option<string[]>("--field")
        {
            HelpName = "KEY=VALUE",
            Description = "Anything else for Ironic's node, e.g. driver_info.redfish_verify_ca=false; may be repeated.",
        };
        var noManage = new Option<bool>("--no-manage") { Description = "Leave the node in 'enroll'." };
        var inspect = new Option<bool>("--inspect") { Description = "Have Ironic inspect the machine." };
        var provide = new Option<bool>("--provide") { Description = "Have Ironic clean the machine and make it 'available'." };
        var waiting = new WaitOptions();
        var command = new Command("register", "Hands a node to Ironic.") { Node, driver, resourceClass, fields, noManage, inspect, provide };
        return verbs.Verb(waiting.AddTo(command), async call =>
        {
            var body = new JsonObject();
            Bodies.Put(body, "driver", call.Of(driver));
            Bodies.Put(body, "resource_class", call.Of(resourceClass));
            Bodies.Put(body, "manage", call.Of(noManage) ? false : null);
            Bodies.Put(body, "inspect", call.Of(inspect) ? true : null);
            Bodies.Put(body, "provide", call.Of(provide) ? true : null);
            foreach (var field in call.Of(fields) ?? [])
            {
                Bodies.PutAt(body, "--field", field);
            }

            return await RegistrationAsync(call, waiting, HttpMethod.Post, body);
        });
    }

    private static Command Unregister(Verbs verbs)
    {
        var undeploy = new Option<bool>("--undeploy") { Description = "Undeploy first what Ironic has deployed on it." };
        var waiting = new WaitOptions();
        return verbs.Verb(waiting.AddTo(new Command("unregister", "Takes a node out of Ironic.") { Node, undeploy }), call =>
            RegistrationAsync(call, waiting, HttpMethod.Delete, null, call.Of(undeploy) ? "?undeploy=true" : ""));
    }

    private static Command Refresh(Verbs verbs)
    {
        var waiting = new WaitOptions();
        return verbs.Verb(waiting.AddTo(new Command("refresh", "Tells Ironic what a registered node has by now.") { Node }), call =>
            RegistrationAsync(call, waiting, HttpMethod.Patch, null));
    }

    private static Command Storages(Verbs verbs) => verbs.Verb(new Command("storages", "The storage of a node, where a service serves it.") { Node }, async call =>
        call.Rows(await call.GetAsync(await PathAsync(call) + "/storages"), "id", "name", "type", "protocol", "pooled", "volume_size_gb", "resource_uri"));

    private static async Task<int> RegistrationAsync(Call call, WaitOptions waiting, HttpMethod method, JsonObject? body, string query = "")
    {
        var path = await PathAsync(call);
        return await Operations.RunAsync(call, waiting, new ServiceRequest(method, path + "/register" + query, body), async _ =>
            call.Fields(await call.GetAsync(path)));
    }

    private static async Task ActAsync(Call call, string verb, JsonObject how, string said) =>
        call.Said(await call.PostAsync(await PathAsync(call) + "/action", new JsonObject { [verb] = how }, isLong: true), said);

    private static async Task<string> PathAsync(Call call) => $"{Path}/{(await call.NodeAsync(call.Of(Node))).Escaped()}";
}
