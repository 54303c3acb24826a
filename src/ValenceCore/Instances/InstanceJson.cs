using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ValenceCore.Http;
using ValenceCore.Operations;
using ValenceCore.Registration;
using ValenceCore.Store;

namespace ValenceCore.Instances;

/// <summary>An instance as answered; additive to valence-api, by the workflow of its section 6.7.</summary>
/// <param name="Composed">Whether its machine was composed for it; absent until that is decided.</param>
/// <param name="Fault">Why it is in <c>error</c>.</param>
/// <param name="ProvisionState">Of its machine in Ironic, where one instance is shown and Ironic answers.</param>
/// <param name="Step">The step that is under way; <c>undo …</c> on the way back.</param>
internal sealed record InstanceJson(
    [property: JsonPropertyName("availability_zone")] string? Zone,
    [property: JsonPropertyName("batch_id")] string? BatchId,
    [property: JsonPropertyName("composed")] bool? Composed,
    [property: JsonPropertyName("created_at")] string CreatedAt,
    [property: JsonPropertyName("description")] string? Description,
    [property: JsonPropertyName("fault")] InstanceFaultJson? Fault,
    [property: JsonPropertyName("flavor_id")] string? FlavorId,
    [property: JsonPropertyName("image")] InstanceImageJson Image,
    [property: JsonPropertyName("ironic_uuid")] string? IronicUuid,
    [property: JsonPropertyName("launched_at")] string? LaunchedAt,
    [property: JsonPropertyName("locked")] bool Locked,
    [property: JsonPropertyName("locked_by")] string? LockedBy,
    [property: JsonPropertyName("metadata")] JsonObject Metadata,
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("networks")] IReadOnlyList<InstanceNetworkJson> Networks,
    [property: JsonPropertyName("node_id")] string? NodeId,
    [property: JsonPropertyName("operation_id")] string? OperationId,
    [property: JsonPropertyName("owner")] string? Owner,
    [property: JsonPropertyName("power_state")] string? PowerState,
    [property: JsonPropertyName("provision_state")] string? ProvisionState,
    [property: JsonPropertyName("public_key")] string? PublicKey,
    [property: JsonPropertyName("state")] string State,
    [property: JsonPropertyName("step")] string? Step,
    [property: JsonPropertyName("updated_at")] string UpdatedAt,
    [property: JsonPropertyName("uuid")] string Uuid)
{
    /// <param name="server">What Ironic says of its machine now.</param>
    public static InstanceJson Of(Instance instance, IronicNode? server = null) => new(
        instance.Wish.Zone, instance.BatchId, instance.Composed, Moments.Show(instance.CreatedAt), instance.Description, InstanceFaultJson.Of(instance), instance.FlavorId,
        InstanceImageJson.Of(instance.Wish.Image), instance.IronicUuid, Moments.Show(instance.LaunchedAt), instance.LockedBy is not null, instance.LockedBy,
        instance.Wish.Metadata, instance.Name, [.. instance.Wish.Vifs.Select(vif => new InstanceNetworkJson(vif))], instance.NodeUuid, instance.OperationId, instance.Owner,
        server?.PowerState ?? instance.PowerState, server?.ProvisionState, instance.Wish.PublicKey, instance.State, instance.Step, Moments.Show(instance.UpdatedAt),
        instance.Uuid);
}

internal sealed record InstanceImageJson(
    [property: JsonPropertyName("boot_iso")] string? BootIso,
    [property: JsonPropertyName("checksum")] string? Checksum,
    [property: JsonPropertyName("kernel")] string? Kernel,
    [property: JsonPropertyName("ramdisk")] string? Ramdisk,
    [property: JsonPropertyName("root_gb")] int? RootGb,
    [property: JsonPropertyName("source")] string? Source)
{
    public static InstanceImageJson Of(InstanceImage image) => new(image.BootIso, image.Checksum, image.Kernel, image.Ramdisk, image.RootGb, image.Source);
}

internal sealed record InstanceNetworkJson([property: JsonPropertyName("port_id")] string PortId);

/// <summary>Why an instance is in error: which step, whose side, and what to do.</summary>
/// <param name="Fault">Who has to act: <c>caller</c>, <c>pod manager</c>, <c>ironic</c> or <c>service</c>.</param>
internal sealed record InstanceFaultJson(
    [property: JsonPropertyName("code")] int Code,
    [property: JsonPropertyName("detail")] string Detail,
    [property: JsonPropertyName("fault")] string Fault,
    [property: JsonPropertyName("next")] string? Next,
    [property: JsonPropertyName("operation_id")] string? OperationId,
    [property: JsonPropertyName("step")] string? Step,
    [property: JsonPropertyName("title")] string Title)
{
    public static InstanceFaultJson? Of(Instance instance) => instance.Fault is { } fault
        ? new InstanceFaultJson(fault.Status, fault.Detail, Replies.Name(fault.Fault), fault.Next, fault.OperationId ?? instance.OperationId, fault.Stage, fault.Title)
        : null;
}

/// <summary>One thing that was done with an instance.</summary>
/// <param name="Step">Null for the operation as a whole.</param>
internal sealed record InstanceEventJson(
    [property: JsonPropertyName("at")] string At,
    [property: JsonPropertyName("detail")] string? Detail,
    [property: JsonPropertyName("kind")] string Kind,
    [property: JsonPropertyName("operation_id")] string OperationId,
    [property: JsonPropertyName("state")] string State,
    [property: JsonPropertyName("step")] string? Step)
{
    public static IEnumerable<InstanceEventJson> Of(Operation operation)
    {
        InstanceEventJson At(long moment, string state, string? step, string? detail) => new(Moments.Show(moment), detail, operation.Kind, operation.Id, state, step);
        yield return At(operation.CreatedAt, OperationStates.Pending, null, operation.Actor is { } actor ? $"asked for by {actor}" : null);
        foreach (var attempt in Attempts.Of(operation))
        {
            yield return At((long?)attempt["ended_at"] ?? operation.CreatedAt, StepStates.Reverted, (string?)attempt["step"], (string?)attempt["detail"]);
        }

        foreach (var step in operation.Steps.Where(step => step.StartedAt is not null).OrderBy(step => step.FinishedAt ?? long.MaxValue).ThenBy(step => step.Position))
        {
            yield return At(step.FinishedAt ?? step.StartedAt!.Value, step.State, step.Name, step.Detail);
        }

        if (operation.IsFinished)
        {
            yield return At(operation.UpdatedAt, operation.State, null, operation.Error?.Detail ?? operation.Note);
        }
    }
}

internal sealed record InstanceConsoleJson(
    [property: JsonPropertyName("type")] string? Type,
    [property: JsonPropertyName("url")] string? Url);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(InstanceJson))]
[JsonSerializable(typeof(InstanceJson[]))]
[JsonSerializable(typeof(InstanceEventJson))]
[JsonSerializable(typeof(InstanceEventJson[]))]
[JsonSerializable(typeof(InstanceConsoleJson))]
internal sealed partial class InstanceJsonContext : JsonSerializerContext;
