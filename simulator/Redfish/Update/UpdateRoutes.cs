using Simulator.Hardware;
using Simulator.Work;

namespace Simulator.Redfish;

/// <summary>UpdateService v1_17_0 with its inventories: SoftwareInventory v1_13_0 of everything that has firmware.</summary>
internal static class UpdateRoutes
{
    public static RedfishRoutes MapUpdate(this RedfishRoutes routes, Pod pod, UpdateWork updates, PodTasks tasks) => routes
        .Resource(UpdateUris.Service, UpdateJsonContext.Default.UpdateServiceJson, _ => new UpdateServiceJson())
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
        if (wanted is null)
        {
            return RedfishErrors.BadRequest(problems);
        }

        return updates.Start(wanted.Image, wanted.Items, wanted.WaitsForReset, wanted.IsForced) is { } work
            ? TaskMonitors.Accepted(context, tasks, work, body)
            : RedfishErrors.Conflict(RedfishMessages.ResourceInUse("A part that this update is meant for is being updated."));
    }
}
