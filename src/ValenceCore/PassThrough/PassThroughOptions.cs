namespace ValenceCore;

/// <summary>The pass-through of the old service to one pod (valence-api 1.13), for its web page; off unless a pod manager is named.</summary>
public sealed class PassThroughOptions
{
    /// <summary>Name or uuid of a registered pod manager. Default none: what asks for it is answered with 501.</summary>
    public string? PodManager { get; set; }

    /// <summary>First segments that are passed on. Default: none of them set means the seven of the old service.</summary>
    public IList<string> Allow { get; set; } = [];

    /// <summary>Whether changes are passed on too, not only GET. Default no.</summary>
    public bool Writes { get; set; }

    /// <summary>How large a body may be, either way. Default 1 MiB.</summary>
    public long MaxBytes { get; set; } = 1024 * 1024;

    internal static readonly IReadOnlyList<string> Old =
        ["Chassis", "Services", "Managers", "Systems", "EventService", "Nodes", "EthernetSwitches"];

    internal IReadOnlyList<string> Allowed => Allow.Count == 0 ? Old : [.. Allow];
}
