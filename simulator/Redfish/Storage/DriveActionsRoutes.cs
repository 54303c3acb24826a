using Simulator.Hardware;
using Simulator.Work;

namespace Simulator.Redfish;

/// <summary>Drive v1_22_0, actions: SecureErase takes its time and shows as an operation of the drive; Reset is over at once.</summary>
internal static class DriveActionsRoutes
{
    public static string[] SanitizationTypes { get; } = ["BlockErase", "CryptographicErase", "Overwrite"];

    public static string[] ResetTypes { get; } = ["ForceRestart", "PowerCycle"];

    public static RedfishRoutes MapDriveActions(this RedfishRoutes routes, Pod pod, StorageWork work)
    {
        const string local = $"{SystemUris.Systems}/{{id}}/Storage/local/Drives/{{part}}/Actions";
        const string pooled = $"{ChassisUris.Chassis}/{{id}}/Drives/{{device}}/Actions";
        return routes
            .Action($"{local}/Drive.SecureErase", context => OnLocalAsync(context, (s, d) => EraseAsync(context, () => work.Erase(s, d))))
            .Action($"{local}/Drive.Reset", context => OnLocalAsync(context, (s, d) => ResetAsync(context, s.State.Storage.Erasing.ContainsKey(d.Id))))
            .Action($"{pooled}/Drive.SecureErase", context => OnPooledAsync(context, d => EraseAsync(context, () => work.Erase(d))))
            .Action($"{pooled}/Drive.Reset", context => OnPooledAsync(context, d => ResetAsync(context, d.State.Erasure is not null)));

        Task<IResult> OnLocalAsync(HttpContext context, Func<ComputerSystem, LocalDrive, Task<IResult>> act) =>
            SystemsRoutes.Find(pod, context) is { } system && StorageRoutes.FindDrive(system, context) is { } drive
                ? act(system, drive)
                : Task.FromResult(RedfishErrors.NotFound(context.Request.Path));

        Task<IResult> OnPooledAsync(HttpContext context, Func<PooledDevice, Task<IResult>> act) =>
            ChassisRoutes.FindDevice(pod, context, "Drive") is { } drive ? act(drive) : Task.FromResult(RedfishErrors.NotFound(context.Request.Path));
    }

    private static async Task<IResult> EraseAsync(HttpContext context, Func<bool> erase)
    {
        var (body, refusal) = await RequestBody.ReadAsync(context, mayBeEmpty: true);
        if (refusal is not null)
        {
            return refusal;
        }

        var reader = new ActionReader(body, "Drive.SecureErase");
        reader.OneOf("SanitizationType", SanitizationTypes);
        reader.Count("OverwritePasses");
        reader.NothingElse();
        if (reader.Problems.Count > 0)
        {
            return RedfishErrors.BadRequest(reader.Problems);
        }

        return erase()
            ? Results.NoContent()
            : RedfishErrors.Conflict(RedfishMessages.ResourceInUse("A volume or a composed node uses the drive, or it is being erased already."));
    }

    private static async Task<IResult> ResetAsync(HttpContext context, bool isBusy)
    {
        var (body, refusal) = await RequestBody.ReadAsync(context, mayBeEmpty: true);
        if (refusal is not null)
        {
            return refusal;
        }

        var reader = new ActionReader(body, "Drive.Reset");
        reader.OneOf("ResetType", ResetTypes);
        reader.NothingElse();
        if (reader.Problems.Count > 0)
        {
            return RedfishErrors.BadRequest(reader.Problems);
        }

        return isBusy
            ? RedfishErrors.Conflict(RedfishMessages.ResourceInUse("The drive is being erased; a reset now would spoil it."))
            : Results.NoContent();
    }
}
