using System.Text.Json.Serialization;

namespace Simulator.Redfish;

/// <summary>CertificateService v1_2_1.</summary>
internal sealed class CertificateServiceJson(bool isServed)
    : Resource(CertificateUris.Service, Type, "CertificateService", "Certificate Service"), IResource
{
    public static string Type => "#CertificateService.v1_2_1.CertificateService";

    public Link CertificateLocations => new(CertificateUris.Locations);

    /// <summary>Without https there is nothing to ask for or to replace.</summary>
    public CertificateServiceActions? Actions => isServed ? new() : null;
}

internal sealed record CertificateServiceActions
{
    [JsonPropertyName("#CertificateService.GenerateCSR")]
    public SigningRequestAction GenerateCsr => new(CertificateUris.GenerateCsr);

    [JsonPropertyName("#CertificateService.ReplaceCertificate")]
    public ReplaceCertificateAction ReplaceCertificate => new(CertificateUris.ReplaceCertificate);
}

internal sealed record SigningRequestAction([property: JsonPropertyName("target")] string Target)
{
    [JsonPropertyName("KeyPairAlgorithm@Redfish.AllowableValues")]
    public IReadOnlyList<string> Algorithms => SigningRequest.Algorithms;

    [JsonPropertyName("KeyCurveId@Redfish.AllowableValues")]
    public IReadOnlyCollection<string> Curves => SigningRequest.CurveIds;
}

internal sealed record ReplaceCertificateAction([property: JsonPropertyName("target")] string Target)
{
    [JsonPropertyName("CertificateType@Redfish.AllowableValues")]
    public IReadOnlyList<string> Types => CertificateRoutes.CertificateTypes;
}

/// <summary>CertificateLocations v1_0_4: every certificate of the tree.</summary>
internal sealed class CertificateLocationsJson(IReadOnlyList<Link> certificates)
    : Resource(CertificateUris.Locations, Type, "CertificateLocations", "Certificate Locations"), IResource
{
    public static string Type => "#CertificateLocations.v1_0_4.CertificateLocations";

    public CertificateLinks Links => new(certificates);
}

internal sealed record CertificateLinks(IReadOnlyList<Link> Certificates)
{
    [JsonPropertyName("Certificates@odata.count")]
    public int Count => Certificates.Count;
}
