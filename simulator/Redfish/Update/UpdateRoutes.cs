using System.Text.Json;
using Simulator.Hardware;
using Simulator.Work;

namespace Simulator.Redfish;

/// <summary>UpdateService v1_17_0 with its inventories: SoftwareInventory v1_13_0 of everything that has firmware.</summary>
internal static class UpdateRoutes
{
    public static RedfishRoutes MapUpdate(this RedfishRoutes routes, Pod pod, UpdateWork updates, PodTasks tasks)
    {
        var settings = new UpdateSettings();
        return routes.MapService(pod, updates, tasks, settings).MapPushes(pod, updates, tasks, settings);
    }

    /// <summary>The answer to a request whose parameters are read.</summary>
    /// <param name="wanted">Null when there are problems.</param>
    /// <param name="body">JSON of the request; null when it had a body of another kind.</param>
    internal static IResult Start(
        HttpContext context, UpdateWork updates, PodTasks tasks, WantedUpdate? wanted, IReadOnlyList<RedfishMessage> problems, JsonElement? body) =>
        wanted is null ? RedfishErrors.BadRequest(problems)
        : updates.Start(wanted.Image, wanted.Items, wanted.WaitsForReset, wanted.IsForced) is { } work ? TaskMonitors.Accepted(context, tasks, work, body)
        : RedfishErrors.Conflict(RedfishMessages.ResourceInUse("A part that this update is meant for is being updated."));

    private static RedfishRoutes MapService(this RedfishRoutes routes, Pod pod, UpdateWork updates, PodTasks tasks, UpdateSettings settings) => routes
        .Resource(
            UpdateUris.Service, UpdateJsonContext.Default.UpdateServiceJson, _ => new UpdateServiceJson(settings.Push),
            patch: context => UpdateServicePatch.ApplyAsync(context, pod, settings))
        .Collection(UpdateUris.Firmware, "SoftwareInventory", _ => ResourceCollection.Of(UpdateUris.Firmware, "Firmware Inventory", UpdateUris.Ids(pod)))
        .Resource($"{UpdateUris.Firmware}/{{id}}", UpdateJsonContext.Default.SoftwareInventoryJson, context => Find(pod, updates, RedfishRoutes.Id(context)))
        .Collection(UpdateUris.Software, "SoftwareInventory", _ => ResourceCollection.Of(UpdateUris.Software, "Software Inventory", [UpdateUris.PodManagerId]))
        .Resource(UpdateUris.PodManager, UpdateJsonContext.Default.SoftwareInventoryJson, _ => SoftwareInventoryJson.PodManager)
        .Action(UpdateUris.SimpleUpdate, context => UpdateAsync(context, pod, updates, tasks));

    private static SoftwareInventoryJson? Find(Pod pod, UpdateWork updates, string id) =>
        UpdateUris.Find(pod, id) is not { } found ? null
        : found.IsStaged ? SoftwareInventoryJson.Waiting(pod, found.Item)
        : SoftwareInventoryJson.Of(pod, found.Item, updates.IsUpdating(found.Item));

    private static async Task<IResult> UpdateAsync(HttpContext context, Pod pod, UpdateWork updates, PodTasks tasks)
    {
        var (body, refusal) = await RequestBody.ReadAsync(context);
        if (refusal is not null)
        {
            return refusal;
        }

        var (wanted, problems) = new SimpleUpdateReader(pod).Read(body);
        return Start(context, updates, tasks, wanted, problems, body);
    }
}
