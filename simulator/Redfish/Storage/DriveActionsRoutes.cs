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
        const string actions = $"{ChassisUris.Chassis}/{{id}}/Drives/{{device}}/Actions";
        return routes
            .Action($"{actions}/Drive.SecureErase", context => OnDriveAsync(
                context, (s, d) => EraseAsync(context, () => work.Erase(s, d)), d => EraseAsync(context, () => work.Erase(d))))
            .Action($"{actions}/Drive.Reset", context => OnDriveAsync(
                context, (s, d) => ResetAsync(context, s.State.Storage.Erasing.ContainsKey(d.Id)), d => ResetAsync(context, d.State.Erasure is not null)));

        Task<IResult> OnDriveAsync(
            HttpContext context, Func<ComputerSystem, LocalDrive, Task<IResult>> onLocal, Func<PooledDevice, Task<IResult>> onPooled) =>
            ChassisRoutes.FindLocalDrive(pod, context) is var (system, local) ? onLocal(system, local)
            : ChassisRoutes.FindDevice(pod, context, "Drive") is { } pooled ? onPooled(pooled)
            : Task.FromResult(RedfishErrors.NotFound(context.Request.Path));
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
            : RedfishErrors.Conflict(RedfishMessages.ResourceInUse("A volume, a composed node or a zone uses the drive, or it is being erased already."));
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
