using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Simulator.Faces;

namespace Simulator.Redfish;

/// <summary>
/// Turns what a client sends into a certificate with its key: the key comes with it, or is that of an earlier signing request, or the
/// one in use. Keys of signing requests live in memory, so a request is good until the service stops.
/// </summary>
internal sealed class CertificateKeys(ServedCertificate served)
{
    // A request that nobody had signed makes room for a newer one.
    private const int KeptRequests = 8;
    private const int LeastRsaBits = 2048;
    private const int LeastEcBits = 256;

    private readonly Lock _lock = new();
    private readonly Queue<AsymmetricAlgorithm> _waiting = new();

    /// <summary>Keeps the key of a signing request until its certificate comes.</summary>
    public void Keep(AsymmetricAlgorithm key)
    {
        lock (_lock)
        {
            _waiting.Enqueue(key);
            if (_waiting.Count > KeptRequests)
            {
                _waiting.Dequeue().Dispose();
            }
        }
    }

    /// <param name="pem">One certificate (RFC 7468), with or without its key.</param>
    /// <param name="password">Of an encrypted key.</param>
    /// <param name="now">Real time: whoever connects judges the certificate by it.</param>
    /// <returns>The certificate, or what it should have been. The reason repeats nothing of the text.</returns>
    public (X509Certificate2? Certificate, string? Expected) Read(string pem, string? password, DateTimeOffset now)
    {
        try
        {
            if (CountOf(pem, "CERTIFICATE") != 1)
            {
                return (null, "PEM text with exactly one certificate");
            }

            using var bare = X509Certificate2.CreateFromPem(pem);
            if (bare.NotAfter <= now.LocalDateTime || bare.NotBefore > now.LocalDateTime)
            {
                return (null, "a certificate that is valid now");
            }

            using var with = WithKey(bare, pem, password);
            return with is null ? (null, "a certificate with its private key, or for an earlier signing request of this service, or for the key in use")
                : !IsStrong(with) ? (null, $"a certificate for an RSA key of at least {LeastRsaBits} bits or an elliptic curve of at least {LeastEcBits}")
                // Through PKCS #12, because servers on some platforms cannot use a key that lives in memory alone.
                : (X509CertificateLoader.LoadPkcs12(with.Export(X509ContentType.Pkcs12), password: null, X509KeyStorageFlags.Exportable), null);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return (null, "PEM text of a certificate and a private key that belong together, with the key's password when it has one");
        }
    }

    private X509Certificate2? WithKey(X509Certificate2 bare, string pem, string? password)
    {
        if (pem.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
        {
            return pem.Contains("-----BEGIN ENCRYPTED PRIVATE KEY-----", StringComparison.Ordinal)
                ? X509Certificate2.CreateFromEncryptedPem(pem, pem, password ?? "")
                : X509Certificate2.CreateFromPem(pem, pem);
        }

        lock (_lock)
        {
            var spki = bare.PublicKey.ExportSubjectPublicKeyInfo();
            return _waiting.FirstOrDefault(key => key.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(spki)) switch
            {
                RSA rsa => bare.CopyWithPrivateKey(rsa),
                ECDsa curve => bare.CopyWithPrivateKey(curve),
                _ => OfPresentKey(bare, spki),
            };
        }
    }

    private X509Certificate2? OfPresentKey(X509Certificate2 bare, byte[] spki)
    {
        if (!served.Now.PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(spki))
        {
            return null;
        }

        using var rsa = served.Now.GetRSAPrivateKey();
        using var curve = served.Now.GetECDsaPrivateKey();
        return rsa is not null ? bare.CopyWithPrivateKey(rsa) : curve is not null ? bare.CopyWithPrivateKey(curve) : null;
    }

    private static bool IsStrong(X509Certificate2 certificate)
    {
        using var rsa = certificate.GetRSAPublicKey();
        using var curve = certificate.GetECDsaPublicKey();
        return rsa?.KeySize >= LeastRsaBits || curve?.KeySize >= LeastEcBits;
    }

    private static int CountOf(string pem, string label)
    {
        var count = 0;
        for (var rest = pem.AsSpan(); PemEncoding.TryFind(rest, out var fields); rest = rest[fields.Location.End..])
        {
            count += rest[fields.Label].SequenceEqual(label) ? 1 : 0;
        }

        return count;
    }
}
