using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;

namespace Harness.Conformance.Walking;

/// <summary>
/// Asks a service, logged in or not. Sends GET, HEAD and OPTIONS; the only things it writes are its own session and the end of it.
/// </summary>
public sealed class ServiceReader : IDisposable
{
    private readonly HttpClient _http;
    private readonly ConformanceSettings _settings;
    private readonly X509Certificate2Collection _authorities = [];
    private (string Name, string Value)? _login;
    private string? _session;

    public ServiceReader(ConformanceSettings settings)
    {
        _settings = settings;
        var handler = new SocketsHttpHandler { UseCookies = false };
        if (settings.Insecure)
        {
#pragma warning disable CA5359, MA0039 // Asked for by name: --insecure.
            handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359, MA0039
        }
        else if (settings.AuthorityFile is { } file)
        {
            _authorities.ImportFromPemFile(file);
            handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            handler.SslOptions.CertificateChainPolicy.CustomTrustStore.AddRange(_authorities);
        }

        _http = new HttpClient(handler) { BaseAddress = settings.Address, Timeout = settings.Patience };
    }

    /// <summary>What is wrong with logging in by session, or null; known after <see cref="LogInAsync"/>.</summary>
    public string? SessionTrouble { get; private set; }

    public bool IsLoggedIn => _login is not null;

    /// <summary>Opens a session, or keeps to Basic when the service has none to give.</summary>
    /// <exception cref="ServiceUnreachableException">No answer, no Redfish there, or the credentials are refused.</exception>
    public async Task LogInAsync(CancellationToken cancellation = default)
    {
        var root = await SendAsync(HttpMethod.Get, ServiceTree.Root + "/", anonymous: true, cancellation: cancellation);
        if (root.Status == 0)
        {
            throw new ServiceUnreachableException($"{_settings.Address} does not answer: {root.Text}");
        }

        if (!root.IsObject || root.Status != 200)
        {
            throw new ServiceUnreachableException(
                $"{_settings.Address} answers, but {ServiceTree.Root}/ is no Redfish service root: {root.Brief()}. The address leads elsewhere, or the service is broken.");
        }

        if (_settings.User is null)
        {
            return;
        }

        var sessions = JsonPath.Find(root.Body!.Value, "/Links/Sessions") is { } link && link.Text("@odata.id") is { } uri
            ? uri
            : ServiceTree.Root + "/SessionService/Sessions";
        SessionTrouble = await OpenSessionAsync(sessions, cancellation);
        if (SessionTrouble is not null)
        {
            var pair = Encoding.UTF8.GetBytes($"{_settings.User}:{_settings.Password}");
            _login = ("Authorization", new AuthenticationHeaderValue("Basic", Convert.ToBase64String(pair)).ToString());
            var trial = await GetAsync(sessions, cancellation);
            if (trial.Status == 401)
            {
                throw new ServiceUnreachableException(
                    $"{_settings.Address} refuses user {_settings.User}, by session ({SessionTrouble}) and by Basic. Are the user and the password right?");
            }
        }
    }

    /// <summary>Ends the session; without one nothing happens.</summary>
    public async Task LogOutAsync()
    {
        if (Interlocked.Exchange(ref _session, null) is { } session)
        {
            await SendAsync(HttpMethod.Delete, session);
        }
    }

    public Task<Reply> GetAsync(string uri, CancellationToken cancellation = default) => SendAsync(HttpMethod.Get, uri, cancellation: cancellation);

    /// <summary>Never throws for what the service does; no answer is a reply with status 0.</summary>
    public async Task<Reply> SendAsync(
        HttpMethod method, string uri, (string Name, string Value)? header = null, bool anonymous = false, HttpContent? content = null, CancellationToken cancellation = default)
    {
        using var request = new HttpRequestMessage(method, new Uri(_settings.Address, uri)) { Content = content };
        request.Headers.Add("Accept", uri.EndsWith("$metadata", StringComparison.Ordinal) ? "application/xml" : "application/json");
        foreach (var (name, value) in new[] { header, anonymous ? null : _login }.OfType<(string Name, string Value)>())
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        try
        {
            using var response = await _http.SendAsync(request, cancellation);
            return await ReadAsync(response, cancellation);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException || (broken is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            return new Reply(0, new Dictionary<string, string>(StringComparer.Ordinal), Body: null, Why(broken));
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        foreach (var authority in _authorities)
        {
            authority.Dispose();
        }
    }

    private static async Task<Reply> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var headers = response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated)
            .ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase);
        var text = await response.Content.ReadAsStringAsync(cancellation);
        return new Reply((int)response.StatusCode, headers, Parse(text), text);
    }

    private static JsonElement? Parse(string text)
    {
        if (text.Length == 0 || text.TrimStart() is not ['{' or '[', ..])
        {
            return null;
        }

        try
        {
            return JsonElement.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task<string?> OpenSessionAsync(string sessions, CancellationToken cancellation)
    {
        using var content = JsonContent.Create(new Dictionary<string, string?>(StringComparer.Ordinal) { ["UserName"] = _settings.User, ["Password"] = _settings.Password });
        var opened = await SendAsync(HttpMethod.Post, sessions, anonymous: true, content: content, cancellation: cancellation);
        if (opened.Status != (int)HttpStatusCode.Created)
        {
            return $"POST {sessions} answered {(opened.Status == 0 ? opened.Text : opened.Status)}";
        }

        if (opened.Header("X-Auth-Token") is not { } token)
        {
            return $"POST {sessions} answered 201 without X-Auth-Token";
        }

        _login = ("X-Auth-Token", token);
        _session = opened.Header("Location");
        return _session is null ? $"POST {sessions} answered 201 without Location" : null;
    }

    private string Why(Exception broken) => broken switch
    {
        TaskCanceledException => $"nothing came within {_settings.Patience.TotalSeconds:0} s. Is the service up?",
        { InnerException: System.Security.Authentication.AuthenticationException tls } =>
            $"the certificate or TLS is refused: {tls.Message.TrimEnd('.')}. Name its authority with --ca, or accept it with --insecure.",
        _ => $"{(broken.InnerException ?? broken).Message.TrimEnd('.')}. Is the address right, and is the service up?",
    };
}
