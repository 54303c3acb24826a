using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Simulator.Redfish;

/// <summary>CertificateService.GenerateCSR: a key that stays here, and the request (PKCS #10) for a certificate authority to sign.</summary>
internal static class SigningRequest
{
    public const string Action = "CertificateService.GenerateCSR";

    public static readonly IReadOnlyList<string> Algorithms = ["TPM_ALG_RSA", "TPM_ALG_ECDSA"];

    private const int Longest = 256;

    private static readonly Dictionary<string, ECCurve> Curves = new(StringComparer.Ordinal)
    {
        ["TPM_ECC_NIST_P256"] = ECCurve.NamedCurves.nistP256, ["TPM_ECC_NIST_P384"] = ECCurve.NamedCurves.nistP384, ["TPM_ECC_NIST_P521"] = ECCurve.NamedCurves.nistP521,
    };

    // Parameters that become parts of the subject, in the order in which names are written; OIDs: RFC 5280, appendix A, and RFC 2985.
    private static readonly (string Parameter, string Oid)[] SubjectParts =
    [
        ("Country", "2.5.4.6"), ("State", "2.5.4.8"), ("City", "2.5.4.7"), ("Organization", "2.5.4.10"), ("OrganizationalUnit", "2.5.4.11"),
        ("ContactPerson", "2.5.4.41"), ("Surname", "2.5.4.4"), ("GivenName", "2.5.4.42"), ("Initials", "2.5.4.43"),
        ("Email", "1.2.840.113549.1.9.1"), ("CommonName", "2.5.4.3"),
    ];

    public static IReadOnlyCollection<string> CurveIds => Curves.Keys;

    public static async Task<IResult> RunAsync(HttpContext context, CertificateKeys keys)
    {
        var (body, refusal) = await RequestBody.ReadAsync(context, mayBeEmpty: true);
        if (refusal is not null)
        {
            return refusal;
        }

        var reader = new ActionReader(body, Action);
        CertificateRoutes.CheckLink(reader, Action, "CertificateCollection", CertificateUris.Certificates);
        var subject = Subject(reader);
        var names = Names(reader, "AlternativeNames");
        var usages = Usages(reader);
        var algorithm = reader.OneOf("KeyPairAlgorithm", Algorithms) ?? Algorithms[0];
        var bits = Bits(reader);
        var curve = reader.OneOf("KeyCurveId", CurveIds) ?? CurveIds.First();
        reader.NothingElse();
        if (reader.Problems.Count > 0)
        {
            return RedfishErrors.BadRequest(reader.Problems);
        }

        AsymmetricAlgorithm key = algorithm == Algorithms[0] ? RSA.Create(bits) : ECDsa.Create(Curves[curve]);
        keys.Keep(key);
        return new SigningRequestResult(new SigningRequestJson(Write(key, subject, names, usages)));
    }

    private static string Write(AsymmetricAlgorithm key, X500DistinguishedName subject, IReadOnlyList<string> names, IReadOnlyList<string> usages)
    {
        var request = key is RSA rsa
            ? new CertificateRequest(subject, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : new CertificateRequest(subject, (ECDsa)key, HashAlgorithmName.SHA256);
        if (names.Count > 0)
        {
            var alternatives = new SubjectAlternativeNameBuilder();
            foreach (var name in names)
            {
                if (IPAddress.TryParse(name, out var address))
                {
                    alternatives.AddIpAddress(address);
                }
                else
                {
                    alternatives.AddDnsName(name);
                }
            }

            request.CertificateExtensions.Add(alternatives.Build());
        }

        foreach (var extension in KeyUsages.Extensions(usages))
        {
            request.CertificateExtensions.Add(extension);
        }

        return request.CreateSigningRequestPem();
    }

    private static X500DistinguishedName Subject(ActionReader reader)
    {
        var name = new X500DistinguishedNameBuilder();
        foreach (var (parameter, oid) in SubjectParts)
        {
            if (reader.Text(parameter, isRequired: parameter == "CommonName") is not { } text)
            {
                continue;
            }

            if (Problem(parameter, text) is { } expected)
            {
                reader.Problem(RedfishMessages.ActionParameterValueFormatError(Action, parameter, text, expected));
                continue;
            }

            switch (parameter)
            {
                case "Country":
                    name.AddCountryOrRegion(text);
                    break;
                case "Email":
                    name.AddEmailAddress(text);
                    break;
                default:
                    name.Add(oid, text);
                    break;
            }
        }

        return name.Build();
    }

    private static string? Problem(string parameter, string text) =>
        parameter == "Country" && (text.Length != 2 || !text.All(char.IsAsciiLetter)) ? "two letters (ISO 3166)"
        : parameter == "Email" && !text.All(char.IsAscii) ? "an address in ASCII"
        : text.Length is 0 or > Longest || text.Any(char.IsControl) ? $"a text of 1 to {Longest} characters without control characters"
        : null;

    private static IReadOnlyList<string> Names(ActionReader reader, string parameter)
    {
        var names = reader.Texts(parameter);
        foreach (var name in names.Where(n => Uri.CheckHostName(n) is UriHostNameType.Unknown or UriHostNameType.Basic || !n.All(char.IsAscii)))
        {
            reader.Problem(RedfishMessages.ActionParameterValueFormatError(Action, parameter, name, "a host name or an IP address"));
        }

        return names;
    }

    private static IReadOnlyList<string> Usages(ActionReader reader)
    {
        var usages = reader.Texts("KeyUsage");
        foreach (var usage in usages.Where(u => !KeyUsages.All.Contains(u)))
        {
            reader.Problem(RedfishMessages.ActionParameterValueNotInList(Action, "KeyUsage", usage, KeyUsages.All));
        }

        return usages;
    }

    private static int Bits(ActionReader reader)
    {
        if (reader.Find("KeyBitLength") is not { } value)
        {
            return 2048;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var bits) && bits is 2048 or 3072 or 4096)
        {
            return bits;
        }

        reader.Problem(value.ValueKind == JsonValueKind.Number
            ? RedfishMessages.ActionParameterValueNotInList(Action, "KeyBitLength", value.GetRawText(), ["2048", "3072", "4096"])
            : RedfishMessages.ActionParameterValueTypeError(Action, "KeyBitLength", value.GetRawText(), "a whole number"));
        return 0;
    }

    private sealed class SigningRequestResult(SigningRequestJson answer) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) =>
            RedfishWriter.WriteAsync(httpContext, answer, CertificatesJsonContext.Default.SigningRequestJson);
    }
}

/// <summary>GenerateCSRResponse of CertificateService v1_2_1.</summary>
internal sealed record SigningRequestJson([property: JsonPropertyName("CSRString")] string CsrString)
{
    public Link CertificateCollection => new(CertificateUris.Certificates);
}
