namespace ValenceCore.Reconciliation;

/// <summary>Something on which store, pods and Ironic do not agree. It is told, with what can be done; nothing is done by itself.</summary>
/// <param name="Kind">One of <see cref="DiscrepancyKinds"/>.</param>
/// <param name="Key">What it is about, unique within its kind.</param>
/// <param name="Detail">For people.</param>
/// <param name="Offers">What can be done, out of <see cref="Offer"/>; empty when a person has to look.</param>
internal sealed record Discrepancy(string Kind, string Key, string? PodId, string? NodeId, string Detail, IReadOnlyList<string> Offers)
{
    public string Id => $"{Kind}:{Key}";

    /// <summary>Where the pod has it; null where it has nothing.</summary>
    public NodePlace? Place { get; init; }

    /// <summary>The Ironic node it is about.</summary>
    public string? IronicUuid { get; init; }

    /// <summary>Name of the account at the pod it is about.</summary>
    public string? Account { get; init; }
}

internal static class DiscrepancyKinds
{
    /// <summary>A node in a pod that this service made and does not know any more: a restored backup, a second answer.</summary>
    public const string LostNode = "node-without-row";

    /// <summary>A node in a pod that somebody else made.</summary>
    public const string ForeignNode = "foreign-node";

    /// <summary>A node of this service that its pod does not have.</summary>
    public const string MissingNode = "row-without-node";

    /// <summary>A node that is neither composed nor worked on.</summary>
    public const string UnfinishedNode = "unfinished-node";

    /// <summary>A node in Ironic that this service enrolled and does not know any more.</summary>
    public const string LostRegistration = "ironic-node-without-row";

    /// <summary>A registration that Ironic does not have.</summary>
    public const string MissingRegistration = "row-without-ironic-node";

    /// <summary>A claim of an operation that is over.</summary>
    public const string LeftClaim = "claim-without-operation";

    /// <summary>A device that is said to be held, by a node that nobody knows.</summary>
    public const string HeldDevice = "device-without-node";

    /// <summary>An account that Ironic had at a pod for a node which is not registered any more, or not known.</summary>
    public const string LeftAccount = "account-without-registration";
}

/// <summary>What can be done about a discrepancy.</summary>
internal static class Offer
{
    /// <summary>The node becomes one of this service.</summary>
    public const string Adopt = "adopt";

    /// <summary>What is held is given back.</summary>
    public const string Free = "free";

    /// <summary>The row, or the registration, is dropped; no hardware is touched.</summary>
    public const string Forget = "forget";

    /// <summary>The devices of the pod are read anew.</summary>
    public const string Sync = "sync";

    /// <summary>The account is removed at the pod.</summary>
    public const string Remove = "remove";
}

/// <summary>What was found, and where nobody could look.</summary>
/// <param name="NotExamined">Who did not answer: a pod manager's uuid, or <c>ironic</c>; and why.</param>
internal sealed record Discrepancies(IReadOnlyList<Discrepancy> Found, IReadOnlyList<(string Where, string Detail)> NotExamined);
