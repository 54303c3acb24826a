using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ValenceCore.Tests.Peers;

namespace Valence.Tests.Peers;

/// <summary>A healthy pod manager behind TLS, with a certificate that the test describes.</summary>
internal sealed class TlsPod : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly X509Certificate2 certificate;

    private TlsPod(WebApplication app, X509Certificate2 certificate)
    {
        this.app = app;
        this.certificate = certificate;
    }

    public string Url => app.Urls.First();

    public string Fingerprint => certificate.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant();

    public string Pem => certificate.ExportCertificatePem();

    public static async Task<TlsPod> StartedAsync(string name, DateTimeOffset until)
    {
        var shown = Certificate(name, until);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(shown)));
        var host = builder.Build();
        host.Run(context =>
        {
            var file = context.Request.Path == "/redfish/v1/Nodes" ? "nodes" : "service-root";
            context.Response.ContentType = "application/json";
            return context.Response.WriteAsync(Fixture.Text($"redfish/rsd-2.5/{file}.json"));
        });
        await host.StartAsync();
        return new TlsPod(host, shown);
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        certificate.Dispose();
    }

    private static X509Certificate2 Certificate(string name, DateTimeOffset until)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(name, out var address))
        {
            names.AddIpAddress(address);
        }
        else
        {
            names.AddDnsName(name);
        }

        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(until.AddYears(-1), until);
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
