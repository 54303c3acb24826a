namespace ValenceCore.Instances;

/// <summary>Names in the rows of operations on instances.</summary>
internal static class InstanceKeys
{
    public const string InstanceId = Composition.ComposeKeys.InstanceId;

    /// <summary><c>yes</c> when the machine is composed for the instance, <c>no</c> for a pre-set server; unset until that is decided.</summary>
    public const string Composed = "composed";
    public const string Yes = "yes";
    public const string No = "no";

    /// <summary>Set from just before Ironic is asked to choose a pre-set server.</summary>
    public const string IsAllocating = "allocating";

    /// <summary>Set from just before Ironic is asked to deploy.</summary>
    public const string IsDeploying = "deploying";

    /// <summary>VIFs that Ironic was asked, or is about to be asked, to attach.</summary>
    public const string Attaching = "attaching";

    /// <summary>Pods, and pre-set servers, on which an attempt came to nothing; they are asked last.</summary>
    public const string TriedPods = "tried_pods";
    public const string TriedServers = "tried_servers";

    /// <summary>The state before a power operation, and what Ironic is told.</summary>
    public const string From = "from";
    public const string Target = "target";

    /// <summary>Of a batch: how many have to succeed.</summary>
    public const string AtLeast = "at_least";

    /// <summary>Why the whole batch is undone.</summary>
    public const string GivenUp = "given_up";
}
