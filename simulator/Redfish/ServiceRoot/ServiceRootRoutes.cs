using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>ServiceRoot v1_20_0, the OData service document, $metadata, and the version document.</summary>
internal static class ServiceRootRoutes
{
    public const string Root = "/redfish/v1";

    public static RedfishRoutes MapServiceRoot(this RedfishRoutes routes, Pod pod) => routes
        .Document("/redfish", "application/json; charset=utf-8", """{"v1":"/redfish/v1/"}"""u8.ToArray())
        .Document($"{Root}/$metadata", "application/xml; charset=utf-8", MetadataDocument.Write())
        .Resource($"{Root}/odata", ServiceRootJsonContext.Default.ODataDocument, _ => ODataDocument.Instance)
        .Resource(Root, ServiceRootJsonContext.Default.ServiceRootJson, _ => new ServiceRootJson(pod.Name, pod.Uuid));
}

internal sealed class ServiceRootJson(string product, Guid uuid)
    : Resource($"{ServiceRootRoutes.Root}/", "#ServiceRoot.v1_20_0.ServiceRoot", "RootService", "Pod Manager Service Root")
{
    public string Product => product;

    [JsonPropertyName("UUID")]
    public Guid Uuid => uuid;

    public string RedfishVersion => "1.23.0";

    public ProtocolFeatures ProtocolFeaturesSupported => new();

    public Link Systems => new($"{ServiceRootRoutes.Root}/Systems");

    public Link Chassis => new($"{ServiceRootRoutes.Root}/Chassis");

    public Link Managers => new($"{ServiceRootRoutes.Root}/Managers");

    public Link AccountService => new(AccountUris.Service);

    public Link SessionService => new(SessionUris.Service);

    public RootLinks Links => new(new Link(SessionUris.Sessions));

    public RootOem Oem => new(new RootRackScale());
}

internal sealed record ProtocolFeatures
{
    public bool SelectQuery => false;

    public bool FilterQuery => false;

    public bool OnlyMemberQuery => false;

    public bool ExcerptQuery => false;
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
}

/// <summary>The OData service document (OData JSON 4.0, section 5).</summary>
internal sealed record ODataDocument(IReadOnlyList<ODataEntry> Value)
{
    public static ODataDocument Instance { get; } = new(
    [
        .. new[] { "Systems", "Chassis", "Managers", "AccountService", "SessionService", "Nodes" }.Select(n => new ODataEntry(n, $"{ServiceRootRoutes.Root}/{n}")),
        new ODataEntry("Sessions", SessionUris.Sessions),
    ]);

    [JsonPropertyName("@odata.context")]
    [JsonPropertyOrder(-1)]
    public string Context => $"{ServiceRootRoutes.Root}/$metadata";

    [JsonPropertyName("value")]
    public IReadOnlyList<ODataEntry> Value { get; } = Value;
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
