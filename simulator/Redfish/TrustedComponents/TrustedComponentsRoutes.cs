using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

internal static class TrustedComponentUris
{
    public static string Components(string sledId) => $"{ChassisUris.Of(sledId)}/TrustedComponents";

    public static string Module(string sledId) => $"{Components(sledId)}/{TrustedModule.Id}";
}

/// <summary>
/// TrustedComponent v1_4_0: the trusted platform module of a sled, which <c>TrustedModules</c> of its system shows in the deprecated form.
/// It signs nothing here, so there is no ComponentIntegrity.
/// </summary>
internal sealed class TrustedComponentJson(ComputerSystem system)
    : Resource(TrustedComponentUris.Module(system.Id), Type, TrustedModule.Id, $"TPM of {system.Name}"), IResource
{
    public static string Type => "#TrustedComponent.v1_4_0.TrustedComponent";

    public string TrustedComponentType => "Discrete";

    public string Manufacturer => TrustedModule.Manufacturer;

    public string Model => TrustedModule.Model;

    public string PartNumber => Catalog.PartNumber(TrustedModule.Model);

    [JsonPropertyName("SKU")]
    public string Sku => Catalog.Sku(TrustedModule.Model);

    public string SerialNumber => TrustedModule.Of(system).SerialNumber;

    public string FirmwareVersion => TrustedModule.FirmwareVersion;

    public Status Status => new("Enabled", "OK");

    public TrustedComponentLinks Links => new([new Link(SystemUris.Of(system))]);
}

internal sealed record TrustedComponentLinks(IReadOnlyList<Link> ComponentsProtected)
{
    [JsonPropertyName("ComponentsProtected@odata.count")]
    public int Count => ComponentsProtected.Count;
}

internal static class TrustedComponentsRoutes
{
    private const string Sled = $"{ChassisUris.Chassis}/{{id}}/TrustedComponents";

    public static RedfishRoutes MapTrustedComponents(this RedfishRoutes routes, Pod pod) => routes
        .Collection(Sled, "TrustedComponent", context => ChassisRoutes.FindSled(pod, context) is { } s
            ? ResourceCollection.Of(TrustedComponentUris.Components(s.Id), $"Trusted components of {s.Name}", [TrustedModule.Id]) : null)
        .Resource($"{Sled}/{TrustedModule.Id}", TrustedComponentsJsonContext.Default.TrustedComponentJson, context =>
            ChassisRoutes.FindSled(pod, context) is { } s ? new TrustedComponentJson(s) : null);
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TrustedComponentJson))]
internal sealed partial class TrustedComponentsJsonContext : JsonSerializerContext;
