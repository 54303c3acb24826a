using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Harness.Drivers.Wire;

/// <summary>How a pod's certificate is checked: by this machine's authorities, those of a PEM file, its fingerprint, or not at all.</summary>
public sealed record Trust(string Text)
{
    private const string Pin = "sha256:";

    public static readonly Trust Machine = new("machine");
    public static readonly Trust Anybody = new("anybody");

    /// <param name="text">A path, or <c>sha256:</c> and the fingerprint, with colons or without.</param>
    /// <param name="problem">What is wrong with it.</param>
    public static Trust? Parse(string text, out string? problem)
    {
        problem = null;
        if (text.StartsWith(Pin, StringComparison.OrdinalIgnoreCase))
        {
            var digits = text[Pin.Length..].Replace(":", "", StringComparison.Ordinal);
            problem = digits.Length == 64 && digits.All(char.IsAsciiHexDigit) ? null : "a fingerprint has 64 hex digits behind sha256:";
            return problem is null ? new Trust(Pin + digits.ToLowerInvariant()) : null;
        }

        problem = File.Exists(text) ? null : "there is no such file; give a PEM file, or sha256: and the fingerprint";
        return problem is null ? new Trust(Path.GetFullPath(text)) : null;
    }

    public SocketsHttpHandler Handler()
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false };
        if (Text.StartsWith(Pin, StringComparison.Ordinal))
        {
            handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                certificate?.GetCertHashString(HashAlgorithmName.SHA256).Equals(Text[Pin.Length..], StringComparison.OrdinalIgnoreCase) == true;
        }
        else if (this == Anybody)
        {
#pragma warning disable CA5359 // Asked for, by name.
            handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
        }
        else if (this != Machine)
        {
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.ImportFromPemFile(Text);
            handler.SslOptions.CertificateChainPolicy = policy;
        }

        return handler;
    }
}
