using System.Text.Json;
using Simulator.Hardware;
using Simulator.Hardware.Composition;

namespace Simulator.Redfish;

/// <summary>The body of an action that attaches or detaches, with every problem in it (Intel RSD, actions).</summary>
internal sealed class AttachRequest
{
    private const string OfVolumes = "NVMeOverFabrics";

    private readonly Pod _pod;
    private readonly ActionReader _reader;

    public AttachRequest(Pod pod, RedfishProfile profile, string action, bool isAttach, JsonElement body)
    {
        (_pod, _reader) = (pod, new ActionReader(body, action));
        Uri = ReadResource(profile);
        Part = Uri is null ? null : NamedPart.Find(pod, profile, Uri);
        var protocol = isAttach && !profile.AttachesEndpoints ? _reader.OneOf("Protocol", Protocols) : null;
        var capacity = isAttach && profile.AttachesEndpoints ? _reader.Count("CapacityGiB") : null;
        _reader.NothingElse();
        Check(action, protocol, capacity);
    }

    public static IReadOnlyList<string> Protocols { get; } = ["NVMe", "PCIe", OfVolumes, "FPGA-oF"];

    public string? Uri { get; }

    public NamedPart? Part { get; }

    public IReadOnlyList<RedfishMessage> Problems => _reader.Problems;

    /// <summary>A volume over iSCSI comes with a node and goes with it.</summary>
    public void RefuseIscsi(string nodeId)
    {
        if (Part?.Volume is { } volume && _pod.FindNode(nodeId)?.Volumes.Any(v => v.Is(volume.ServiceId, volume.Id) && v.Protocol == RemoteProtocol.iSCSI) == true)
        {
            _reader.Problem(RedfishMessages.ActionParameterValueConflict("Resource", Uri!, "A volume over iSCSI cannot be detached.", "Delete the node."));
        }
    }

    // Early clients send the link as a bare string.
    private string? ReadResource(RedfishProfile profile)
    {
        if (_reader.Find("Resource", isRequired: true) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty("@odata.id", out var uri) && uri.ValueKind == JsonValueKind.String)
        {
            return uri.GetString();
        }

        return profile.AttachesEndpoints && value.ValueKind == JsonValueKind.String ? value.GetString() : _reader.Wrong("Resource", value, "a link");
    }

    private void Check(string action, string? protocol, int? capacity)
    {
        if (Part is { IsKnownType: false })
        {
            _reader.Problem(RedfishMessages.ActionParameterValueConflict(
                "Resource", Uri!, $"{Uri} is nothing that a node can be given or relieved of.", "Name a pooled drive, an FPGA or a volume; see the ActionInfo."));
        }

        var suits = Part switch
        {
            { Device.Kind: PooledDeviceKind.NVMe } => protocol is null or "NVMe" or "PCIe",
            { Device.Kind: PooledDeviceKind.FPGA } => protocol is null or "PCIe",
            { Volume: not null } => protocol is null or OfVolumes,
            _ => true,
        };
        if (!suits)
        {
            _reader.Problem(RedfishMessages.ActionParameterValueConflict("Protocol", protocol!, $"{Uri} is not reached by {protocol}.", "Leave the protocol out."));
        }

        if (Part?.Device is { Kind: PooledDeviceKind.NVMe } drive && capacity > drive.CapacityGiB)
        {
            _reader.Problem(RedfishMessages.ActionParameterValueOutOfRange(action, "CapacityGiB", $"{capacity}", $"up to {drive.CapacityGiB}, which {drive.Name} has"));
        }
    }
}
