using System.Text.Json;
using System.Text.Json.Nodes;
using Simulator.Faces;
using Simulator.Hardware;
using Simulator.Hardware.Composition;
using Simulator.Work;

namespace Simulator.Redfish;

/// <summary>
/// CompositionService.Compose (CompositionService v1_2_3): a manifest is previewed, reserved or applied, and nothing of it unless all of it
/// can be. Its stanzas are taken in their order, so a later one has what an earlier one frees.
/// </summary>
internal sealed class ComposeAction(Pod pod, CompositionWork work, SystemComposition systems, CompositionSettings settings, ReservedManifests manifests)
{
    public const string Name = "CompositionService.Compose";

    public static readonly string[] RequestTypes = ["Preview", "PreviewReserve", "Apply"];
    public static readonly string[] RequestFormats = ["Manifest"];

    public async Task<IResult> RunAsync(HttpContext context)
    {
        var (body, refusal) = await RequestBody.ReadAsync(context, mayBeEmpty: true);
        if (refusal is not null)
        {
            return refusal;
        }

        if (systems.ServiceDisabled() is { } disabled)
        {
            return disabled;
        }

        var client = CompositionClient.Of(context);
        var reader = new ActionReader(body, Name);
        reader.OneOf("RequestFormat", RequestFormats, isRequired: true);
        var type = reader.OneOf("RequestType", RequestTypes, isRequired: true);
        var reservationId = ReadReservation(reader, client);
        var manifest = reader.Find("Manifest") ?? (reservationId is null ? null : manifests.Find(reservationId));
        var stanzas = ReadStanzas(reader, manifest, client, reservationId);
        reader.NothingElse();
        if (reader.Problems.Count > 0)
        {
            return RedfishErrors.BadRequest(reader.Problems);
        }

        var purpose = type switch { "Preview" => PlanPurpose.Preview, "PreviewReserve" => PlanPurpose.Reserve, _ => PlanPurpose.Apply };
        var answer = new ManifestAnswer(pod, type!, manifest!.Value, stanzas);
        if (stanzas.Any(s => s.Step is null))
        {
            return answer.Unreadable();
        }

        var plan = pod.Plan([.. stanzas.Select(s => s.Step!)], purpose, client.Name, reservationId, settings.Now.ReservationDuration);
        if (!plan.CanBeDone || purpose != PlanPurpose.Apply)
        {
            if (plan.Reservation is { } made)
            {
                manifests.Keep(made.Id, manifest.Value);
            }

            return answer.Planned(plan);
        }

        try
        {
            return await ApplyAsync(context, answer, stanzas, plan);
        }
        finally
        {
            pod.EndReservation(plan.Reservation!.Id);
        }
    }

    private static List<Stanza> Nothing => [];

    private string? ReadReservation(ActionReader reader, CompositionClient client)
    {
        var id = reader.Text("ReservationId");
        if (id is not null && (pod.FindReservation(id) is not { } found || !client.Sees(found.Client)))
        {
            reader.Problem(RedfishMessages.ActionParameterValueConflict(
                "ReservationId", id, $"There is no reservation {id}; it may have run out.", "Reserve again, or leave it out."));
        }

        return id;
    }

    private IReadOnlyList<Stanza> ReadStanzas(ActionReader reader, JsonElement? manifest, CompositionClient client, string? reservationId)
    {
        if (manifest is not { } given)
        {
            reader.Problem(RedfishMessages.ActionParameterMissing(Name, "Manifest"));
            return Nothing;
        }

        if (given.ValueKind != JsonValueKind.Object)
        {
            reader.Problem(RedfishMessages.ActionParameterValueTypeError(Name, "Manifest", given.GetRawText(), "a manifest"));
            return Nothing;
        }

        var problems = new List<RedfishMessage>();
        var stanzas = new ManifestReader(pod, settings.Now, client, reservationId).Read(new BodyReader(given, problems, "#/Manifest"));
        problems.ForEach(reader.Problem);
        return stanzas;
    }

    // The blocks are held for this request, so what the plan found free stays free; only the hardware can still fail.
    private async Task<IResult> ApplyAsync(HttpContext context, ManifestAnswer answer, IReadOnlyList<Stanza> stanzas, ManifestPlan plan)
    {
        var undo = new Stack<Func<Task>>();
        var responses = new List<JsonObject>();
        foreach (var (stanza, step) in stanzas.Zip(plan.Steps))
        {
            var (response, failure) = stanza.System is { } wanted
                ? await ComposeAsync(context, answer, wanted with { BlockIds = step.BlockIds, Parts = null }, plan.Reservation!, undo)
                : await DecomposeAsync(context, answer, ((ManifestStep.Decompose)step.Step).SystemId, plan.Reservation!, undo);
            if (failure is not null)
            {
                while (undo.TryPop(out var undone))
                {
                    await undone();
                }

                return answer.Failed(stanza, failure);
            }

            responses.Add(response!);
        }

        return answer.Applied(responses);
    }

    private async Task<(JsonObject? Response, RedfishMessage? Failure)> ComposeAsync(
        HttpContext context, ManifestAnswer answer, SystemRequest wanted, Reservation reservation, Stack<Func<Task>> undo)
    {
        var client = CompositionClient.Of(context);
        if (pod.Compose(wanted.For(client, reservation.Id)) is not CompositionResult.Composed { Node: var node })
        {
            return (null, RedfishMessages.General($"The blocks of {wanted.Name} changed while the manifest was applied.", "Send the manifest again."));
        }

        var system = pod.Systems[node.SystemId];
        pod.SetHostName(system, wanted.HostName);
        pod.SetBoot(system, wanted.Boot ?? BootOverride.Default);
        if (await EndAsync(context, work.Assemble(node.Id)!) is { } reason)
        {
            await EndAsync(context, work.Release(node.Id));
            return (null, RedfishMessages.General($"{wanted.Name} could not be composed: {reason}", "See the events of the simulator for what stood in the way."));
        }

        undo.Push(async () => await EndAsync(context, work.Release(node.Id)));
        return (answer.Of(system), null);
    }

    private async Task<(JsonObject? Response, RedfishMessage? Failure)> DecomposeAsync(
        HttpContext context, ManifestAnswer answer, string systemId, Reservation reservation, Stack<Func<Task>> undo)
    {
        var system = pod.FindSystem(systemId)!;
        var node = pod.NodeOf(pod.FindBlock(system.Id)!)!;
        var (before, hostName, blocks) = (answer.Of(system), system.State.HostName, pod.BlocksOf(system).Select(b => b.Id).ToList());
        if (await EndAsync(context, work.Release(node.Id)) is { } reason)
        {
            return (null, RedfishMessages.General($"{systemId} could not be decomposed: {reason}", "It is kept."));
        }

        undo.Push(async () =>
        {
            var again = new CompositionRequest(node.Name, node.Description, blocks, node.Client, SeesAll: true, reservation.Id);
            if (pod.Compose(again) is CompositionResult.Composed { Node: var back })
            {
                pod.SetHostName(system, hostName);
                await EndAsync(context, work.Assemble(back.Id)!);
            }
        });
        return (before, null);
    }

    private async Task<string?> EndAsync(HttpContext context, WorkItem? item)
    {
        if (item is null)
        {
            return null;
        }

        await HoldingPipeline.WaitForAsync(context, work.EndOf(item));
        return work.ReasonOfFailure(item);
    }
}
