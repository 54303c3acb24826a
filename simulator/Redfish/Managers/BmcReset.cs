using System.Text.Json.Serialization;
using Simulator.Hardware;
using Simulator.Work;

namespace Simulator.Redfish;

/// <summary>Reset of a BMC, with its settings or without: taken at once, then it is dark for a while.</summary>
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
        return reader.Problems.Count > 0 ? RedfishErrors.BadRequest(reader.Problems) : Restart(system, bmc);
    }

    public static async Task<IResult> ToDefaultsAsync(HttpContext context, Pod pod, ComputerSystem? system, BmcWork bmc)
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

        var reader = new ActionReader(body, "Manager.ResetToDefaults");
        var reset = reader.OneOf<DefaultsReset>("ResetType", isRequired: true);
        reader.NothingElse();
        if (reader.Problems.Count > 0)
        {
            return RedfishErrors.BadRequest(reader.Problems);
        }

        pod.EditBmc(system, (settings, _) => settings.After(reset!.Value));
        foreach (var drive in Enum.GetValues<VirtualDrive>())
        {
            pod.Eject(system, drive);
        }

        return Restart(system, bmc);
    }

    private static IResult Restart(ComputerSystem system, BmcWork bmc) => bmc.Reset(system)
        ? Results.NoContent()
        : RedfishErrors.Conflict(RedfishMessages.ResourceInUse($"The BMC of {system.Name} is restarting already."));
}

internal sealed record ManagerActions(
    [property: JsonPropertyName("#Manager.Reset")] BmcResetJson Reset,
    [property: JsonPropertyName("#Manager.ResetToDefaults")] BmcDefaultsJson ResetToDefaults)
{
    public static ManagerActions Of(string managerUri) => new(
        new BmcResetJson($"{managerUri}/Actions/Manager.Reset") { Info = ActionInfoUris.Reset(managerUri) },
        new BmcDefaultsJson($"{managerUri}/Actions/Manager.ResetToDefaults"));
}

internal sealed record BmcResetJson([property: JsonPropertyName("target")] string Target)
{
    [JsonPropertyName("ResetType@Redfish.AllowableValues")]
    public IReadOnlyList<string> AllowableValues => BmcReset.Types;

    /// <summary>URI of its ActionInfo.</summary>
    [JsonPropertyName("@Redfish.ActionInfo")]
    public string? Info { get; init; }
}

internal sealed record BmcDefaultsJson([property: JsonPropertyName("target")] string Target)
{
    [JsonPropertyName("ResetType@Redfish.AllowableValues")]
    public IReadOnlyList<string> AllowableValues => Enum.GetNames<DefaultsReset>();
}
