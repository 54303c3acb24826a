using System.Collections.Concurrent;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Simulator.Ironic;

/// <summary>One HTTP client per way of verifying TLS, shared by all BMCs.</summary>
internal sealed class BmcTransports(IronicSettings settings) : IDisposable
{
    private readonly ConcurrentDictionary<(bool Verify, string? File), Lazy<HttpClient>> _clients = new();

    public HttpClient For(RedfishDriverInfo bmc) => For(bmc.VerifyCa, bmc.CaFile);

    /// <param name="verify">False takes any certificate.</param>
    /// <param name="file">Certificates to trust instead of the machine's; null for those.</param>
    public HttpClient For(bool verify, string? file) =>
        _clients.GetOrAdd((verify, file), key => new Lazy<HttpClient>(() => Create(key.Verify, key.File))).Value;

    public void Dispose()
    {
        foreach (var client in _clients.Values.Where(c => c.IsValueCreated))
        {
            client.Value.Dispose();
        }
    }

    private HttpClient Create(bool verify, string? file)
    {
        var handler = settings.BmcTransport?.Invoke() ?? new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false };
        if (handler is SocketsHttpHandler sockets)
        {
            sockets.SslOptions = Verification(verify, file);
        }

        // The time limit of a call is simulated time (RedfishClient); the transport's own would be real time.
        return new HttpClient(handler, disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
    }

    private static SslClientAuthenticationOptions Verification(bool verify, string? file)
    {
        var options = new SslClientAuthenticationOptions();
        if (!verify)
        {
#pragma warning disable CA5359 // The node says redfish_verify_ca: false, by name; nothing else comes here.
            options.RemoteCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
        }
        else if (file is not null)
        {
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.ImportFromPemFile(file);
            options.CertificateChainPolicy = policy;
        }

        return options;
    }
}
