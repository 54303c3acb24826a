using Simulator.Hardware;
using Simulator.Work;

namespace Simulator.Redfish;

/// <summary>Reset of a system, reached directly or through its composed node.</summary>
internal static class ResetAction
{
    public static async Task<IResult> RunAsync(HttpContext context, string action, ComputerSystem system, PowerWork power)
    {
        var (body, refusal) = await RequestBody.ReadAsync(context, mayBeEmpty: true);
        if (refusal is not null)
        {
            return refusal;
        }

        var reader = new ActionReader(body, action);
        var reset = reader.OneOf<ResetType>("ResetType", isRequired: true);
        reader.NothingElse();
        if (reader.Problems.Count > 0)
        {
            return RedfishErrors.BadRequest(reader.Problems);
        }

        return power.Reset(system, reset!.Value) switch
        {
            PowerRefusal.Off => RedfishErrors.Conflict(
                RedfishMessages.ResourceInStandby($"{system.Name} is off; {reset} needs it on.")),
            PowerRefusal.InTransition => RedfishErrors.Conflict(
                RedfishMessages.ResourceInUse($"{system.Name} is {system.State.Power}; only ForceOff is taken now.")),
            _ => Results.NoContent(),
        };
    }
}
