using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using ValenceCore.Composition;
using ValenceCore.Failures;
using ValenceCore.Http;
using ValenceCore.Operations;
using ValenceCore.Registration;
using ValenceCore.Store;

namespace ValenceCore.Instances;

/// <summary>Decides about instances that are there; all that takes long becomes an operation. <see cref="InstanceCreation"/> makes them.</summary>
internal sealed class InstanceController(
    InstanceStore instances, InstanceDeletions deletions, OperationStore operations, OperationRunner runner, IDeployInstances ironic,
    IOptions<ValenceCoreOptions> options)
{
    public Task<IReadOnlyList<Instance>> ListAsync(CancellationToken cancellation) => instances.ListAsync(cancellation);

    public Task<Outcome<Instance>> FindAsync(string uuid, CancellationToken cancellation) => instances.FindAsync(uuid, cancellation);

    /// <summary>The instance, and what Ironic says of its machine now; null where it has none, or Ironic does not answer.</summary>
    public async Task<Outcome<(Instance Instance, IronicNode? Server)>> ShowAsync(string uuid, CancellationToken cancellation)
    {
        var found = await instances.FindAsync(uuid, cancellation);
        if (found.Failed(out var missing))
        {
            return missing;
        }

        try
        {
            return (found.Value, found.Value.IronicUuid is { } server ? await ironic.ShowAsync(server, cancellation) : null);
        }
        catch (DriverException)
        {
            // What is stored says more than an error would.
            return (found.Value, null);
        }
    }

    /// <summary>Begins the deletion; what is being made is called off first, and what is being deleted goes on with that.</summary>
    public async Task<Outcome<Operation>> StartDeleteAsync(string uuid, CancellationToken cancellation)
    {
        var found = await FindUnlockedAsync(uuid, cancellation);
        if (found.Failed(out var refused))
        {
            return refused;
        }

        if (await UnderWayAsync(found.Value, cancellation) is { } running)
        {
            if (running.Kind == InstanceKinds.Delete)
            {
                return running;
            }

            if (running.Kind == InstanceKinds.Create)
            {
                await instances.WantDeletedAsync(uuid, cancellation);
                if ((await runner.CancelAsync(running.Id, cancellation)).Failure is null || await UnderWayAsync(found.Value, cancellation) is not null)
                {
                    return (await operations.FindAsync(running.Id, cancellation)).Value;
                }

                // It had just come to its end.
                found = await instances.FindAsync(uuid, cancellation);
                if (found.Failed(out _))
                {
                    return (await operations.FindAsync(running.Id, cancellation)).Value;
                }
            }
        }

        var started = await runner.StartAsync([deletions.Of(found.Value)], also: null, cancellation);
        return started.Failed(out var claimed) ? claimed : started.Value[0];
    }

    /// <summary>Waits until the instance is gone, or for the reason why it is not.</summary>
    public async Task<Outcome<Done>> FinishDeleteAsync(Operation started, string uuid, CancellationToken cancellation)
    {
        for (var operation = started; ;)
        {
            var ended = await runner.WaitAsync(operation.Id, cancellation);
            var left = await instances.FindAsync(uuid, cancellation);
            if (left.Failed(out _))
            {
                return Done.Value;
            }

            if (left.Value.OperationId is not { } next || next == operation.Id)
            {
                return ended.Answer();
            }

            operation = (await operations.FindAsync(next, cancellation)).Value;
        }
    }

    public async Task<Outcome<Operation>> StartActionAsync(string uuid, InstanceAction action, CancellationToken cancellation)
    {
        var found = await FindUnlockedAsync(uuid, cancellation);
        if (found.Failed(out var refused))
        {
            return refused;
        }

        var instance = found.Value;
        if (await UnderWayAsync(instance, cancellation) is { } running)
        {
            return Failure.Conflict($"The instance '{uuid}' is '{instance.State}'; see GET /v1/operations/{running.Id}.");
        }

        return action switch
        {
            InstanceAction.Power power => await StartPowerAsync(instance, power.Verb, cancellation),
            InstanceAction.Rebuild rebuild => await StartRebuildAsync(instance, rebuild.Image, cancellation),
            _ => throw new InvalidOperationException(action.GetType().Name),
        };
    }

    /// <summary>Waits for it, and answers the instance as it is stored then.</summary>
    public async Task<Outcome<Instance>> FinishAsync(Operation started, string uuid, CancellationToken cancellation)
    {
        var ended = await runner.WaitAsync(started.Id, cancellation);
        return ended.State == OperationStates.Succeeded ? await instances.FindAsync(uuid, cancellation) : ended.Answer();
    }

    public async Task<Outcome<Instance>> ChangeAsync(string uuid, InstanceChange change, CancellationToken cancellation)
    {
        var found = change.Locked == false ? await instances.FindAsync(uuid, cancellation) : await FindUnlockedAsync(uuid, cancellation);
        if (found.Failed(out var refused))
        {
            return refused;
        }

        var instance = found.Value;
        var changed = instance with
        {
            Name = change.Name ?? instance.Name,
            Description = change.Description ?? instance.Description,
            Wish = change.Metadata is { } metadata ? instance.Wish with { Metadata = metadata } : instance.Wish,
            LockedBy = change.Locked switch { true => RequestTrail.Current?.Actor ?? "somebody", false => null, null => instance.LockedBy },
        };
        return (await instances.ChangeAsync(changed, cancellation)).Failed(out var gone) ? gone : await instances.FindAsync(uuid, cancellation);
    }

    public async Task<Outcome<JsonObject>> ConsoleAsync(string uuid, CancellationToken cancellation)
    {
        var found = await instances.FindAsync(uuid, cancellation);
        return found.Failed(out var missing) ? missing
            : found.Value.IronicUuid is { } server ? await ironic.ConsoleAsync(server, cancellation)
            : Failure.Conflict($"The instance '{uuid}' is '{found.Value.State}' and has no machine.");
    }

    /// <summary>What was and is done with the instance, the oldest first.</summary>
    public async Task<Outcome<IReadOnlyList<Operation>>> HistoryAsync(string uuid, CancellationToken cancellation)
    {
        var filters = new Dictionary<string, string> { ["subject"] = InstanceKinds.SubjectOf(uuid) };
        var page = await operations.ListAsync(new PageWish(null, null, null, IsDescending: false, filters), cancellation);
        return page!.Rows.Count == 0 ? Failure.NotFound("instance", uuid) : Outcome<IReadOnlyList<Operation>>.Of([.. page.Rows.OrderBy(one => one.Number)]);
    }

    private async Task<Outcome<Operation>> StartPowerAsync(Instance instance, string word, CancellationToken cancellation)
    {
        var verb = InstanceStates.PowerVerbs[word];
        if (!verb.From.Contains(instance.State))
        {
            return Illegal(instance, $"power '{word}'", verb.From);
        }

        return await StartAsync(
            InstanceKinds.Power, instance,
            new JsonObject { [InstanceKeys.From] = instance.State, [InstanceKeys.Target] = verb.Target, [RegistrationKeys.IronicUuid] = instance.IronicUuid }, also: null,
            cancellation);
    }

    private async Task<Outcome<Operation>> StartRebuildAsync(Instance instance, InstanceImage? image, CancellationToken cancellation)
    {
        if (!InstanceStates.Rebuildable.Contains(instance.State) || instance.IronicUuid is null)
        {
            return Illegal(instance, "rebuild", InstanceStates.Rebuildable);
        }

        var wish = image is null ? instance.Wish : instance.Wish with { Image = image };
        return await StartAsync(
            InstanceKinds.Rebuild, instance, [],
            async session =>
            {
                await session.ExecuteAsync(
                    "UPDATE instances SET wish = @Document WHERE uuid = @Uuid", new { instance.Uuid, Document = wish.ToJson().ToJsonString() });
                return null;
            },
            cancellation);
    }

    private async Task<Outcome<Operation>> StartAsync(string kind, Instance instance, JsonObject input, WithOperations? also, CancellationToken cancellation)
    {
        input[InstanceKeys.InstanceId] = instance.Uuid;
        var wish = new OperationWish(
            kind, InstanceKinds.SubjectOf(instance.Uuid), input, instance.NodeUuid is { } node ? [ComposedNode.SubjectOf(node)] : [])
        {
            Deadline = options.Value.Deadlines.Instance,
        };
        var started = await runner.StartAsync([wish], also, cancellation);
        return started.Failed(out var claimed) ? claimed : started.Value[0];
    }

    private static Failure Illegal(Instance instance, string verb, IReadOnlyList<string> from) => Failure.Conflict(
        $"The instance '{instance.Uuid}' is '{instance.State}'{(instance.IronicUuid is null ? " and has no machine" : "")}; {verb} is for {string.Join(", ", from)}.");

    private async Task<Outcome<Instance>> FindUnlockedAsync(string uuid, CancellationToken cancellation)
    {
        var found = await instances.FindAsync(uuid, cancellation);
        return found.Failed(out var missing) ? missing
            : found.Value.LockedBy is { } by
                ? Failure.Conflict($"The instance '{uuid}' is locked by {by}.") with { Next = $"PATCH /v1/instances/{uuid} with {{\"locked\": false}} unlocks it." }
                : found;
    }

    private async Task<Operation?> UnderWayAsync(Instance instance, CancellationToken cancellation) =>
        instance.OperationId is { } id && await operations.FindAsync(id, cancellation) is { Failure: null } found && !found.Value.IsFinished ? found.Value : null;
}
