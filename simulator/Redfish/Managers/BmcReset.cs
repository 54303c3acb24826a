using System.Text.Json.Serialization;
using Simulator.Hardware;
using Simulator.Work;

namespace Simulator.Redfish;

/// <summary>Reset of a BMC: taken at once, then it is dark for a while.</summary>
internal static class BmcReset
{
    public static string[] Types { get; } = ["GracefulRestart", "ForceRestart"];

    public static async Task<IResult> RunAsync(HttpContext context, ComputerSystem? system, BmcWork bmc)
    {
        if (system is null)
        {
            return RedfishErrors.NotFound(context.Request.Path);
        }

        var (body, refusal) = await RequestBody.ReadAsync(context, mayBeEmpty: true);
        if (refusal is not null)
        {
            return refusal;
        }

        var reader = new ActionReader(body, "Manager.Reset");
        reader.OneOf("ResetType", Types);
        reader.NothingElse();
        if (reader.Problems.Count > 0)
        {
            return RedfishErrors.BadRequest(reader.Problems);
        }

        return bmc.Reset(system)
            ? Results.NoContent()
            : RedfishErrors.Conflict(RedfishMessages.ResourceInUse($"The BMC of {system.Name} is restarting already."));
    }
}

internal sealed record ManagerActions([property: JsonPropertyName("#Manager.Reset")] BmcResetJson Reset);

internal sealed record BmcResetJson([property: JsonPropertyName("target")] string Target)
{
    [JsonPropertyName("ResetType@Redfish.AllowableValues")]
    public IReadOnlyList<string> AllowableValues => BmcReset.Types;
}
