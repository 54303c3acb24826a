using System.Text.Json.Nodes;
using ValenceCore.Registration;

namespace ValenceCore.Instances;

/// <summary>The provisioning service's side of instances. All verbs throw DriverException, and are safe to repeat.</summary>
internal interface IDeployInstances
{
    bool IsConfigured { get; }

    /// <summary>Has one of the candidates reserved for the instance, under its uuid; its Ironic uuid, or null when none of them is to be had.</summary>
    Task<string?> AllocateAsync(string instanceUuid, ServerWish wish, CancellationToken cancellation);

    /// <summary>Gives up what was reserved, or is about to be; "not there" is success.</summary>
    Task<string?> FreeAsync(string instanceUuid, CancellationToken cancellation);

    /// <summary>Notes the instance in the Ironic node, so that nobody else takes it. Fails at once when somebody else has.</summary>
    Task TakeAsync(string ironicUuid, string instanceUuid, CancellationToken cancellation);

    /// <summary>Takes the note out again, where it is this instance's; null when there was none.</summary>
    Task<string?> LeaveAsync(string ironicUuid, string instanceUuid, CancellationToken cancellation);

    Task AttachAsync(string ironicUuid, string vif, CancellationToken cancellation);

    Task DetachAsync(string ironicUuid, string vif, CancellationToken cancellation);

    /// <summary>Deploys the instance and waits until it is active.</summary>
    Task DeployAsync(string ironicUuid, string instanceUuid, DeployWish wish, CancellationToken cancellation);

    /// <summary>Deploys it anew over what is there.</summary>
    Task RebuildAsync(string ironicUuid, string instanceUuid, DeployWish wish, CancellationToken cancellation);

    /// <summary>Takes the instance off its machine and waits out the cleaning. What is not there, or belongs to another instance by now, is success.</summary>
    /// <returns>How that went.</returns>
    Task<string> UndeployAsync(string ironicUuid, string instanceUuid, CancellationToken cancellation);

    /// <summary>Switches the machine and waits until it is so.</summary>
    /// <param name="target">Ironic's word, e.g. <c>rebooting</c>.</param>
    /// <param name="goal">The power state that it ends in.</param>
    Task PowerAsync(string ironicUuid, string target, string goal, CancellationToken cancellation);

    /// <summary>The node as Ironic shows it; null when there is none.</summary>
    Task<IronicNode?> ShowAsync(string ironicUuid, CancellationToken cancellation);

    /// <summary>Starts the console where it is off, and tells where it is.</summary>
    Task<JsonObject> ConsoleAsync(string ironicUuid, CancellationToken cancellation);
}

/// <summary>Which pre-set servers will do.</summary>
/// <param name="ResourceClass">All of them are of this class.</param>
/// <param name="Candidates">Ironic uuids.</param>
internal sealed record ServerWish(string ResourceClass, IReadOnlyList<string> Traits, IReadOnlyList<string> Candidates);

/// <summary>What is to be deployed.</summary>
/// <param name="InstanceInfo">Ironic's <c>instance_info</c>.</param>
/// <param name="ConfigDrive">What the machine finds on its config drive; null for none.</param>
/// <param name="Interface">The deploy interface that it needs, set where it is another; null where it is not ours to choose.</param>
internal sealed record DeployWish(JsonObject InstanceInfo, JsonObject? ConfigDrive, string? Interface);
