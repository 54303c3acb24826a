namespace ValenceCore;

/// <summary>What holds for instances.</summary>
public sealed class InstanceOptions
{
    /// <summary>How many instances one owner may have, those in <c>error</c> aside; null for any number.</summary>
    public int? Quota { get; set; }

    /// <summary>How often the creation of an instance is tried, each time on another pod or server where there is one. Default 3.</summary>
    public int Attempts { get; set; } = 3;

    /// <summary>Whether Ironic inspects a composed machine before it is deployed. Default no: the pod has told what it is made of.</summary>
    public bool Inspect { get; set; }
}
