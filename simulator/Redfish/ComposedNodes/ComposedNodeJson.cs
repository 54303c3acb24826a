using System.Text.Json.Serialization;
using Simulator.Hardware;
using Simulator.Hardware.Composition;

namespace Simulator.Redfish;

/// <summary>Intel RSD pod manager, ComposedNodeCollection: a collection with the Allocate action.</summary>
internal sealed record ComposedNodeCollectionJson(IReadOnlyList<Link> Members) : IResource
{
    public static string Type => "#ComposedNodeCollection.ComposedNodeCollection";

    [JsonPropertyName("@odata.id")]
    [JsonPropertyOrder(-2)]
    public string ODataId => ComposedNodeUris.Nodes;

    [JsonPropertyName("@odata.type")]
    [JsonPropertyOrder(-1)]
    public string ODataType => Type;

    public string Name => "Composed Nodes Collection";

    [JsonPropertyName("Members@odata.count")]
    public int Count => Members.Count;

    public CollectionActions Actions => new(new ActionJson(ComposedNodeUris.Allocate));
}

internal sealed record CollectionActions([property: JsonPropertyName("#ComposedNodeCollection.Allocate")] ActionJson Allocate);

internal sealed record ActionJson([property: JsonPropertyName("target")] string Target);

/// <summary>Intel RSD pod manager 2.4, ComposedNode v1_1_0.</summary>
internal sealed class ComposedNodeJson(string id, string name)
    : Resource(ComposedNodeUris.Of(id), Type, id, name), IResource
{
    public static string Type => "#ComposedNode.v1_1_0.ComposedNode";

    [JsonPropertyName("UUID")]
    public required Guid Uuid { get; init; }

    public required string PowerState { get; init; }

    public required string ComposedNodeState { get; init; }

    public required Status Status { get; init; }

    public required BootJson Boot { get; init; }

    [JsonPropertyName("ClearTPMOnDelete")]
    public required bool ClearTpmOnDelete { get; init; }

    [JsonPropertyName("ClearOptaneDCPersistentMemoryOnDelete")]
    public required bool ClearPersistentMemoryOnDelete { get; init; }

    public required ComposedNodeLinks Links { get; init; }

    public TaggedOem? Oem { get; init; }

    public ComposedNodeActions Actions => new(
        new ResetActionJson(ComposedNodeUris.Action(Id, "Reset")),
        new ActionJson(ComposedNodeUris.Action(Id, "Assemble")),
        new DescribedActionJson(ComposedNodeUris.Action(Id, AttachAction.Attach), ComposedNodeUris.ActionInfo(Id, AttachAction.Attach)),
        new DescribedActionJson(ComposedNodeUris.Action(Id, AttachAction.Detach), ComposedNodeUris.ActionInfo(Id, AttachAction.Detach)),
        new ActionJson(ComposedNodeUris.Action(Id, "ForceDelete")));

    public static ComposedNodeJson Of(Pod pod, ComposedNode node)
    {
        var system = pod.Systems[node.SystemId];
        return new ComposedNodeJson(node.Id, node.Name)
        {
            Description = node.Description,
            Uuid = system.Uuid,
            PowerState = system.State.Power.ToString(),
            ComposedNodeState = node.State.ToString(),
            Status = node.State == Hardware.Composition.ComposedNodeState.Failed
                ? new Status("UnavailableOffline", "Critical")
                : Status.Of(system.State.Health),
            Boot = BootJson.Of(system, system.State),
            ClearTpmOnDelete = node.ClearTpmOnDelete,
            ClearPersistentMemoryOnDelete = node.ClearPersistentMemoryOnDelete,
            Links = ComposedNodeLinks.Of(pod, node, system),
            Oem = TaggedOem.Of(node.Tags),
        };
    }
}

/// <summary>Intel RSD 2.4: what clients noted on the resource.</summary>
internal sealed record TaggedOem([property: JsonPropertyName("Intel_RackScale")] TaggedRackScale RackScale)
{
    /// <summary>Null without tags: nobody ever asked for any.</summary>
    public static TaggedOem? Of(Tags tags) => tags.Values.IsEmpty ? null : new TaggedOem(new TaggedRackScale(tags.Values));
}

internal sealed record TaggedRackScale(IReadOnlyDictionary<string, string> TaggedValues);

internal sealed record ComposedNodeLinks(
    Link ComputerSystem, IReadOnlyList<Link> Processors, IReadOnlyList<Link> Memory, IReadOnlyList<Link> EthernetInterfaces, IReadOnlyList<Link> Storage)
{
    public static ComposedNodeLinks Of(Pod pod, ComposedNode node, ComputerSystem system)
    {
        var devices = node.DeviceIds.Select(id => pod.Devices[id]).ToLookup(ChassisUris.TypeOf, StringComparer.Ordinal);
        return new ComposedNodeLinks(
            new Link(SystemUris.Of(system)),
            Link.All(system.Processors.Select(p => $"{SystemUris.Processors(system)}/{p.Id}").Concat(devices["Processor"].Select(ChassisUris.Of))),
            Link.All(system.Memory.Select(m => $"{SystemUris.Memory(system)}/{m.Id}").Concat(devices["Memory"].Select(ChassisUris.Of))),
            Link.All(system.EthernetInterfaces.Select(e => $"{SystemUris.EthernetInterfaces(system)}/{e.Id}").Concat(devices["NetworkAdapter"].Select(PooledNicUris.Interface))),
            Link.All(system.Drives.Select(d => StorageUris.Drive(system.Id, d.Id)).Concat(devices["Drive"].Select(ChassisUris.Of))
                .Concat(node.Volumes.Where(v => v.VolumeId is not null).Select(VolumeUris.Of))));
    }
}

internal sealed record ComposedNodeActions(
    [property: JsonPropertyName("#ComposedNode.Reset")] ResetActionJson Reset,
    [property: JsonPropertyName("#ComposedNode.Assemble")] ActionJson Assemble,
    [property: JsonPropertyName("#ComposedNode.AttachResource")] DescribedActionJson AttachResource,
    [property: JsonPropertyName("#ComposedNode.DetachResource")] DescribedActionJson DetachResource,
    [property: JsonPropertyName("#ComposedNode.ForceDelete")] ActionJson ForceDelete);

internal sealed record DescribedActionJson(
    [property: JsonPropertyName("target")] string Target, [property: JsonPropertyName("@Redfish.ActionInfo")] string ActionInfo);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ComposedNodeCollectionJson))]
[JsonSerializable(typeof(ComposedNodeJson))]
internal sealed partial class CompositionJsonContext : JsonSerializerContext;
