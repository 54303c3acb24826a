namespace Simulator.Redfish;

internal static class ComposedNodeUris
{
    public const string Nodes = "/redfish/v1/Nodes";
    public const string Allocate = Nodes + "/Actions/Allocate";

    public static string Of(string id) => $"{Nodes}/{id}";

    public static string Action(string id, string action) => $"{Nodes}/{id}/Actions/ComposedNode.{action}";
}
