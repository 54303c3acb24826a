using System.Text.Json.Nodes;

namespace Harness.Faults;

/// <summary>Where faults strike, in the words of scenarios.</summary>
internal static class FaultPlaces
{
    /// <summary>The members of a rule that say where.</summary>
    public static readonly IReadOnlyList<string> Members = ["face", "method", "path", "step", "subject"];

    private const string Nodes = "/redfish/v1/Nodes";
    private const string Accounts = "/redfish/v1/AccountService/Accounts";

    private static readonly Dictionary<string, Func<JsonObject>> Known = new(StringComparer.Ordinal)
    {
        ["every request to the pod"] = () => new() { ["face"] = "redfish" },
        ["the login"] = () => Pod("POST", "/redfish/v1/SessionService/Sessions"),
        ["the list of nodes"] = () => Pod("GET", Nodes),
        ["the allocation"] = () => Pod("POST", $"{Nodes}/Actions/*"),
        ["the order to assemble"] = () => Pod("POST", $"{Nodes}/*/Actions/ComposedNode.Assemble"),
        ["every look at a node"] = () => Pod("GET", $"{Nodes}/*"),
        ["the attaching"] = () => Pod("POST", $"{Nodes}/*/Actions/ComposedNode.AttachResource"),
        ["the detaching"] = () => Pod("POST", $"{Nodes}/*/Actions/ComposedNode.DetachResource"),
        ["the switching off"] = () => Pod("POST", $"{Nodes}/*/Actions/ComposedNode.Reset"),
        ["the release"] = () => Pod("DELETE", $"{Nodes}/*"),
        ["the list of chassis"] = () => Pod("GET", "/redfish/v1/Chassis"),
        ["every look at the chassis"] = () => Pod("GET", "/redfish/v1/Chassis**"),
        ["every look at the nodes"] = () => Pod("GET", $"{Nodes}**"),
        ["the making of an account"] = () => Pod("POST", Accounts),
        ["the removal of an account"] = () => Pod("DELETE", $"{Accounts}/*"),
        ["a step of assembly"] = () => new() { ["step"] = "assemble/configure-system" },
        ["a step of attaching"] = () => new() { ["step"] = "attach/*" },
        ["a step of detaching"] = () => new() { ["step"] = "detach/*" },
        ["a step of release"] = () => new() { ["step"] = "release/*" },

        ["the version of Ironic"] = () => Ironic("GET", "/v1/"),
        ["the enrolment"] = () => Ironic("POST", "/v1/nodes"),
        ["the making of a port"] = () => Ironic("POST", "/v1/ports"),
        ["the order to manage"] = () => Ironic("PUT", "/v1/nodes/*/states/provision"),
        ["the order to inspect"] = () => Nth(2, Ironic("PUT", "/v1/nodes/*/states/provision")),
        ["the order to provide"] = () => Nth(3, Ironic("PUT", "/v1/nodes/*/states/provision")),
        ["the setting of a trait"] = () => Ironic("PUT", "/v1/nodes/*/traits/*"),
        ["the order of maintenance"] = () => Ironic("PUT", "/v1/nodes/*/maintenance"),
        ["every order to Ironic"] = () => Ironic("PUT", "/v1/nodes/**"),
        ["every look at Ironic's node"] = () => Ironic("GET", "/v1/nodes/*"),
        ["the removal from Ironic"] = () => Ironic("DELETE", "/v1/nodes/*"),
        ["a step of verification"] = () => new() { ["step"] = "ironic-verify/*" },
        ["a step of inspection"] = () => new() { ["step"] = "ironic-inspect/*" },
        ["a step of cleaning"] = () => new() { ["step"] = "ironic-clean/*" },
        ["a step of deployment"] = () => new() { ["step"] = "ironic-deploy/*" },
        ["a step of undeployment"] = () => new() { ["step"] = "ironic-undeploy/*" },
        ["the note of whose a node is"] = () => Ironic("PATCH", "/v1/nodes/*"),
        ["the attaching to a network"] = () => Ironic("POST", "/v1/nodes/*/vifs"),
        ["the reservation of a server"] = () => Ironic("POST", "/v1/allocations"),

        ["the list of boards"] = () => Fabric("GET", "/devices/detail"),
        ["every look at a board"] = () => Fabric("GET", "/devices/*"),
        ["the joining of a group"] = () => Fabric("PUT", "/devices/*/group_id"),
        ["the leaving of a group"] = () => Fabric("DELETE", "/devices/*/group_id"),
    };

    /// <exception cref="ArgumentException">Nobody knows the place; names those that are known.</exception>
    public static JsonObject Find(string words) => Known.TryGetValue(words, out var place)
        ? place()
        : throw new ArgumentException($"A fault cannot strike '{words}'; it can strike {string.Join(", ", Known.Keys)}.", nameof(words));

    private static JsonObject Pod(string method, string path) => Request("redfish", method, path);

    private static JsonObject Ironic(string method, string path) => Request("ironic", method, path);

    private static JsonObject Fabric(string method, string path) => Request("eem", method, path);

    /// <summary>A registration gives its orders one after another at the same place.</summary>
    private static JsonObject Nth(int number, JsonObject place)
    {
        place["nth"] = number;
        return place;
    }

    private static JsonObject Request(string face, string method, string path) => new() { ["face"] = face, ["method"] = method, ["path"] = path };
}
