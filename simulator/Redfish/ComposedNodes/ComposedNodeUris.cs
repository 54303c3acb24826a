namespace Simulator.Redfish;

internal static class ComposedNodeUris
{
    public const string Nodes = "/redfish/v1/Nodes";

    /// <summary>The action by the standard's rule for its URI.</summary>
    public const string Allocate = Nodes + "/Actions/ComposedNodeCollection.Allocate";

    /// <summary>The same, as pod managers of Intel RSD have it; clients compose it without reading the target.</summary>
    public const string ShortAllocate = Nodes + "/Actions/Allocate";

    public static string Of(string id) => $"{Nodes}/{id}";

    public static string ActionInfo(string id, string action) => $"{Of(id)}/Actions/{action}ActionInfo";

    public static string Action(string id, string action) => $"{Nodes}/{id}/Actions/ComposedNode.{action}";
}
