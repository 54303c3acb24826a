using System.Text.Json.Nodes;
using ValenceCore.Failures;
using ValenceCore.Flavors;
using ValenceCore.Http;
using ValenceCore.Placement;

namespace ValenceCore.Composition;

/// <summary>A checked <c>POST /v1/nodes</c> (valence-api 1.8).</summary>
/// <param name="Placement">Name of the policy that chooses the pod where none is named; additive.</param>
internal sealed record ComposeRequest(string Name, string? Description, string? PodId, string? FlavorId, JsonObject? Properties, string? Placement)
{
    public static Outcome<ComposeRequest> Parse(JsonObject body)
    {
        var problems = new List<string>();
        var fields = new RequestFields(body, problems);
        fields.AllowOnly("name", "description", "podm_id", "flavor_id", "properties", "placement");
        var request = new ComposeRequest(
            fields.Text("name", isRequired: true) ?? "", fields.Text("description"), fields.Text("podm_id"), fields.Text("flavor_id"),
            fields.Raw("properties"), fields.OneOf("placement", PlacementPolicies.Names));
        if (fields.Object("properties") is { } properties)
        {
            RequirementsReader.Read(properties);
        }

        if (fields.Has("flavor_id") && fields.Has("properties"))
        {
            problems.Add("flavor_id, properties: give one of them, not both");
        }

        return problems.Count > 0 ? Failure.Invalid(problems) : request;
    }
}

/// <summary>A checked <c>POST /v1/nodes/manage</c>; <c>name</c> is additive.</summary>
internal sealed record ManageRequest(string Index, string? PodId, string? Name)
{
    public static Outcome<ManageRequest> Parse(JsonObject body)
    {
        var problems = new List<string>();
        var fields = new RequestFields(body, problems);
        fields.AllowOnly("node_index", "podm_id", "name");
        var request = new ManageRequest(fields.Text("node_index", isRequired: true) ?? "", fields.Text("podm_id"), fields.Text("name"));
        return problems.Count > 0 ? Failure.Invalid(problems) : request;
    }
}

/// <summary>A checked <c>POST /v1/nodes/{uuid}/action</c>: exactly one verb.</summary>
internal abstract record NodeAction
{
    private static readonly string[] Verbs = ["Reset", "Boot", "attach", "detach"];

    /// <summary>All reset types of Redfish; what a node takes of them it says itself.</summary>
    internal static readonly string[] ResetTypes =
    [
        "On", "ForceOn", "ForceOff", "GracefulShutdown", "GracefulRestart", "ForceRestart", "Nmi", "PushPowerButton", "PowerCycle",
    ];

    internal static readonly string[] BootTargets =
    [
        "None", "Pxe", "Hdd", "Cd", "Floppy", "Usb", "BiosSetup", "Utilities", "Diags", "UefiShell", "UefiTarget", "SDCard", "UefiHttp",
        "RemoteDrive",
    ];

    internal static readonly string[] BootEnabled = ["Once", "Continuous", "Disabled"];

    internal static readonly string[] BootModes = ["UEFI", "Legacy"];

    public static Outcome<NodeAction> Parse(JsonObject body)
    {
        var problems = new List<string>();
        var fields = new RequestFields(body, problems);
        fields.AllowOnly(Verbs);
        if (body.Count != 1)
        {
            problems.Add($"exactly one of {string.Join(", ", Verbs)} is needed, {body.Count} given");
            return Failure.Invalid(problems);
        }

        NodeAction? action = null;
        var verb = body.First().Key;
        if (Verbs.Contains(verb) && fields.Object(verb, isRequired: true) is { } inner)
        {
            action = verb switch
            {
                "Reset" => ReadReset(inner),
                "Boot" => ReadBoot(inner),
                _ => ReadDevice(inner, verb == "attach"),
            };
        }

        return problems.Count > 0 || action is null ? Failure.Invalid(problems) : Outcome<NodeAction>.Of(action);
    }

    private static Reset ReadReset(RequestFields fields)
    {
        fields.AllowOnly("Type");
        return new Reset(fields.OneOf("Type", ResetTypes, isRequired: true) ?? "");
    }

    private static Boot ReadBoot(RequestFields fields)
    {
        fields.AllowOnly("Enabled", "Target", "Mode");
        return new Boot(new BootWish(
            fields.OneOf("Enabled", BootEnabled, isRequired: true) ?? "",
            fields.OneOf("Target", BootTargets, isRequired: true) ?? "",
            fields.OneOf("Mode", BootModes)));
    }

    private static NodeAction ReadDevice(RequestFields fields, bool isAttach)
    {
        fields.AllowOnly("resource_id");
        var id = fields.Text("resource_id", isRequired: true) ?? "";
        return isAttach ? new Attach(id) : new Detach(id);
    }

    internal sealed record Reset(string Type) : NodeAction;

    internal sealed record Boot(BootWish Wish) : NodeAction;

    internal sealed record Attach(string DeviceId) : NodeAction;

    internal sealed record Detach(string DeviceId) : NodeAction;
}
