using System.Text.Json.Nodes;
using ValenceCore.Registration;

namespace ValenceCore.Drivers.Ironic;

internal sealed partial class IronicDriver
{
    private const string List = "list the nodes";
    private const int PageSize = 1000;

    public async Task<IReadOnlyList<EnrolledNode>> ListMarkedAsync(CancellationToken cancellation)
    {
        var enrolled = new List<EnrolledNode>();
        for (string? after = null; ;)
        {
            var path = $"/v1/nodes?fields=uuid,extra&limit={PageSize}{(after is null ? "" : $"&marker={after}")}";
            var reply = await connection.SendAsync(HttpMethod.Get, path, null, List, cancellation);
            if (!reply.IsSuccess || reply.Body?["nodes"] is not JsonArray nodes)
            {
                throw IronicFailures.Refused(List, reply);
            }

            enrolled.AddRange(nodes.Where(node => node?["extra"].Text(RegistrationKeys.Marker) is not null)
                .Select(node => new EnrolledNode(node.Text("uuid")!, node!["extra"].Text(RegistrationKeys.Marker)!)));
            if (reply.Body["next"] is null || nodes.Count == 0)
            {
                return enrolled;
            }

            after = nodes[^1].Text("uuid");
        }
    }
}
