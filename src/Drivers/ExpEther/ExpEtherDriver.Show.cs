namespace Valence.Drivers.ExpEther;

internal sealed partial class ExpEtherDriver : IShowNodes
{
    public async Task<NodeDetails> ShowAsync(NodePlace node, CancellationToken cancellation)
    {
        var server = await ServerAsync(node.Index, "show the node", cancellation);
        return new NodeDetails
        {
            Index = server.Id,
            Uri = server.Uri,
            Name = server.Id,
            Description = server.Text("model"),
            PowerState = server.Text("power_status"),
            PoolId = server.Group,

            // The address of the board is that of the fabric; the server's own interfaces are not known.
            Interfaces = [],
            Extra = BoardProperties.OfNode(server),
        };
    }
}
