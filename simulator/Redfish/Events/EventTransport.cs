using System.Net.Security;

namespace Simulator.Redfish;

/// <summary>The clients that post events. The network is real, so the limit of one attempt is real time.</summary>
internal sealed class EventTransport(HttpClient trusting, HttpClient verifying) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

#pragma warning disable CA5359 // A subscriber decides whether its certificate is looked at, and the standard's default is not.
    public static EventTransport Of(RedfishSettings settings) => new(
        Client(settings, new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, _, _, _) => true }),
        Client(settings, new SslClientAuthenticationOptions()));
#pragma warning restore CA5359

    /// <summary>The client for a destination; only one of them minds whose certificate it shows (EventDestination.VerifyCertificate).</summary>
    public HttpClient For(Subscription subscription) => subscription.VerifyCertificate ? verifying : trusting;

    public void Dispose()
    {
        trusting.Dispose();
        verifying.Dispose();
    }

    // Redirects and proxies could lead where the operator did not allow.
    private static HttpClient Client(RedfishSettings settings, SslClientAuthenticationOptions tls) =>
        new(settings.EventTransport?.Invoke() ?? new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false, SslOptions = tls }, disposeHandler: true)
        {
            Timeout = Patience,
        };
}
