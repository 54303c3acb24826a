using Simulator.Hardware;
using Simulator.Work;

namespace Simulator.Redfish;

/// <summary>Reset of a sled or drawer: of every system in it at once, or of none.</summary>
internal static class ChassisReset
{
    public static async Task<IResult> RunAsync(HttpContext context, Pod pod, PowerWork power)
    {
        if (SystemsIn(pod, RedfishRoutes.Id(context)) is not { Count: > 0 } systems)
        {
            return RedfishErrors.NotFound(context.Request.Path);
        }

        var (body, refusal) = await RequestBody.ReadAsync(context, mayBeEmpty: true);
        if (refusal is not null)
        {
            return refusal;
        }

        var reader = new ActionReader(body, "Chassis.Reset");
        var reset = reader.OneOf<ResetType>("ResetType", isRequired: true);
        reader.NothingElse();
        if (reader.Problems.Count > 0)
        {
            return RedfishErrors.BadRequest(reader.Problems);
        }

        return power.ResetAll(systems, reset!.Value) switch
        {
            PowerRefusal.Off => RedfishErrors.Conflict(RedfishMessages.ResourceInStandby($"Every system in it is off; {reset} needs one that is on.")),
            PowerRefusal.InTransition => RedfishErrors.Conflict(
                RedfishMessages.ResourceInUse("A system in it is on its way to another power state; only ForceOff is taken now.")),
            _ => Results.NoContent(),
        };
    }

    /// <summary>Null or empty for a chassis that has no reset of its own: a rack, the pod, a drawer without systems.</summary>
    public static IReadOnlyList<ComputerSystem>? SystemsIn(Pod pod, string chassisId) =>
        pod.Systems.TryGetValue(chassisId, out var sled) ? [sled] : pod.Drawers.GetValueOrDefault(chassisId)?.Systems;
}
