using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using NUnit.Framework;
using Shouldly;

namespace Simulator.Tests.Redfish.Certificates;

public sealed class CertificateTests
{
    private const string Service = "/redfish/v1/CertificateService";
    private const string Certificates = "/redfish/v1/Managers/PodManager/NetworkProtocol/HTTPS/Certificates";
    private const string Uri = Certificates + "/1";
    private const string Replace = Service + "/Actions/CertificateService.ReplaceCertificate";
    private const string GenerateCsr = Service + "/Actions/CertificateService.GenerateCSR";

    private StartedSimulator _simulator = null!;
    private string _folder = null!;

    [SetUp]
    public async Task StartAsync() => _simulator = await StartedSimulator.StartAsync(o =>
    {
        _folder = o.DataFolder;
        return o with { Redfish = new Uri("https://127.0.0.1:0") };
    });

    [TearDown]
    public async Task StopAsync() => await _simulator.DisposeAsync();

    [Test]
    public async Task The_certificate_in_use_is_shown_without_its_key()
    {
        using var seen = await ConnectAsync();

        var shown = (await _simulator.Redfish.GetAsync(Uri)).Body;

        shown.GetProperty("CertificateString").GetString().ShouldBe(seen.ExportCertificatePem());
        shown.GetProperty("Subject").GetProperty("CommonName").GetString().ShouldBe("rack simulator");
        shown.GetProperty("Fingerprint").GetString()!.Replace(":", "").ShouldBe(seen.GetCertHashString(HashAlgorithmName.SHA256));
        var locations = (await _simulator.Redfish.GetAsync(Service + "/CertificateLocations")).Body;
        locations.GetProperty("Links").GetProperty("Certificates")[0].GetProperty("@odata.id").GetString().ShouldBe(Uri);
        if (StandardSchemas.Find() is { } schemas)
        {
            foreach (var path in new[] { Uri, Certificates, Service, Service + "/CertificateLocations", "/redfish/v1/Managers/PodManager/NetworkProtocol" })
            {
                schemas.Problems((await _simulator.Redfish.GetAsync(path)).Body).ShouldBeEmpty(path);
            }
        }
    }

