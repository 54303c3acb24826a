using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using ValenceCore.Composition;
using ValenceCore.Failures;
using ValenceCore.Flavors;
using ValenceCore.Http;
using ValenceCore.Operations;
using ValenceCore.PodManagers;
using ValenceCore.Registration;
using ValenceCore.Secrets;
using ValenceCore.Store;

namespace ValenceCore.Instances;

/// <summary>Begins to make instances, one or several at once.</summary>
internal sealed class InstanceCreation(
    InstanceStore instances, FlavorStore flavors, PodManagerStore pods, OperationRunner runner, IDeployInstances ironic, SecretBox secrets, TimeProvider time,
    IOptions<ValenceCoreOptions> options)
{
    /// <summary>Begins to make one instance or several. The operation is that of the one, or of the batch.</summary>
    public async Task<Outcome<(Operation Operation, IReadOnlyList<Instance> Instances)>> StartAsync(InstanceRequest request, CancellationToken cancellation)
    {
        var checkedFlavor = await CheckAsync(request, cancellation);
        if (checkedFlavor.Failed(out var refused))
        {
            return refused;
        }

        var flavor = checkedFlavor.Value;
        var batchId = request.IsBatch ? options.Value.NewId().ToString() : null;
        var wish = new InstanceWish(
            FlavorWish.Of(flavor), request.Image, request.Vifs, request.PublicKey, request.UserData is null ? null : secrets.Seal(request.UserData), request.Metadata,
            request.Zone);
        var now = time.Now();
        var rows = Enumerable.Range(1, request.Count).Select(number => new Instance
        {
            Uuid = options.Value.NewId().ToString(),
            Name = request.Count == 1 ? request.Name : string.Create(CultureInfo.InvariantCulture, $"{request.Name}-{number}"),
            Description = request.Description,
            Owner = RequestTrail.Current?.Actor,
            State = InstanceStates.Building,
            FlavorId = flavor.Uuid,
            Wish = wish,
            BatchId = batchId,
            CreatedAt = now,
            UpdatedAt = now,
        }).ToList();
        List<OperationWish> wishes = [.. rows.Select(row => CreationOf(row, flavor))];
        if (batchId is not null)
        {
            wishes.Insert(0, new OperationWish(
                InstanceKinds.Batch, InstanceKinds.SubjectOfBatch(batchId),
                new JsonObject { [InstanceKeys.AtLeast] = request.AtLeast })
            {
                Id = batchId, Deadline = options.Value.Deadlines.Instance, Data = new JsonObject { [MembersJson.TotalKey] = request.Count },
            });
        }

        var started = await runner.StartAsync(wishes, session => InstanceStore.AddAsync(session, rows, options.Value.Instances.Quota), cancellation);
        return started.Failed(out var claimed) ? claimed : (started.Value[0], rows);
    }

    /// <summary>Waits for it, and answers the instances as they are stored then.</summary>
    public async Task<Outcome<IReadOnlyList<Instance>>> FinishAsync(Operation started, IReadOnlyList<Instance> made, CancellationToken cancellation)
    {
        var ended = await runner.WaitAsync(started.Id, cancellation);
        if (ended.State != OperationStates.Succeeded)
        {
            return ended.Answer();
        }

        var rows = new List<Instance>();
        foreach (var one in made)
        {
            if (await instances.FindAsync(one.Uuid, cancellation) is { Failure: null } found)
            {
                rows.Add(found.Value);
            }
        }

        return rows;
    }

    private OperationWish CreationOf(Instance instance, Flavor flavor)
    {
        var nodeId = options.Value.NewId().ToString();
        var forIronic = new JsonObject { ["traits"] = new JsonArray([.. flavor.Traits.Select(trait => JsonValue.Create(trait))]) };
        if (flavor.ResourceClass is { } ofClass)
        {
            forIronic["resource_class"] = ofClass;
        }

        return new OperationWish(
            InstanceKinds.Create, InstanceKinds.SubjectOf(instance.Uuid),
            new JsonObject
            {
                [InstanceKeys.InstanceId] = instance.Uuid,
                [ComposeKeys.NodeId] = nodeId,
                [ComposeKeys.Name] = instance.Name,
                [ComposeKeys.Description] = instance.Description,
                [ComposeKeys.FlavorId] = flavor.Uuid,
                [ComposeKeys.Properties] = flavor.Properties.DeepClone(),
                [RegistrationKeys.Manage] = true,
                [RegistrationKeys.Inspect] = options.Value.Instances.Inspect,
                [RegistrationKeys.Provide] = true,
                [RegistrationKeys.SealedBody] = secrets.Seal(forIronic.ToJsonString()),
            },
            ComposedNode.SubjectOf(nodeId))
        {
            ParentId = instance.BatchId, Deadline = options.Value.Deadlines.Instance,
        };
    }

    /// <summary>Whatever can be known before anything is begun.</summary>
    private async Task<Outcome<Flavor>> CheckAsync(InstanceRequest request, CancellationToken cancellation)
    {
        if (!ironic.IsConfigured)
        {
            return Failure.NotImplemented("No Ironic is configured (option 'Ironic.Url'), so there is nobody to deploy instances.");
        }

        var flavor = await flavors.FindAsync(request.FlavorId, cancellation);
        if (flavor.Failed(out var missing))
        {
            return missing;
        }

        var needsPod = flavor.Value.EffectiveCompose == ComposePolicies.Always;
        return needsPod && (await pods.ListAsync(cancellation)).All(pod => request.Zone is not null && pod.Location != request.Zone)
            ? ScheduleStep.NoPod(request.Zone)
            : flavor;
    }
}
