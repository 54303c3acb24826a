using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Simulator.Redfish;

/// <summary>Redfish's words for what a key may be used for, and those of X.509 (RFC 5280, 4.2.1.3 and 4.2.1.12).</summary>
internal static class KeyUsages
{
    private static readonly (string Name, X509KeyUsageFlags Flag)[] Flags =
    [
        ("DigitalSignature", X509KeyUsageFlags.DigitalSignature), ("NonRepudiation", X509KeyUsageFlags.NonRepudiation),
        ("KeyEncipherment", X509KeyUsageFlags.KeyEncipherment), ("DataEncipherment", X509KeyUsageFlags.DataEncipherment),
        ("KeyAgreement", X509KeyUsageFlags.KeyAgreement), ("KeyCertSign", X509KeyUsageFlags.KeyCertSign), ("CRLSigning", X509KeyUsageFlags.CrlSign),
        ("EncipherOnly", X509KeyUsageFlags.EncipherOnly), ("DecipherOnly", X509KeyUsageFlags.DecipherOnly),
    ];

    private static readonly (string Name, string Oid)[] Purposes =
    [
        ("ServerAuthentication", "1.3.6.1.5.5.7.3.1"), ("ClientAuthentication", "1.3.6.1.5.5.7.3.2"), ("CodeSigning", "1.3.6.1.5.5.7.3.3"),
        ("EmailProtection", "1.3.6.1.5.5.7.3.4"), ("Timestamping", "1.3.6.1.5.5.7.3.8"), ("OCSPSigning", "1.3.6.1.5.5.7.3.9"),
    ];

    public static IReadOnlyList<string> All { get; } = [.. Flags.Select(f => f.Name), .. Purposes.Select(p => p.Name)];

    public static IEnumerable<string> Of(X509Certificate2 certificate)
    {
        var flags = certificate.Extensions.OfType<X509KeyUsageExtension>().FirstOrDefault()?.KeyUsages ?? X509KeyUsageFlags.None;
        var oids = certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().SelectMany(e => e.EnhancedKeyUsages.Cast<Oid>()).Select(o => o.Value).ToList();
        return Flags.Where(f => flags.HasFlag(f.Flag)).Select(f => f.Name).Concat(Purposes.Where(p => oids.Contains(p.Oid)).Select(p => p.Name));
    }

    /// <summary>The extensions that ask for these usages.</summary>
    public static IEnumerable<X509Extension> Extensions(IReadOnlyList<string> usages)
    {
        var flags = Flags.Where(f => usages.Contains(f.Name)).Aggregate(X509KeyUsageFlags.None, (all, f) => all | f.Flag);
        if (flags != X509KeyUsageFlags.None)
        {
            yield return new X509KeyUsageExtension(flags, critical: true);
        }

        var oids = new OidCollection();
        foreach (var (_, oid) in Purposes.Where(p => usages.Contains(p.Name)))
        {
            oids.Add(new Oid(oid));
        }

        if (oids.Count > 0)
        {
            yield return new X509EnhancedKeyUsageExtension(oids, critical: false);
        }
    }
}
