using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Simulator.Keeping;

namespace Simulator.Start;

/// <summary>What is made at first start and kept in the data folder, readable by its owner only: password and certificate.</summary>
public static class FirstStart
{
    private const string PasswordFile = "redfish-password";
    private const string CertificateFile = "redfish-certificate.pfx";
    private const string PublicFile = "redfish-certificate.pem";
    private const string SubscriptionsFile = "redfish-subscriptions.json";

    /// <summary>The kept password, made when there is none.</summary>
    public static string Password(string folder)
    {
        var file = Path.Combine(folder, PasswordFile);
        if (File.Exists(file) && File.ReadAllText(file).Trim() is { Length: > 0 } kept)
        {
            return kept;
        }

        // 18 random bytes, without letters that a shell or an URL would mind.
        var password = Convert.ToBase64String(RandomNumberGenerator.GetBytes(18)).Replace('+', 'p').Replace('/', 's');
        OwnerFile.Write(file, System.Text.Encoding.UTF8.GetBytes(password));
        return password;
    }

    /// <summary>The public part of the certificate, for clients that are to trust it. Written with the certificate.</summary>
    public static string CertificatePem(string folder) => Path.GetFullPath(Path.Combine(folder, PublicFile));

    /// <summary>Where event subscriptions are kept from one start to the next.</summary>
    public static string Subscriptions(string folder) => Path.Combine(folder, SubscriptionsFile);

    /// <summary>The kept self-signed certificate, made anew when there is none or it has expired.</summary>
    public static X509Certificate2 Certificate(string folder, TimeProvider clock)
    {
        var file = Path.Combine(folder, CertificateFile);
        if (File.Exists(file))
        {
            try
            {
                var kept = X509CertificateLoader.LoadPkcs12FromFile(file, password: null);
                if (kept.NotAfter > clock.GetLocalNow().DateTime && File.Exists(CertificatePem(folder)))
                {
                    return kept;
                }

                kept.Dispose();
            }
            catch (CryptographicException)
            {
                // Not a certificate: made anew below.
            }
        }

        var made = MakeCertificate(clock);
        KeepCertificate(folder, made);
        return made;
    }

    /// <summary>Keeps a certificate with its key for the next start, in the place of the one before.</summary>
    public static void KeepCertificate(string folder, X509Certificate2 certificate)
    {
        OwnerFile.Write(Path.Combine(folder, CertificateFile), certificate.Export(X509ContentType.Pkcs12));
        OwnerFile.Write(CertificatePem(folder), System.Text.Encoding.ASCII.GetBytes(certificate.ExportCertificatePem()));
    }

    /// <summary>A self-signed certificate for loopback, valid for a year from now.</summary>
    public static X509Certificate2 MakeCertificate(TimeProvider clock)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=rack simulator", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(System.Net.IPAddress.Loopback);
        names.AddIpAddress(System.Net.IPAddress.IPv6Loopback);
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, false, 0, critical: true));
        var now = clock.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(365));

        // Through PKCS #12, because servers on some platforms cannot use a key that lives in memory alone.
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
    }
}
