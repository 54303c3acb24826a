using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using ValenceCore.Keystone;

namespace ValenceCore.Drivers.Ironic;

/// <summary>Where Ironic is, and what is shown to it: nothing, a user with a password, or a token of Keystone.</summary>
/// <param name="Address">Without a slash at its end.</param>
/// <param name="Basic">User and password, encoded; null for none.</param>
/// <param name="Session">Null without a Keystone.</param>
internal sealed record IronicAccount(string Address, string? Basic, KeystoneSession? Session)
{
    public bool CanBeRenewed => Session is not null;

    public void Show(HttpRequestMessage request)
    {
        if (Session is not null)
        {
            request.Headers.TryAddWithoutValidation("X-Auth-Token", Session.Token);
        }
        else if (Basic is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Basic);
        }
    }

    public override string ToString() => $"IronicAccount {{ Address = {Address} }}";
}

/// <summary>Finds out both, asking Keystone where one is configured.</summary>
internal sealed class IronicLogin(IHttpClientFactory clients, IronicOptions options)
{
    private readonly KeystoneLogin? keystone = options.Keystone.Url is null ? null : new KeystoneLogin(clients, options.Keystone);

    /// <param name="stale">What Ironic has refused; null when nothing was tried.</param>
    public async Task<IronicAccount> AccessAsync(IronicAccount? stale, string stage, CancellationToken cancellation)
    {
        if (keystone is null)
        {
            var pair = options.Username is { } username ? Convert.ToBase64String(Encoding.UTF8.GetBytes($"{username}:{options.Password}")) : null;
            return new IronicAccount(options.Url!.TrimEnd('/'), pair, Session: null);
        }

        try
        {
            var session = await keystone.SessionAsync(stale?.Session, cancellation);
            var address = options.Url ?? session.EndpointOf("baremetal", options.Interface, options.Region) ?? throw NotInCatalogue(stage);
            return new IronicAccount(WithoutVersion(address), Basic: null, session);
        }
        catch (Exception exception) when (
            exception is HttpRequestException or IOException or SocketException || (exception is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            throw IronicFailures.NoToken(exception.Message, stage, exception);
        }
    }

    private DriverException NotInCatalogue(string stage) => IronicFailures.New(
        DriverFault.Unreachable, 502, "Bad Gateway", "Ironic is not in the catalogue",
        $"The catalogue of Keystone has no {options.Interface} endpoint of type 'baremetal'{(options.Region is { } region ? $" in region '{region}'" : "")}; the option Ironic.Url names one.",
        stage);

    /// <summary>Catalogues name some services with their version.</summary>
    private static string WithoutVersion(string address)
    {
        address = address.TrimEnd('/');
        return address.EndsWith("/v1", StringComparison.Ordinal) ? address[..^3] : address;
    }
}