    [Test]
    public async Task A_new_certificate_with_its_key_is_shown_to_whoever_connects_next_and_kept()
    {
        using var key = RSA.Create(2048);
        var pem = Make("new.example", key).ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem();

        var answer = await _simulator.Redfish.PostAsync(Certificates, Body(("CertificateString", pem), ("CertificateType", "PEM")));

        answer.Status.ShouldBe(HttpStatusCode.Created, answer.Text);
        answer.Headers["Location"].ShouldBe(Uri);
        answer.Text.ShouldNotContain("PRIVATE");
        using var seen = await ConnectAsync();
        seen.Subject.ShouldBe("CN=new.example");
        using var kept = X509CertificateLoader.LoadPkcs12FromFile(Path.Combine(_folder, "redfish-certificate.pfx"), password: null);
        kept.Thumbprint.ShouldBe(seen.Thumbprint);
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(Path.Combine(_folder, "redfish-certificate.pfx")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [TestCase("TPM_ALG_RSA")]
    [TestCase("TPM_ALG_ECDSA")]
    public async Task A_signed_request_becomes_the_certificate(string algorithm)
    {
        var asked = await _simulator.Redfish.PostAsync(GenerateCsr, $$"""
            { "CertificateCollection": {"@odata.id": "{{Certificates}}"}, "CommonName": "pod.example", "Organization": "Rack, Inc.", "Country": "DE",
              "AlternativeNames": ["pod.example", "127.0.0.1"], "KeyUsage": ["DigitalSignature", "ServerAuthentication"], "KeyPairAlgorithm": "{{algorithm}}" }
            """);
        asked.Status.ShouldBe(HttpStatusCode.OK, asked.Text);
        asked.Text.ShouldNotContain("PRIVATE");
        using var authority = RSA.Create(2048);
        using var issuer = Make("authority", authority, isAuthority: true);
        var request = CertificateRequest.LoadSigningRequestPem(
            asked.Body.GetProperty("CSRString").GetString()!, HashAlgorithmName.SHA256, CertificateRequestLoadOptions.UnsafeLoadCertificateExtensions);
        using var signed = request.Create(issuer.SubjectName, X509SignatureGenerator.CreateForRSA(authority, RSASignaturePadding.Pkcs1), new DateTimeOffset(issuer.NotBefore), new DateTimeOffset(issuer.NotAfter), [1, 2, 3]);

        var replaced = await ReplaceAsync(signed.ExportCertificatePem());

        replaced.Status.ShouldBe(HttpStatusCode.OK, replaced.Text);
        using var seen = await ConnectAsync();
        seen.Thumbprint.ShouldBe(signed.Thumbprint);
        replaced.Body.GetProperty("Subject").GetProperty("Organization").GetString().ShouldBe("Rack, Inc.");
        replaced.Body.GetProperty("Subject").GetProperty("AlternativeNames")[1].GetString().ShouldBe("127.0.0.1");
        replaced.Body.GetProperty("Issuer").GetProperty("CommonName").GetString().ShouldBe("authority");
        replaced.Body.GetProperty("KeyUsage").EnumerateArray().Select(u => u.GetString()).ShouldBe(["DigitalSignature", "ServerAuthentication"]);
        if (StandardSchemas.Find() is { } schemas)
        {
            schemas.Problems(replaced.Body).ShouldBeEmpty();
        }
    }

    [Test]
    public async Task What_is_no_usable_certificate_is_refused_and_nothing_changes()
    {
        using var before = await ConnectAsync();
        using var keys = new Keys();
        var (key, other, weak) = keys;
        var good = Make("x", key).ExportCertificatePem();
        string[] bad =
        [
            "", "no pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", good, good + "\n" + other.ExportPkcs8PrivateKeyPem(),
            good + "\n" + good + "\n" + key.ExportPkcs8PrivateKeyPem(), key.ExportPkcs8PrivateKeyPem(),
            Make("x", weak).ExportCertificatePem() + "\n" + weak.ExportPkcs8PrivateKeyPem(),
            Make("x", key, validUntil: TimeProvider.System.GetUtcNow().AddDays(-1)).ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem(),
        ];

        foreach (var pem in bad)
        {
            var answer = await ReplaceAsync(pem);
            answer.Status.ShouldBe(HttpStatusCode.BadRequest, pem);
            answer.Problems.ShouldBe(["ActionParameterValueFormatError #/CertificateString"]);
            answer.Text.ShouldNotContain("PRIVATE KEY-----");
        }

        (await _simulator.Redfish.PostAsync(Certificates, """{"CertificateType":"PKCS12","Subject":{}}""")).Problems.ShouldBe(
            ["PropertyValueNotInList #/CertificateType", "PropertyMissing #/CertificateString", "PropertyNotWritable #/Subject"], ignoreOrder: true);
        using var after = await ConnectAsync();
        after.Thumbprint.ShouldBe(before.Thumbprint);
    }

    [Test]
    public async Task An_encrypted_key_needs_its_password()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = Sign(new CertificateRequest("CN=curve", key, HashAlgorithmName.SHA256));
        var pem = certificate.ExportCertificatePem() + "\n"
            + key.ExportEncryptedPkcs8PrivateKeyPem("sesame", new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1_000));

        (await ReplaceAsync(pem)).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await ReplaceAsync(pem, ("Password", "open"))).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await ReplaceAsync(pem, ("Password", "sesame"))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_request_that_nobody_could_sign_is_refused()
    {
        var answer = await _simulator.Redfish.PostAsync(GenerateCsr, """
            { "CertificateCollection": {"@odata.id": "/redfish/v1/Chassis"}, "Country": "Germany", "AlternativeNames": ["not a name"], "KeyUsage": ["Opening"],
              "KeyPairAlgorithm": "ROT13", "KeyBitLength": 512, "KeyCurveId": 7, "Colour": "red" }
            """);

        answer.Problems.ShouldBe(
        [
            "ActionParameterValueNotInList #/CertificateCollection", "ActionParameterMissing #/CommonName", "ActionParameterValueFormatError #/Country",
            "ActionParameterValueFormatError #/AlternativeNames", "ActionParameterValueNotInList #/KeyUsage", "ActionParameterValueNotInList #/KeyPairAlgorithm",
            "ActionParameterValueNotInList #/KeyBitLength", "ActionParameterValueTypeError #/KeyCurveId", "ActionParameterUnknown #/Colour",
        ], ignoreOrder: true);
    }

