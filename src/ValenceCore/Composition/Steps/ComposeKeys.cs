namespace ValenceCore.Composition;

/// <summary>Names in the row of an operation on a node.</summary>
internal static class ComposeKeys
{
    public const string NodeId = "node_id";

    /// <summary>The instance that the node is composed for.</summary>
    public const string InstanceId = "instance_id";

    /// <summary>Given when a node is forgotten.</summary>
    public const string IsPodGone = "pod_gone";

    public const string Name = "name";
    public const string Description = "description";
    public const string FlavorId = "flavor_id";
    public const string Properties = "properties";

    /// <summary>Pod managers to ask, in order.</summary>
    public const string Candidates = "candidates";

    public const string PodId = "podm_id";
    public const string Index = "index";

    /// <summary>The index that a caller asks for, and the name that the pod has for it.</summary>
    public const string WantedIndex = "wanted_index";
    public const string FoundName = "found_name";

    /// <summary>The uuid in the marker of a node that is in a pod already.</summary>
    public const string MarkedAs = "marked_as";

    public const string Uri = "resource_uri";
    public const string DeviceId = "device_id";
    public const string DeviceUri = "device_uri";

    /// <summary>The index that a driver claims before it asks its pod; set before the claim.</summary>
    public const string Claiming = "claiming";

    public const string IsClaimed = "claimed";

    /// <summary>Set while the pod may have done what it did not confirm.</summary>
    public const string IsUnsure = "unsure";
}
