using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ValenceCore.PodManagers;

namespace ValenceCore.Doctor;

/// <summary>The certificate a pod manager shows. It is only looked at: nothing is sent to whoever shows it.</summary>
internal static class PodCertificate
{
    private const int FewDays = 30;

    public static async Task<IReadOnlyList<DoctorFinding>> ExamineAsync(PodManager pod, DateTimeOffset now, CancellationToken cancellation)
    {
        var check = $"{pod.Name}: certificate";
        var address = new Uri(pod.Url);
        if (address.Scheme != Uri.UriSchemeHttps)
        {
            return [DoctorFinding.Warning(check, $"{pod.Url} is plain http: the credentials travel in clear", "Register the pod manager by its https address.")];
        }

        try
        {
            using var shown = await FetchAsync(address, cancellation);
            return shown is null ? [] : [Validity(check, shown, now), Name(check, shown, address, pod.VerifyCa), .. Trust(check, shown, pod.VerifyCa)];
        }
        catch (Exception exception) when (exception is SocketException or IOException or AuthenticationException or OperationCanceledException)
        {
            // That it cannot be reached is told by the answer's check.
            return [];
        }
    }

    private static DoctorFinding Validity(string check, X509Certificate2 shown, DateTimeOffset now)
    {
        var left = (int)Math.Floor((shown.NotAfter.ToUniversalTime() - now.UtcDateTime).TotalDays);
        var until = $"{shown.NotAfter.ToUniversalTime():yyyy-MM-dd}";
        return now.UtcDateTime < shown.NotBefore.ToUniversalTime()
            ? DoctorFinding.Problem(check, $"valid only from {shown.NotBefore.ToUniversalTime():yyyy-MM-dd} on", "Check the clocks, or renew the certificate.")
            : left < 0 ? DoctorFinding.Problem(check, $"expired on {until}", "Renew the certificate of the pod manager.")
            : left < FewDays ? DoctorFinding.Warning(check, $"valid for {left} more days, until {until}", "Renew the certificate of the pod manager.")
            : DoctorFinding.Ok(check, $"valid for {left} more days, until {until}");
    }

    private static DoctorFinding Name(string check, X509Certificate2 shown, Uri address, VerifyCa verify) =>
        shown.MatchesHostname(address.Host) ? DoctorFinding.Ok(check, $"is for {address.Host}")

        // A pin says which certificate it must be, whatever name is in it.
        : verify.IsPin ? DoctorFinding.Ok(check, $"is not for {address.Host}, which the pin makes up for")
        : verify == VerifyCa.No ? DoctorFinding.Warning(check, $"is not for {address.Host}", "Renew it with this name, or pin it.")
        : DoctorFinding.Problem(check, $"is not for {address.Host}, so it is not accepted", $"Renew it with this name, or set verify_ca to {Pin(shown)}.");

    private static IEnumerable<DoctorFinding> Trust(string check, X509Certificate2 shown, VerifyCa verify) => verify == VerifyCa.No
        ? [DoctorFinding.Warning(check, "is not checked (verify_ca is false)", $"If you trust this network now: valence pod set POD --verify-ca {Pin(shown)}")]
        : [];

    private static string Pin(X509Certificate2 shown) => VerifyCa.PinPrefix + shown.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant();

    private static async Task<X509Certificate2?> FetchAsync(Uri address, CancellationToken cancellation)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(address.Host, address.Port, cancellation);
#pragma warning disable CA5359 // Looked at, not trusted: the connection carries nothing and is closed.
        await using var tls = new SslStream(socket.GetStream(), leaveInnerStreamOpen: false, (_, _, _, _) => true);
#pragma warning restore CA5359
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = address.Host }, cancellation);
        return tls.RemoteCertificate is { } shown ? X509CertificateLoader.LoadCertificate(shown.GetRawCertData()) : null;
    }
}