    [Test]
    public async Task Only_who_configures_the_manager_sees_a_certificate()
    {
        await _simulator.Redfish.AddAsync("operator", "Operator");

        (await _simulator.Redfish.AsAsync("operator", "GET", Uri)).Problems.ShouldBe(["InsufficientPrivilege"]);
        (await _simulator.Redfish.AsAsync("operator", "GET", Service)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task The_ports_are_those_that_are_served()
    {
        var protocols = (await _simulator.Redfish.GetAsync("/redfish/v1/Managers/PodManager/NetworkProtocol")).Body;

        protocols.GetProperty("HTTPS").GetProperty("Port").GetInt32().ShouldBe(_simulator.App.RedfishAddress.Port);
        protocols.GetProperty("HTTPS").GetProperty("ProtocolEnabled").GetBoolean().ShouldBeTrue();
        protocols.GetProperty("HTTP").GetProperty("ProtocolEnabled").GetBoolean().ShouldBeFalse();
        protocols.GetProperty("SSDP").GetProperty("ProtocolEnabled").GetBoolean().ShouldBeFalse();
        (await _simulator.Redfish.PatchAsync("/redfish/v1/Managers/PodManager/NetworkProtocol", """{"SSDP":{"ProtocolEnabled":true},"HTTP":{"ProtocolEnabled":true}}"""))
            .Problems.ShouldBe(["PropertyValueExternalConflict #/SSDP/ProtocolEnabled", "PropertyNotWritable #/HTTP"]);
    }

    private Task<Answer> ReplaceAsync(string pem, params (string Name, string Value)[] more)
    {
        var parameters = Body([("CertificateString", pem), ("CertificateType", "PEM"), .. more]);
        return _simulator.Redfish.PostAsync(Replace, $$"""{"CertificateUri":{"@odata.id":"{{Uri}}"},{{parameters[1..]}}""");
    }

    private static string Body(params (string Name, string Value)[] properties) =>
        JsonSerializer.Serialize(properties.ToDictionary(p => p.Name, p => p.Value));

    private static X509Certificate2 Make(string name, RSA key, bool isAuthority = false, DateTimeOffset? validUntil = null)
    {
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, hasPathLengthConstraint: false, 0, critical: true));
        return Sign(request, validUntil);
    }

    private static X509Certificate2 Sign(CertificateRequest request, DateTimeOffset? validUntil = null)
    {
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-10), validUntil ?? now.AddDays(10));
    }

    // What a new connection is shown.
    private async Task<X509Certificate2> ConnectAsync()
    {
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(IPAddress.Loopback, _simulator.App.RedfishAddress.Port);
        await using var tls = new SslStream(tcp.GetStream());
#pragma warning disable CA5359 // It is what is being looked at.
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "localhost", RemoteCertificateValidationCallback = (_, _, _, _) => true,
        }).Soon();
#pragma warning restore CA5359
        tls.SslProtocol.ShouldBeOneOf(SslProtocols.Tls12, SslProtocols.Tls13);
        return X509CertificateLoader.LoadCertificate(tls.RemoteCertificate!.GetRawCertData());
    }

    private sealed class Keys : IDisposable
    {
        private readonly RSA _key = RSA.Create(2048);
        private readonly RSA _other = RSA.Create(2048);
        private readonly RSA _weak = RSA.Create(1024);

        public void Deconstruct(out RSA key, out RSA other, out RSA weak) => (key, other, weak) = (_key, _other, _weak);

        public void Dispose()
        {
            _key.Dispose();
            _other.Dispose();
            _weak.Dispose();
        }
    }
}
