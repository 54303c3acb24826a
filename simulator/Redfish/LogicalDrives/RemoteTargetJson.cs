using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>RemoteTarget v1_0_0 of Intel RSD 1.2 (v1_1_0 in 2.1): logical drives as an initiator reaches them over iSCSI.</summary>
internal sealed class RemoteTargetJson(StorageService service, VolumeTarget target, string portal)
    : Resource(LogicalDriveUris.Target(service.Id, target.Id), Type, target.Id, target.Name), IResource
{
    public static string Type => "#RemoteTarget.v1_0_0.RemoteTarget";

    [JsonPropertyName("Type")]
    public string TargetType => "iSCSITargets";

    public Status Status => new("Enabled", "OK");

    public IReadOnlyList<TargetAddress> Addresses => [new(new IscsiTarget(
        [.. target.Luns.Select(l => new TargetLunJson(l.Lun, new Link(LogicalDriveUris.LogicalDrive(service.Id, l.VolumeId))))],
        target.Iqn, portal, new ChapJson(target.Chap)))];

    public IReadOnlyList<TargetInitiator> Initiator => [new(new IscsiInitiator(target.InitiatorIqn))];

    public RemoteTargetLinks Links => new(Link.All(target.Luns.Select(l => LogicalDriveUris.LogicalDrive(service.Id, l.VolumeId))));
}

internal sealed record TargetAddress([property: JsonPropertyName("iSCSI")] IscsiTarget Iscsi);

internal sealed record IscsiTarget(
    [property: JsonPropertyName("TargetLUN")] IReadOnlyList<TargetLunJson> Luns,
    [property: JsonPropertyName("TargetIQN")] string Iqn,
    [property: JsonPropertyName("TargetPortalIP")] string PortalIp,
    [property: JsonPropertyName("CHAP")] ChapJson Chap)
{
    public int TargetPortalPort => VolumeTarget.Port;
}

internal sealed record TargetLunJson([property: JsonPropertyName("LUN")] int Lun, Link LogicalDrive);

/// <summary>Secrets are written and read back as null.</summary>
internal sealed class ChapJson(TargetChap chap)
{
    public string Type => chap.Type.ToString();

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Username => chap.Username;

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Secret => null;

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? MutualUsername => chap.MutualUsername;

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? MutualSecret => null;
}

internal sealed record TargetInitiator([property: JsonPropertyName("iSCSI")] IscsiInitiator Iscsi);

/// <param name="Iqn">Empty for any.</param>
internal sealed record IscsiInitiator([property: JsonPropertyName("InitiatorIQN")] string Iqn);

internal sealed record RemoteTargetLinks(IReadOnlyList<Link> LogicalDrives);
