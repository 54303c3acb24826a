using System.Text.Json.Nodes;
using Simulator.Hardware;
using Simulator.Hardware.Composition;
using Simulator.Time;
using Simulator.Work;

namespace Simulator.Redfish;

/// <summary>
/// A manifest that is carried out. Its blocks are held for it, so what the plan found free stays free; when the hardware fails, or a system
/// was deleted meanwhile, what was done is undone, the last first.
/// </summary>
internal sealed class ManifestRun(
    Pod pod, CompositionWork work, SystemComposition systems, ManifestAnswer answer, CompositionClient client, ManifestPlan plan, ClockHold hold)
{
    private readonly Stack<Func<Task>> _undo = new();
    private readonly Reservation _reservation = plan.Reservation ?? throw new ArgumentException("A plan that is applied has a reservation.", nameof(plan));

    public async Task<IResult> ApplyAsync(IReadOnlyList<Stanza> stanzas)
    {
        try
        {
            var responses = new List<JsonObject>();
            foreach (var (stanza, step) in stanzas.Zip(plan.Steps))
            {
                var (response, failure) = step.Step switch
                {
                    ManifestStep.Compose => await ComposeAsync(stanza.System! with { BlockIds = step.BlockIds, Parts = null }),
                    ManifestStep.Decompose { SystemId: var id } => await DecomposeAsync(id),
                    ManifestStep.ComposeBlock { Request: var request } => ComposeBlock(request with { BlockIds = [.. step.Made!.Suppliers.Select(s => s.Id)] }),
                    ManifestStep.Register { Request: var request } => Register(request),
                    ManifestStep.DecomposeBlock { BlockId: var id } => DecomposeBlock(id),
                    _ => throw new InvalidOperationException($"Stanza {stanza.Id} is of a kind that nobody carries out."),
                };
                if (failure is not null)
                {
                    await UndoAsync();
                    return answer.Failed(stanza, failure);
                }

                responses.Add(response!);
            }

            return answer.Applied(responses);
        }
        finally
        {
            pod.EndReservation(_reservation.Id);
        }
    }

    private async Task<(JsonObject? Response, RedfishMessage? Failure)> ComposeAsync(SystemRequest wanted)
    {
        if (systems.Compose(wanted, client, _reservation.Id) is not ({ } node, _))
        {
            return (null, RedfishMessages.General($"The blocks of {wanted.Name} changed while the manifest was applied.", "Send the manifest again."));
        }

        if (await systems.EndOfAsync(hold, systems.Assemble(node), node.Id) is { } reason)
        {
            return (null, RedfishMessages.General($"{wanted.Name} could not be composed: {reason}", "See the events of the simulator for what stood in the way."));
        }

        _undo.Push(() => systems.EndOfAsync(hold, work.Release(node.Id)));
        return (answer.Of(pod.Systems[node.SystemId]), null);
    }

    private async Task<(JsonObject? Response, RedfishMessage? Failure)> DecomposeAsync(string systemId)
    {
        if (pod.FindSystem(systemId) is not { ComposedAs: not null } system || pod.NodeOf(system) is not { } node)
        {
            return (null, RedfishMessages.General($"{systemId} was deleted while the manifest was applied.", "Send the manifest again."));
        }

        var (before, state, blocks) = (answer.Of(system), system.State, pod.BlocksOf(system).Select(b => b.Id).ToList());
        if (await systems.EndOfAsync(hold, work.Release(node.Id)) is { } reason)
        {
            return (null, RedfishMessages.General($"{systemId} could not be decomposed: {reason}", "It is kept."));
        }

        _undo.Push(async () =>
        {
            var again = new SystemRequest(node.Name, node.Description, state.HostName, state.Boot, blocks, Parts: null);
            if (systems.Compose(again, client with { Name = node.Client, SeesAll = true }, _reservation.Id) is ({ } back, _))
            {
                await systems.EndOfAsync(hold, systems.Assemble(back), back.Id);
            }
        });
        return (before, null);
    }

    private (JsonObject? Response, RedfishMessage? Failure) ComposeBlock(CompositionRequest request)
    {
        if (pod.ComposeBlock(request with { ReservationId = _reservation.Id }).Block is not { } block)
        {
            return (null, RedfishMessages.General("The blocks changed while the manifest was applied.", "Send the manifest again."));
        }

        Undo(() => pod.DecomposeBlock(block.Id, _reservation.Id));
        return (answer.Of(block), null);
    }

    private (JsonObject? Response, RedfishMessage? Failure) DecomposeBlock(string id)
    {
        if (pod.FindBlock(id) is not { } block)
        {
            return (null, RedfishMessages.General($"{id} was deleted while the manifest was applied.", "Send the manifest again."));
        }

        var (before, marks) = (answer.Of(block), pod.MarksOf(id));
        if (pod.DecomposeBlock(id, _reservation.Id).Count > 0)
        {
            return (null, RedfishMessages.General($"{id} was taken into use while the manifest was applied.", "Send the manifest again."));
        }

        Undo(() =>
        {
            var again = new CompositionRequest(block.Name, block.Description, [.. block.Suppliers.Select(s => s.Id)], marks.Client, ReservationId: _reservation.Id);
            if (pod.ComposeBlock(again, id).Block is { } back)
            {
                pod.Mark(back, _ => marks);
            }
        });
        return (before, null);
    }

    private (JsonObject? Response, RedfishMessage? Failure) Register(BlockRegistration request)
    {
        if (pod.RegisterBlock(request).Block is not { } block)
        {
            return (null, RedfishMessages.General($"{request.SystemId} was registered while the manifest was applied.", "Send the manifest again."));
        }

        Undo(() => pod.UnregisterBlock(block.Id, _reservation.Id));
        return (answer.Of(block), null);
    }

    private void Undo(Action undo) => _undo.Push(() =>
    {
        undo();
        return Task.CompletedTask;
    });

    private async Task UndoAsync()
    {
        while (_undo.TryPop(out var undo))
        {
            await undo();
        }
    }
}
