using System.Text.Json;
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

        return await SystemComposition.GoOnAsync(context, hold => new ManifestRun(pod, work, systems, answer, client, plan, hold).ApplyAsync(stanzas));
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
}
