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

        var reader = new BodyReader(body, []);
        var reset = Read(reader, action);
        reader.NoOtherParameters(action);
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

    private static ResetType? Read(BodyReader reader, string action)
    {
        var allowed = Enum.GetNames<ResetType>();
        if (reader.Find("ResetType") is not { } value)
        {
            reader.Problem(RedfishMessages.ActionParameterMissing(action, "ResetType"));
            return null;
        }

        if (value.ValueKind != System.Text.Json.JsonValueKind.String)
        {
            reader.Problem(RedfishMessages.ActionParameterValueTypeError(action, "ResetType", value.GetRawText(), "a string"));
            return null;
        }

        if (allowed.Contains(value.GetString()))
        {
            return Enum.Parse<ResetType>(value.GetString()!);
        }

        reader.Problem(RedfishMessages.ActionParameterValueNotInList(action, "ResetType", value.GetString()!, allowed));
        return null;
    }
}
