using System.Text.Json.Nodes;

namespace Simulator.Ironic;

/// <summary>Every field of a port.</summary>
internal static class PortFields
{
    public static readonly FieldTable<IronicPort> Table = new("port",
    [
        new("uuid", 1, (p, _) => p.Uuid)
        {
            Set = (p, v) => p with { Uuid = Json.Uuid(v) ?? p.Uuid },
            Check = Checks.Uuid, When = Settable.OnCreate, IsShort = true, IsSortable = true,
        },
        new("address", 1, (p, _) => p.Address)
        {
            Set = (p, v) => p with { Address = Json.Text(v)!.ToLowerInvariant() },
            Check = Checks.Mac, IsMandatory = true, IsShort = true, IsSortable = true,
        },
        new("node_uuid", 1, (p, _) => p.NodeUuid)
        {
            Set = (p, v) => p with { NodeUuid = Json.Text(v) ?? "" }, Check = Checks.Text(), IsMandatory = true, IsSortable = true,
        },
        Document("extra", 1, p => p.Extra, (p, v) => p with { Extra = v }),
        Document("local_link_connection", 19, p => p.LocalLinkConnection, (p, v) => p with { LocalLinkConnection = v }),
        new("pxe_enabled", 19, (p, _) => p.PxeEnabled)
        {
            Set = (p, v) => p with { PxeEnabled = Json.OptionalFlag(v) ?? true }, Check = Checks.Flag, IsSortable = true,
        },
        new("portgroup_uuid", 24, (_, _) => null)
        {
            Set = (p, _) => p, Check = v => v is null ? null : $"Portgroup {v} could not be found.",
        },
        new("physical_network", 34, (p, _) => p.PhysicalNetwork)
        {
            Set = (p, v) => p with { PhysicalNetwork = Json.Text(v) }, Check = Checks.Text(64), IsSortable = true,
        },
        new("is_smartnic", 53, (p, _) => p.IsSmartNic)
        {
            Set = (p, v) => p with { IsSmartNic = Json.Flag(v) }, Check = Checks.Flag, IsSortable = true,
        },
        new("internal_info", 18, (p, _) => p.InternalInfo.DeepClone()),
        new("created_at", 1, (p, _) => Json.Time(p.CreatedAt)) { IsSortable = true },
        new("updated_at", 1, (p, _) => Json.Time(p.UpdatedAt)) { IsSortable = true },
        new("links", 1, (p, wire) => wire.Links($"ports/{p.Uuid}")) { IsShort = true },
    ]);

    private static Field<IronicPort> Document(
        string name, int since, Func<IronicPort, JsonObject> get, Func<IronicPort, JsonObject, IronicPort> set) =>
        new(name, since, (p, _) => get(p).DeepClone()) { Set = (p, v) => set(p, Json.Object(v)), Check = Checks.Object };
}
