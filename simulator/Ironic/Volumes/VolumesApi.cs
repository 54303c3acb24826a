using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Simulator.Ironic;

/// <summary><c>/v1/volume</c> with connectors and targets, and those of a node.</summary>
internal static class VolumesApi
{
    private static readonly string[] ConnectorTypes = ["iqn", "ip", "mac", "wwnn", "wwpn", "port", "portgroup"];

    private static readonly FieldTable<IronicVolumeConnector> Connectors = new("volume connector",
    [
        Fields.Uuid<IronicVolumeConnector>(32),
        Fields.NodeUuid<IronicVolumeConnector>(32, c => c.NodeUuid, (c, v) => c with { NodeUuid = v }) with { IsShort = true },
        Fields.Text<IronicVolumeConnector>("type", 32, c => c.Type, (c, v) => c with { Type = v! }) with
        {
            IsMandatory = true, IsShort = true,
            Check = v => ConnectorTypes.Contains(Json.Text(v)) ? null : $"{Quoted(v)} is not one of {string.Join(", ", ConnectorTypes)}",
        },
        Fields.Text<IronicVolumeConnector>("connector_id", 32, c => c.ConnectorId, (c, v) => c with { ConnectorId = v! }) with
        {
            IsMandatory = true, IsShort = true, Check = Checks.RequiredText,
        },
        Fields.Document<IronicVolumeConnector>("extra", 32, c => c.Extra, (c, v) => c with { Extra = v }),
        .. Fields.Times<IronicVolumeConnector>(32),
        Fields.Links<IronicVolumeConnector>(32, "volume/connectors"),
    ]);

    private static readonly FieldTable<IronicVolumeTarget> Targets = new("volume target",
    [
        Fields.Uuid<IronicVolumeTarget>(32),
        Fields.NodeUuid<IronicVolumeTarget>(32, t => t.NodeUuid, (t, v) => t with { NodeUuid = v }) with { IsShort = true },
        Fields.Text<IronicVolumeTarget>("volume_type", 32, t => t.VolumeType, (t, v) => t with { VolumeType = v! }) with
        {
            IsMandatory = true, IsShort = true, Check = Checks.RequiredText,
        },
        Fields.Text<IronicVolumeTarget>("volume_id", 32, t => t.VolumeId, (t, v) => t with { VolumeId = v! }) with
        {
            IsMandatory = true, IsShort = true, Check = Checks.RequiredText,
        },
        new("boot_index", 32, (t, _) => t.BootIndex)
        {
            Set = (t, v) => t with { BootIndex = Index(v)!.Value },
            Check = v => Index(v) is null ? $"{Quoted(v)} is not a whole number from 0 on" : null,
            IsMandatory = true, IsShort = true, IsSortable = true,
        },
        Fields.Document<IronicVolumeTarget>("properties", 32, t => t.Properties, (t, v) => t with { Properties = v }),
        Fields.Document<IronicVolumeTarget>("extra", 32, t => t.Extra, (t, v) => t with { Extra = v }),
        .. Fields.Times<IronicVolumeTarget>(32),
        Fields.Links<IronicVolumeTarget>(32, "volume/targets"),
    ]);

    private static readonly Dictionary<string, int> ByNode = new(StringComparer.Ordinal) { ["node"] = 32 };

    public static void MapVolumes(this WebApplication app, Conductor conductor)
    {
        var connectors = new CollectionApi<IronicVolumeConnector>(
            conductor.Settings, conductor.VolumeConnectors,
            Kind(conductor, "Volume connector", "volume/connectors", Connectors, c => c.NodeUuid, (c, uuid) => c with { NodeUuid = uuid }),
            new IronicVolumeConnector());
        var targets = new CollectionApi<IronicVolumeTarget>(
            conductor.Settings, conductor.VolumeTargets,
            Kind(conductor, "Volume target", "volume/targets", Targets, t => t.NodeUuid, (t, uuid) => t with { NodeUuid = uuid }),
            new IronicVolumeTarget());
        app.MapCollection("volume/connectors", connectors, since: 32);
        app.MapCollection("volume/targets", targets, since: 32);
        conductor.MapOfNode(app, "volume/connectors", since: 32, connectors, node => [.. conductor.VolumeConnectors.All().Where(c => c.NodeUuid == node.Uuid)]);
        conductor.MapOfNode(app, "volume/targets", since: 32, targets, node => [.. conductor.VolumeTargets.All().Where(t => t.NodeUuid == node.Uuid)]);
        app.MapGet("/v1/volume", (HttpContext context) => Index(WireContext.Of(context, conductor.Settings), "volume")).Since(32);
        app.MapGet("/v1/nodes/{node}/volume", (HttpContext context, string node) => conductor.FindNode(context, node) switch
        {
            { Error: { } error } => error,
            { Value: var found } => Index(WireContext.Of(context, conductor.Settings), $"nodes/{found.Uuid}/volume"),
        }).Since(32);
    }

    private static IResult Index(WireContext wire, string path) => JsonReply.Ok(new JsonObject
    {
        ["connectors"] = wire.Links($"{path}/connectors"),
        ["targets"] = wire.Links($"{path}/targets"),
        ["links"] = wire.Links(path),
    });

    private static ResourceKind<T> Kind<T>(
        Conductor conductor, string name, string path, FieldTable<T> table, Func<T, string> nodeUuid, Func<T, string, T> with)
        where T : StoredResource => new(name, path, table)
        {
            Filters = ByNode,
            Filter = (items, query, version) => conductor.OfNode(items, nodeUuid, query.Text("node"), version),
            Resolve = (former, item) =>
            {
                var node = conductor.ChildsNode(nodeUuid(item));
                return (node.Error ?? (former is null ? null : RefusePowered(conductor, nodeUuid(former), "update"))) is { } refusal
                    ? refusal
                    : with(item, node.Value.Uuid);
            },
            RefuseDelete = item => RefusePowered(conductor, nodeUuid(item), "destroy"),
        };

    /// <summary>A machine that runs may be using its volumes.</summary>
    private static IronicError? RefusePowered(Conductor conductor, string nodeUuid, string action)
    {
        var node = conductor.ChildsNode(nodeUuid);
        return node.Error ?? (node.Value.PowerState is PowerState.Off or null
            ? null
            : IronicErrors.ImpossibleAction($"volume {action}", nodeUuid, node.Value.PowerState));
    }

    private static int? Index(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.Number when value.AsValue().TryGetValue<int>(out var number) && number >= 0 => number,
        JsonValueKind.String when int.TryParse(value.GetValue<string>(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    private static string Quoted(JsonNode? value) => value is null ? "null" : JsonReply.Text(value);
}
