using System.Text.Json;
using Microsoft.Net.Http.Headers;
using Simulator.Hardware;
using Simulator.Work;

namespace Simulator.Redfish;

/// <summary>
/// Updates whose image comes with the request (UpdateService v1_17_0): <c>MultipartHttpPushUri</c>, a form of parameters and file, and
/// the older <c>HttpPushUri</c>, the bare file, which goes by what the service was told before.
/// </summary>
internal static class PushRoutes
{
    private const string MultipartPush = "MultipartHttpPushUri";
    private const string Push = "HttpPushUri";

    public static RedfishRoutes MapPushes(this RedfishRoutes routes, Pod pod, UpdateWork updates, PodTasks tasks, UpdateSettings settings) => routes
        .Action(UpdateUris.MultipartPush, context => MultipartAsync(context, pod, updates, tasks))
        .Action(UpdateUris.Push, context => PushAsync(context, pod, updates, tasks, settings));

    private static async Task<IResult> MultipartAsync(HttpContext context, Pod pod, UpdateWork updates, PodTasks tasks)
    {
        var (form, refusal) = await MultipartForm.ReadAsync(context);
        if (form is null)
        {
            return refusal!;
        }

        var problems = form.Problems.ToList();
        var image = PushedImage.Find(form.FileName);
        if (image is null && form.FileName is { } name)
        {
            problems.Add(RedfishMessages.PropertyValueFormatError($"#/{MultipartForm.FilePart}", name, PushedImage.NameExpected));
        }

        WantedUpdate? wanted = null;
        if (form.Parameters.ValueKind == JsonValueKind.Object)
        {
            (wanted, var wrong) = UpdateParameters.Read(new ActionReader(form.Parameters, MultipartPush), image, pod, MultipartPush);
            problems.AddRange(wrong);
        }

        return UpdateRoutes.Start(context, updates, tasks, problems.Count == 0 ? wanted : null, problems, body: null);
    }

    private static async Task<IResult> PushAsync(HttpContext context, Pod pod, UpdateWork updates, PodTasks tasks, UpdateSettings settings)
    {
        if (context.Request.ContentType is { Length: > 0 } type
            && !(MediaTypeHeaderValue.TryParse(type, out var parsed) && parsed.MediaType.Equals("application/octet-stream", StringComparison.OrdinalIgnoreCase)))
        {
            return RedfishErrors.Answer(StatusCodes.Status415UnsupportedMediaType, [RedfishMessages.HeaderInvalid("Content-Type")]);
        }

        PushedImage.LetPass(context);
        var size = await PushedImage.DrainAsync(context.Request.Body, context.RequestAborted);
        if (size > PushedImage.LargestBytes)
        {
            return RedfishErrors.Answer(StatusCodes.Status413PayloadTooLarge, [RedfishMessages.PayloadTooLarge()]);
        }

        var problems = new List<RedfishMessage>();
        if (size == 0)
        {
            problems.Add(RedfishMessages.General("The request brings no image.", "Send the image as the body."));
        }

        if (ImageOf(context, problems.Add) is not { } image)
        {
            return RedfishErrors.BadRequest(problems);
        }

        var push = settings.Push;
        var items = new UpdateTargets(pod).Find(push.Targets, image, problems.Add, Push, nameof(UpdateServiceJson.HttpPushUriTargets));
        var waits = push.ApplyTime == UpdateParameters.OnReset;
        if (waits && items.Any(i => !i.NeedsReset))
        {
            problems.Add(UpdateParameters.NothingToWaitFor("ApplyTime"));
        }

        return UpdateRoutes.Start(
            context, updates, tasks, problems.Count == 0 ? new WantedUpdate(image, items, waits, push.IsForced) : null, problems, body: null);
    }

    // A bare body has no name, so a header brings it: attachment; filename="bios-2.4.1.bin".
    private static FirmwareImage? ImageOf(HttpContext context, Action<RedfishMessage> problem)
    {
        var header = context.Request.Headers.ContentDisposition;
        if (header.Count == 0)
        {
            problem(RedfishMessages.HeaderMissing("Content-Disposition", $"Add it with filename, {PushedImage.NameExpected}."));
            return null;
        }

        var image = ContentDispositionHeaderValue.TryParse(header.ToString(), out var disposition) ? PushedImage.Find(PushedImage.FileName(disposition)) : null;
        if (image is null)
        {
            problem(RedfishMessages.HeaderInvalid("Content-Disposition", $"Send in it filename, {PushedImage.NameExpected}."));
        }

        return image;
    }
}
