using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;
using ValenceCore.PodManagers;
using ValenceCore.Telemetry;

namespace ValenceCore.Drivers;

/// <summary>The named clients that reach pod managers. A host adds handlers by these names, or to all clients by default.</summary>
internal static class PodClients
{
    public const string Verifying = "valence-pod";
    public const string Insecure = "valence-pod-insecure";

    /// <summary>Followed by the fingerprint or the path of a PEM file: one client for each.</summary>
    private const string PinnedPrefix = "valence-pod-";

    public static string NameFor(VerifyCa verify) =>
        verify.IsPin || verify.IsFile ? PinnedPrefix + verify.Text : verify == VerifyCa.No ? Insecure : Verifying;

    public static IServiceCollection AddPodClients(this IServiceCollection services)
    {
        services.AddHttpClient(Verifying, WaitForOurDeadline).ConfigurePrimaryHttpMessageHandler(services => Handler(services, null));
#pragma warning disable CA5359 // Somebody has said verify_ca: false of the very pod managers that this client is for.
        services.AddHttpClient(Insecure, WaitForOurDeadline).ConfigurePrimaryHttpMessageHandler(services => Handler(services, AcceptAny));
#pragma warning restore CA5359
        return services.AddSingleton<IConfigureOptions<HttpClientFactoryOptions>, PinnedClients>();
    }

    private static void WaitForOurDeadline(HttpClient client) => client.Timeout = Timeout.InfiniteTimeSpan;

    private static SocketsHttpHandler Handler(IServiceProvider services, RemoteCertificateValidationCallback? check) => new()
    {
        ConnectCallback = services.GetRequiredService<AllowedPodHosts>() is { IsAny: false } allowed ? allowed.ConnectAsync : null,
        ActivityHeadersPropagator = TraceOnly.Propagator,
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false, // Credentials of a pod do not travel through an outside proxy that the environment happens to name.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = check },
    };

    private static bool AcceptAny(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) => true;

    private sealed class PinnedClients : IConfigureNamedOptions<HttpClientFactoryOptions>
    {
        public void Configure(HttpClientFactoryOptions options)
        {
            // Only named clients are pinned.
        }

        public void Configure(string? name, HttpClientFactoryOptions options)
        {
            if (name?.StartsWith(PinnedPrefix, StringComparison.Ordinal) != true || VerifyCa.FromStore(name[PinnedPrefix.Length..]) is not { } verify
                || !(verify.IsPin || verify.IsFile))
            {
                return;
            }

            options.HttpClientActions.Add(WaitForOurDeadline);
            options.HttpMessageHandlerBuilderActions.Add(builder => builder.PrimaryHandler =
                verify.IsPin ? Pinned(builder.Services, verify) : Trusting(builder.Services, verify.Text));
        }

        private static SocketsHttpHandler Pinned(IServiceProvider services, VerifyCa verify)
        {
            var pin = verify.Text[VerifyCa.PinPrefix.Length..];
            return Handler(services, (_, certificate, _, _) =>
                certificate is not null
                && certificate.GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256)
                    .Equals(pin, StringComparison.OrdinalIgnoreCase));
        }

        private static SocketsHttpHandler Trusting(IServiceProvider services, string file)
        {
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.ImportFromPemFile(file);
            var handler = Handler(services, null);
            handler.SslOptions.CertificateChainPolicy = policy;
            return handler;
        }
    }
}
