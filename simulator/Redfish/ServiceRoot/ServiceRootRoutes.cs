using System.Text.Json;
using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>ServiceRoot v1_20_0, the OData service document, $metadata, openapi.yaml, and the version document.</summary>
internal static class ServiceRootRoutes
{
    public const string Root = "/redfish/v1";

    /// <summary>Of the Redfish protocol, whose major version is 1.</summary>
    public const int MinorVersion = 23;

    public static RedfishRoutes MapServiceRoot(this RedfishRoutes routes, Pod pod) => routes
        .Document("/redfish", "application/json; charset=utf-8", """{"v1":"/redfish/v1/"}"""u8.ToArray())
        .Document($"{Root}/$metadata", "application/xml; charset=utf-8", () => MetadataDocument.Write(routes.Schemas.All))
        .Document(OpenApiFile.Uri, OpenApiFile.MediaType, () => OpenApiFile.Write(routes.Methods, routes.Kinds))
        .Document(
            $"{Root}/odata", "application/json; charset=utf-8", JsonSerializer.SerializeToUtf8Bytes(
                ODataDocument.Of(new ServiceRootJson(pod.Name, pod.Uuid)), ServiceRootJsonContext.Default.ODataDocument))
        .Resource(Root, ServiceRootJsonContext.Default.ServiceRootJson, _ => new ServiceRootJson(pod.Name, pod.Uuid));
}

internal sealed class ServiceRootJson(string product, Guid uuid)
    : Resource($"{ServiceRootRoutes.Root}/", Type, "RootService", "Pod Manager Service Root"), IResource
{
    public static string Type => "#ServiceRoot.v1_20_0.ServiceRoot";

    public string Product => product;

    [JsonPropertyName("UUID")]
    public Guid Uuid => uuid;

    public string RedfishVersion => $"1.{ServiceRootRoutes.MinorVersion}.0";

    public ProtocolFeatures ProtocolFeaturesSupported => new();

    public Link Systems => new($"{ServiceRootRoutes.Root}/Systems");

    public Link Chassis => new($"{ServiceRootRoutes.Root}/Chassis");

    public Link Managers => new($"{ServiceRootRoutes.Root}/Managers");

    public Link Storage => new(StorageServiceUris.StorageRoot);

    public Link StorageServices => new(StorageServiceUris.Services);

    public Link Fabrics => new(FabricUris.Fabrics);

    public Link Cables => new(CableUris.Cables);

    public Link Facilities => new(FacilityRoutes.Facilities);

    public Link PowerEquipment => new(DistributionUris.Equipment);

    public Link ThermalEquipment => new(CoolantUris.Equipment);

    public Link AccountService => new(AccountUris.Service);

    public Link AggregationService => new(AggregationUris.Service);

    public Link CompositionService => new(CompositionUris.Service);

    public Link CertificateService => new(CertificateUris.Service);

    public Link SessionService => new(SessionUris.Service);

    public Link Tasks => new(TaskUris.Service);

    public Link JobService => new(JobUris.Service);

    public Link UpdateService => new(UpdateUris.Service);

    public Link EventService => new(EventUris.Service);

    public Link TelemetryService => new(TelemetryUris.Service);

    public Link Registries => new(RegistryUris.Registries);

    public Link JsonSchemas => new(RegistryUris.Schemas);

    public RootLinks Links => new(new Link(SessionUris.Sessions));

    public RootOem Oem => new(new RootRackScale());
}

/// <summary>What queries and requests the service takes; <c>Queries/</c> does what is announced here.</summary>
internal sealed record ProtocolFeatures
{
    public bool SelectQuery => true;

    public bool FilterQuery => true;

    public bool FilterQueryComparisonOperations => true;

    public bool FilterQueryCompoundOperations => true;

    public bool TopSkipQuery => true;

    public bool OnlyMemberQuery => true;

    public bool ExcerptQuery => true;

    public bool IncludeOriginOfConditionQuery => false;

    public bool MultipleHTTPRequests => true;

    public ExpandFeatures ExpandQuery => new();
}

internal sealed record ExpandFeatures
{
    public bool ExpandAll => true;

    public bool Levels => true;

    public bool Links => true;

    public bool NoLinks => true;

    public int MaxLevels => Redfish.ExpandQuery.MostLevels;
}

internal sealed record RootLinks(Link Sessions);

internal sealed record RootOem([property: JsonPropertyName("Intel_RackScale")] RootRackScale RackScale);

/// <summary>Intel RSD pod manager, section of the service root since 2.2.</summary>
internal sealed record RootRackScale
{
    [JsonPropertyName("@odata.type")]
    public string ODataType => "#Intel.Oem.ServiceRoot";

    public string ApiVersion => "2.4.0";

    public Link Nodes => new(ComposedNodeUris.Nodes);

    public Link EthernetSwitches => new(EthernetSwitchUris.Switches);
}

/// <summary>The OData service document (OData JSON 4.0, section 5).</summary>
internal sealed record ODataDocument(IReadOnlyList<ODataEntry> Value)
{
    /// <summary>Every link of the root, wherever it stands in it.</summary>
    public static ODataDocument Of(ServiceRootJson root) => new(
        [.. Links("", JsonSerializer.SerializeToElement(root, ServiceRootJsonContext.Default.ServiceRootJson))]);

    [JsonPropertyName("@odata.context")]
    [JsonPropertyOrder(-1)]
    public string Context => $"{ServiceRootRoutes.Root}/$metadata";

    [JsonPropertyName("value")]
    public IReadOnlyList<ODataEntry> Value { get; } = Value;

    private static IEnumerable<ODataEntry> Links(string name, JsonElement value) =>
        value.ValueKind != JsonValueKind.Object ? []
        : name.Length > 0 && value.TryGetProperty("@odata.id", out var uri) ? [new ODataEntry(name, uri.GetString()!)]
        : value.EnumerateObject().SelectMany(p => Links(p.Name, p.Value));
}

internal sealed record ODataEntry([property: JsonPropertyName("name")] string Name, [property: JsonPropertyName("url")] string Url)
{
    [JsonPropertyName("kind")]
    public string Kind => "Singleton";
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ServiceRootJson))]
[JsonSerializable(typeof(ODataDocument))]
internal sealed partial class ServiceRootJsonContext : JsonSerializerContext;
