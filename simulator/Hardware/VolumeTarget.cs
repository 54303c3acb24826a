using System.Collections.Immutable;
using Simulator.Hardware.Composition;

namespace Simulator.Hardware;

/// <summary>How an iSCSI target and its initiator prove who they are (CHAP, RFC 1994). Secrets are taken and not kept: nothing here logs in.</summary>
public sealed record TargetChap(ChapType Type, string? Username, string? MutualUsername)
{
    public static TargetChap None { get; } = new(ChapType.None, null, null);
}

public enum ChapType
{
    None,
    OneWay,
    Mutual,
}

/// <summary>A volume under the number by which an initiator addresses it.</summary>
public readonly record struct TargetLun(int Lun, string VolumeId);

/// <summary>An iSCSI target: volumes of a storage service, shown to one initiator.</summary>
/// <param name="Id">1, 2, 3 … per service; never used again.</param>
/// <param name="Iqn">Its name, which no other target of the pod has.</param>
/// <param name="InitiatorIqn">Who may log in; empty for anybody.</param>
public sealed record VolumeTarget(string Id, string Name, string Iqn, ImmutableArray<TargetLun> Luns, string InitiatorIqn, TargetChap Chap)
{
    public const int Port = 3260; // RFC 7143

    public const int NvmePort = 4420; // NVM Express over Fabrics, 1.5.2

    /// <summary>How it is reached; it has an NQN instead of an IQN then.</summary>
    public RemoteProtocol Protocol { get; init; } = RemoteProtocol.iSCSI;

    /// <summary>The name under which composers of Intel RSD let a system log in.</summary>
    public static string InitiatorOf(ComputerSystem system) => $"iqn.1986-03.com.intel:{system.Uuid}";

    /// <inheritdoc cref="InitiatorOf(ComputerSystem)"/>
    public static string InitiatorOf(ComputerSystem system, RemoteProtocol protocol) =>
        protocol == RemoteProtocol.iSCSI ? InitiatorOf(system) : $"nqn.2014-08.org.nvmexpress:uuid:{system.Uuid}";

    /// <summary>The name that a composer gives to the target of a volume.</summary>
    public static string NameOf(StorageService service, string volumeId, RemoteProtocol protocol) =>
        $"{(protocol == RemoteProtocol.iSCSI ? "iqn" : "nqn")}.2014-08.com.example:{service.Id}:volume-{volumeId}";
}

/// <summary>What became of a wish to remove a volume.</summary>
public enum VolumeRemoval
{
    Removed,
    Gone,

    /// <summary>A target shows it, or a snapshot stands on it.</summary>
    InUse,
}
