using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Valence.Client;

/// <summary>The API over HTTP. Every bad end is a <see cref="CommandFailure"/> that says what to do.</summary>
internal sealed class Service : IDisposable
{
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(60);

    /// <summary>For requests that a service answers only when hardware has moved.</summary>
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(15);

    private readonly ServiceAddress address;
    private readonly HttpClient client;

    public Service(ServiceAddress address)
    {
        this.address = address;
        client = new HttpClient(Handler(address)) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("valence", null));
        if (address.User is { } user)
        {
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
                "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{address.Password}")));
        }

        if (address.Token is { } token)
        {
            client.DefaultRequestHeaders.Add("X-Auth-Token", token);
        }
    }

    public string Url => address.Url.ToString();

    /// <summary>The body of a good answer, null when it has none.</summary>
    public async Task<JsonNode?> SendAsync(ServiceRequest request, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var limit = address.Timeout ?? (request.IsLong ? Long : Usual);
        deadline.CancelAfter(limit);
        return await TellAsync(request.Path, limit, async () =>
        {
            using var message = Message(request);
            using var response = await client.SendAsync(message, deadline.Token);
            return await ReadAsync(request.Path, response, deadline.Token);
        }, cancellation);
    }

    /// <summary>A stream that stays open; only its beginning has a deadline.</summary>
    public async Task<Stream> StreamAsync(string path, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var limit = address.Timeout ?? Usual;
        deadline.CancelAfter(limit);
        return await TellAsync(path, limit, async () =>
        {
            using var message = Message(new ServiceRequest(HttpMethod.Get, path));
            var response = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, deadline.Token);
            if (!response.IsSuccessStatusCode)
            {
                using (response)
                {
                    await ReadAsync(path, response, deadline.Token);
                }
            }

            return await response.Content.ReadAsStreamAsync(cancellation);
        }, cancellation);
    }

    public void Dispose() => client.Dispose();

    private static async Task<JsonNode?> ReadAsync(string path, HttpResponseMessage response, CancellationToken cancellation)
    {
        var text = await response.Content.ReadAsStringAsync(cancellation);
        JsonNode? body = null;
        try
        {
            body = string.IsNullOrWhiteSpace(text) ? null : JsonNode.Parse(text);
        }
        catch (JsonException) when (!response.IsSuccessStatusCode)
        {
            // The status says enough.
        }
        catch (JsonException)
        {
            throw new CommandFailure(
                ExitCode.Failed, $"What answers at {response.RequestMessage?.RequestUri} is not JSON.", "next: check --url, is it a Valence service?");
        }

        return response.IsSuccessStatusCode ? body : throw CommandFailure.Refused((int)response.StatusCode, body, path);
    }

    private async Task<T> TellAsync<T>(string path, TimeSpan limit, Func<Task<T>> ask, CancellationToken cancellation)
    {
        try
        {
            return await ask();
        }
        catch (HttpRequestException exception) when (exception.HttpRequestError == HttpRequestError.SecureConnectionError)
        {
            throw new CommandFailure(
                ExitCode.Unreachable, $"The TLS connection to {Url} was not accepted: {Innermost(exception)}",
                "next: give the authority's PEM file with --ca, or use --insecure if you must");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or SocketException)
        {
            throw new CommandFailure(
                ExitCode.Unreachable, $"The service at {Url} cannot be reached: {Innermost(exception)}",
                "next: check that it runs ('valence serve') and that --url or VALENCE_URL names it");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new CommandFailure(
                ExitCode.Unreachable, $"The service at {Url} gave no answer to {path} within {limit.TotalSeconds:0.##} s.",
                "next: --timeout waits longer; whether the request was carried out is not known");
        }
    }

    private static string Innermost(Exception exception) => exception.GetBaseException().Message;

    private HttpRequestMessage Message(ServiceRequest request)
    {
        var message = new HttpRequestMessage(request.Method, new Uri(Url.TrimEnd('/') + request.Path));
        message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (request.Body is not null)
        {
            message.Content = new StringContent(request.Body.ToJsonString(), Encoding.UTF8, "application/json");
        }

        if (request.IsAsync)
        {
            message.Headers.Add("Prefer", "respond-async");
        }

        return message;
    }

    private static SocketsHttpHandler Handler(ServiceAddress address)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        if (address.CaFile is { } file)
        {
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            try
            {
                policy.CustomTrustStore.ImportFromPemFile(file);
            }
            catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException)
            {
                throw CommandFailure.Usage($"--ca: {file} cannot be read as PEM certificates.");
            }

            handler.SslOptions.CertificateChainPolicy = policy;
        }

        if (address.IsInsecure)
        {
#pragma warning disable CA5359 // Somebody has said --insecure by name.
            handler.SslOptions.RemoteCertificateValidationCallback = AcceptAny;
#pragma warning restore CA5359
        }

        return handler;
    }

    private static bool AcceptAny(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) => true;
}

/// <param name="Method">The verb.</param>
/// <param name="Path">Path and query, beginning with a slash; ids in it are escaped.</param>
/// <param name="Body">Sent as JSON.</param>
internal sealed record ServiceRequest(HttpMethod Method, string Path, JsonNode? Body = null)
{
    /// <summary>Answered only when hardware has moved.</summary>
    public bool IsLong { get; init; }

    /// <summary>Asks for 202 and an operation (RFC 7240).</summary>
    public bool IsAsync { get; init; }
}
