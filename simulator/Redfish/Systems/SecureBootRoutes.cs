using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>SecureBoot v1_1_2: what is wanted counts from the next boot on.</summary>
internal static class SecureBootRoutes
{
    private const string Path = $"{SystemUris.Systems}/{{id}}/SecureBoot";

    public static RedfishRoutes MapSecureBoot(this RedfishRoutes routes, Pod pod) => routes
        .Resource(
            Path, SecureBootJsonContext.Default.SecureBootJson,
            context => SystemsRoutes.Find(pod, context) is { } s ? new SecureBootJson(s) : null,
            patch: context => PatchAsync(context, pod, SystemsRoutes.Find(pod, context)!))
        .Action($"{Path}/Actions/SecureBoot.ResetKeys", context => SystemsRoutes.OnSystemAsync(pod, context, s => ResetKeysAsync(context, pod, s)))
        .MapSecureBootDatabases(pod);

    private static async Task<IResult> PatchAsync(HttpContext context, Pod pod, ComputerSystem system)
    {
        var (body, refusal) = await RequestBody.ReadAsync(context);
        if (refusal is not null)
        {
            return refusal;
        }

        var reader = new BodyReader(body, []);
        var isWanted = reader.Flag("SecureBootEnable");
        reader.ReadOnly(["Id", "Name", "Description", "SecureBootCurrentBoot", "SecureBootMode", "SecureBootDatabases", "Actions"]);
        reader.NothingElse();
        if (reader.Problems.Count > 0)
        {
            return RedfishErrors.BadRequest(reader.Problems);
        }

        if (isWanted is { } wanted)
        {
            pod.SetSecureBoot(system, wanted);
        }

        return new ResourceResult<SecureBootJson>(new SecureBootJson(system), SecureBootJsonContext.Default.SecureBootJson);
    }

    private static async Task<IResult> ResetKeysAsync(HttpContext context, Pod pod, ComputerSystem system)
    {
        var (body, refusal) = await RequestBody.ReadAsync(context, mayBeEmpty: true);
        if (refusal is not null)
        {
            return refusal;
        }

        var reader = new ActionReader(body, "SecureBoot.ResetKeys");
        var reset = reader.OneOf<KeyReset>("ResetKeysType", isRequired: true);
        reader.NothingElse();
        if (reader.Problems.Count > 0)
        {
            return RedfishErrors.BadRequest(reader.Problems);
        }

        pod.ResetKeys(system, reset!.Value);
        return Results.NoContent();
    }
}

internal sealed class SecureBootJson(ComputerSystem system)
    : Resource(SystemUris.SecureBoot(system), Type, "SecureBoot", $"Secure boot of {system.Name}"), IResource
{
    public static string Type => "#SecureBoot.v1_1_2.SecureBoot";

    private readonly FirmwareState _firmware = system.State.Firmware;

    public bool SecureBootEnable => _firmware.SecureBootWanted;

    public string SecureBootCurrentBoot => _firmware.SecureBootActive ? "Enabled" : "Disabled";

    public string SecureBootMode => _firmware.HasPlatformKey ? "UserMode" : "SetupMode";

    public Link SecureBootDatabases => new(SecureBootDatabaseUris.Databases(system));

    public SecureBootActions Actions => new(new ResetKeysJson($"{ODataId}/Actions/SecureBoot.ResetKeys"));
}

internal sealed record SecureBootActions([property: JsonPropertyName("#SecureBoot.ResetKeys")] ResetKeysJson ResetKeys);

internal sealed record ResetKeysJson([property: JsonPropertyName("target")] string Target)
{
    [JsonPropertyName("ResetKeysType@Redfish.AllowableValues")]
    public IReadOnlyList<string> AllowableValues => Enum.GetNames<KeyReset>();
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SecureBootJson))]
internal sealed partial class SecureBootJsonContext : JsonSerializerContext;
