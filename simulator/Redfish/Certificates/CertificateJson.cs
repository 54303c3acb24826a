using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Serialization;

namespace Simulator.Redfish;

/// <summary>Certificate v1_11_0: the one that https addresses of this service show. Its key is nowhere in it.</summary>
internal sealed class CertificateJson() : Resource(CertificateUris.Certificate, Type, CertificateUris.Id, "HTTPS Certificate"), IResource
{
    public static string Type => "#Certificate.v1_11_0.Certificate";

    public required string CertificateString { get; init; }

    public string CertificateType => "PEM";

    public IReadOnlyList<string> CertificateUsageTypes => ["Web"];

    public required CertificateNameJson Issuer { get; init; }

    public required CertificateNameJson Subject { get; init; }

    public required IReadOnlyList<string> KeyUsage { get; init; }

    public required string SerialNumber { get; init; }

    public required string Fingerprint { get; init; }

    public string FingerprintHashAlgorithm => "TPM_ALG_SHA256";

    /// <summary>An OID (RFC 4055, RFC 5758).</summary>
    public required string? SignatureAlgorithm { get; init; }

    public required DateTimeOffset ValidNotBefore { get; init; }

    public required DateTimeOffset ValidNotAfter { get; init; }

    public static CertificateJson Of(X509Certificate2 certificate) => new()
    {
        CertificateString = certificate.ExportCertificatePem(),
        Issuer = CertificateNameJson.Of(certificate.IssuerName),
        Subject = CertificateNameJson.Of(certificate.SubjectName) with { AlternativeNames = AlternativeNames(certificate) },
        KeyUsage = [.. KeyUsages.Of(certificate)],
        SerialNumber = Pairs(Convert.FromHexString(certificate.SerialNumber)),
        Fingerprint = Pairs(certificate.GetCertHash(HashAlgorithmName.SHA256)),
        SignatureAlgorithm = certificate.SignatureAlgorithm.Value,
        ValidNotBefore = new DateTimeOffset(certificate.NotBefore).ToUniversalTime(),
        ValidNotAfter = new DateTimeOffset(certificate.NotAfter).ToUniversalTime(),
    };

    private static List<string>? AlternativeNames(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault() is { } names
            ? [.. names.EnumerateDnsNames(), .. names.EnumerateIPAddresses().Select(a => a.ToString())]
            : null;

    private static string Pairs(byte[] bytes) => string.Join(':', bytes.Select(b => b.ToString("X2")));
}

/// <summary>The parts of a distinguished name; a part that is not in it is absent.</summary>
internal sealed record CertificateNameJson
{
    public string? CommonName { get; init; }

    public string? Organization { get; init; }

    public string? OrganizationalUnit { get; init; }

    public string? City { get; init; }

    public string? State { get; init; }

    public string? Country { get; init; }

    public string? Email { get; init; }

    public IReadOnlyList<string>? AlternativeNames { get; init; }

    public string? DisplayString { get; init; }

    public static CertificateNameJson Of(X500DistinguishedName name)
    {
        var parts = name.EnumerateRelativeDistinguishedNames().Where(r => !r.HasMultipleElements)
            .Select(r => (Oid: r.GetSingleElementType().Value, Value: r.GetSingleElementValue())).Where(p => p.Value is not null).ToList();
        return new CertificateNameJson
        {
            CommonName = Part("2.5.4.3"), Organization = Part("2.5.4.10"), OrganizationalUnit = Part("2.5.4.11"), City = Part("2.5.4.7"),
            State = Part("2.5.4.8"), Country = Part("2.5.4.6"), Email = Part("1.2.840.113549.1.9.1"), DisplayString = name.Name,
        };

        string? Part(string oid) => parts.Find(p => p.Oid == oid).Value;
    }
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CertificateJson))]
[JsonSerializable(typeof(CertificateServiceJson))]
[JsonSerializable(typeof(CertificateLocationsJson))]
[JsonSerializable(typeof(SigningRequestJson))]
internal sealed partial class CertificatesJsonContext : JsonSerializerContext;
