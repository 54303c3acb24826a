using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Simulator.Faces;

namespace Simulator.Redfish;

internal static class CertificateUris
{
    /// <summary>There is one place, and what lies in it changes.</summary>
    public const string Id = "1";

    public const string Service = "/redfish/v1/CertificateService";
    public const string Locations = Service + "/CertificateLocations";
    public const string GenerateCsr = Service + "/Actions/CertificateService.GenerateCSR";
    public const string ReplaceCertificate = Service + "/Actions/CertificateService.ReplaceCertificate";
    public const string Certificates = ManagerUris.PodManager + "/NetworkProtocol/HTTPS/Certificates";
    public const string Certificate = Certificates + "/" + Id;
}

/// <summary>
/// CertificateService v1_2_1, Certificate v1_11_0: the certificate of this service's own https. A new one, by POST to its collection or
/// by ReplaceCertificate, takes its place and is shown to whoever connects from then on.
/// </summary>
internal static class CertificateRoutes
{
    private const string Replace = "CertificateService.ReplaceCertificate";

    public static readonly IReadOnlyList<string> CertificateTypes = ["PEM"];

    /// <param name="served">Null when nothing is served by https.</param>
    public static RedfishRoutes MapCertificates(this RedfishRoutes routes, ServedCertificate? served)
    {
        IReadOnlyList<string> ids = served is null ? [] : [CertificateUris.Id];
        var keys = served is null ? null : new CertificateKeys(served);
        routes
            .Resource(CertificateUris.Service, CertificatesJsonContext.Default.CertificateServiceJson, _ => new CertificateServiceJson(served is not null))
            .Resource(
                CertificateUris.Locations, CertificatesJsonContext.Default.CertificateLocationsJson,
                _ => new CertificateLocationsJson(Link.All(ids.Select(id => $"{CertificateUris.Certificates}/{id}"))))
            .Collection(
                CertificateUris.Certificates, "Certificate", _ => ResourceCollection.Of(CertificateUris.Certificates, "HTTPS Certificate Collection", ids),
                keys is null ? null : context => AddAsync(context, served!, keys));
        return keys is null ? routes : routes
            .Resource(CertificateUris.Certificate, CertificatesJsonContext.Default.CertificateJson, _ => CertificateJson.Of(served!.Now))
            .Action(CertificateUris.GenerateCsr, context => SigningRequest.RunAsync(context, keys))
            .Action(CertificateUris.ReplaceCertificate, context => ReplaceAsync(context, served!, keys));
    }

    /// <summary>Notes everything but a link to the one resource that a parameter can name.</summary>
    public static void CheckLink(ActionReader reader, string action, string parameter, string uri)
    {
        if (reader.Find(parameter, isRequired: true) is not { } value)
        {
            return;
        }

        if (SentLinks.UriOf(value) is not { } link)
        {
            reader.Problem(RedfishMessages.ActionParameterValueTypeError(action, parameter, value.GetRawText(), SentLinks.Form));
        }
        else if (link != uri)
        {
            reader.Problem(RedfishMessages.ActionParameterValueNotInList(action, parameter, link, [uri]));
        }
    }

    private static async Task<IResult> AddAsync(HttpContext context, ServedCertificate served, CertificateKeys keys)
    {
        var (body, refusal) = await RequestBody.ReadAsync(context);
        if (refusal is not null)
        {
            return refusal;
        }

        var reader = new BodyReader(body, []);
        var (text, password) = (reader.Secret("CertificateString"), reader.Secret("Password"));
        reader.OneOf("CertificateType", CertificateTypes);
        foreach (var missing in new[] { "CertificateString", "CertificateType" }.Where(n => !reader.Has(n)))
        {
            reader.Problem(RedfishMessages.PropertyMissing(reader.Pointer(missing)));
        }

        reader.ReadOnly(
        [
            "Id", "Name", "Description", "CertificateUsageTypes", "Issuer", "Subject", "KeyUsage", "SerialNumber", "Fingerprint", "FingerprintHashAlgorithm",
            "SignatureAlgorithm", "ValidNotBefore", "ValidNotAfter",
        ]);
        reader.NothingElse();
        var (certificate, expected) = text is null ? default : keys.Read(text, password, TimeProvider.System.GetUtcNow());
        if (expected is not null)
        {
            reader.Problem(RedfishMessages.PropertyValueFormatError(reader.Pointer("CertificateString"), "(hidden)", expected));
        }

        return reader.Problems.Count > 0 ? Refuse(certificate, reader.Problems) : Show(context, served, certificate!, StatusCodes.Status201Created);
    }

    private static async Task<IResult> ReplaceAsync(HttpContext context, ServedCertificate served, CertificateKeys keys)
    {
        var (body, refusal) = await RequestBody.ReadAsync(context);
        if (refusal is not null)
        {
            return refusal;
        }

        var reader = new ActionReader(body, Replace);
        CheckLink(reader, Replace, "CertificateUri", CertificateUris.Certificate);
        var (text, password) = (reader.Secret("CertificateString", isRequired: true), reader.Secret("Password"));
        reader.OneOf("CertificateType", CertificateTypes, isRequired: true);
        reader.NothingElse();
        var (certificate, expected) = text is null ? default : keys.Read(text, password, TimeProvider.System.GetUtcNow());
        if (expected is not null)
        {
            reader.Problem(RedfishMessages.ActionParameterValueFormatError(Replace, "CertificateString", "(hidden)", expected));
        }

        return reader.Problems.Count > 0 ? Refuse(certificate, reader.Problems) : Show(context, served, certificate!, StatusCodes.Status200OK);
    }

    private static IResult Refuse(X509Certificate2? certificate, IReadOnlyList<RedfishMessage> problems)
    {
        certificate?.Dispose();
        return RedfishErrors.BadRequest(problems);
    }

    private static ResourceResult<CertificateJson> Show(HttpContext context, ServedCertificate served, X509Certificate2 certificate, int status)
    {
        served.Replace(certificate);
        context.Response.Headers.Location = CertificateUris.Certificate;
        context.Response.StatusCode = status;
        return new ResourceResult<CertificateJson>(CertificateJson.Of(certificate), CertificatesJsonContext.Default.CertificateJson);
    }
}
