using System.Globalization;
using System.Text.Json.Nodes;
using ValenceCore.Registration;

namespace ValenceCore.Drivers.Ironic;

internal sealed partial class IronicDriver
{
    private const string List = "list the nodes";
    private const string Fields = "uuid,name,extra,properties,resource_class,provision_state,power_state,maintenance,instance_uuid";
    private const int PageSize = 1000;

    /// <summary>Fields of a node by the first version that has them; an older Ironic refuses to be asked for them (ironic-api 1).</summary>
    private static readonly (int Minor, string Name)[] LaterFields = [(31, "deploy_interface"), (37, "traits"), (46, "conductor_group")];

    public async Task<IReadOnlyList<IronicNode>> ListAsync(CancellationToken cancellation)
    {
        var all = new List<IronicNode>();
        var minor = await MinorAsync(cancellation);
        var fields = string.Join(",", LaterFields.Where(field => field.Minor <= minor).Select(field => field.Name).Prepend(Fields));
        for (string? after = null; ;)
        {
            var path = $"/v1/nodes?fields={fields}&limit={PageSize}{(after is null ? "" : $"&marker={after}")}";
            var reply = await connection.SendAsync(HttpMethod.Get, path, null, List, cancellation);
            if (!reply.IsSuccess || reply.Body?["nodes"] is not JsonArray nodes)
            {
                throw IronicFailures.Refused(List, reply);
            }

            all.AddRange(nodes.OfType<JsonObject>().Select(Read));
            if (reply.Body["next"] is null || nodes.Count == 0)
            {
                return all;
            }

            after = nodes[^1].Text("uuid");
        }
    }

    private static IronicNode Read(JsonObject node) => new(node.Text("uuid")!)
    {
        NodeUuid = node["extra"].Text(RegistrationKeys.Marker),
        Name = node.Text("name"),
        ResourceClass = node.Text("resource_class"),
        Traits = [.. (node["traits"] as JsonArray ?? []).Select(trait => trait?.ToString()).OfType<string>()],
        ProvisionState = node.Text("provision_state"),
        PowerState = node.Text("power_state"),
        Maintenance = node["maintenance"] is JsonValue value && value.TryGetValue<bool>(out var isIn) ? isIn : null,
        ConductorGroup = node.Text("conductor_group"),
        DeployInterface = node.Text("deploy_interface"),
        InstanceUuid = node.Text("instance_uuid"),
        Cpus = Number(node["properties"], "cpus"),
        MemoryMb = Number(node["properties"], "memory_mb"),
        LocalGb = Number(node["properties"], "local_gb"),
    };

    /// <summary>Ironic keeps numbers as it was given them, as text or as numbers.</summary>
    private static long? Number(JsonNode? properties, string name) =>
        long.TryParse((properties as JsonObject)?[name]?.ToString(), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;
}
