using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Text;
using System.Text.Json;

namespace Simulator.Tests.Redfish;

/// <summary>Speaks plain HTTP to the Redfish face; never throws on a status.</summary>
internal sealed class RedfishClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly AuthenticationHeaderValue _basic;

    public RedfishClient(Uri address, string user, string password)
    {
#pragma warning disable CA5359 // The certificate of a test's service is known to nobody.
        var tls = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, _, _, _) => true };
#pragma warning restore CA5359
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, SslOptions = tls }) { BaseAddress = address };
        _basic = Basic(user, password);
    }

    public static AuthenticationHeaderValue Basic(string user, string password) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));

    public Task<Answer> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, path, null, headers);

    public Task<Answer> PostAsync(string path, string? json = null) => SendAsync(HttpMethod.Post, path, Json(json));

    public Task<Answer> PatchAsync(string path, string json, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Patch, path, Json(json), headers);

    public Task<Answer> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path, null);

    /// <summary>Sends with Basic credentials unless a header brings others; a header <c>Authorization</c> of "" sends none.</summary>
    public async Task<Answer> SendAsync(HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Authorization = _basic;
        foreach (var (name, value) in headers)
        {
            request.Headers.Remove(name);
            if (value.Length > 0)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }

        using var response = await _http.SendAsync(request).Soon();
        var bytes = await response.Content.ReadAsByteArrayAsync();
        var all = response.Headers.Concat(response.Content.Headers).ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase);
        return new Answer(response.StatusCode, all, bytes);
    }

    public static StringContent? Json(string? json) => json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");

    public void Dispose() => _http.Dispose();
}

internal sealed record Answer(HttpStatusCode Status, IReadOnlyDictionary<string, string> Headers, byte[] Bytes)
{
    public string Text => Encoding.UTF8.GetString(Bytes);

    public JsonElement Body => JsonElement.Parse(Bytes);

    /// <summary>Each message as <c>Key pointer</c>, for example <c>PropertyUnknown #/Boot/X</c>.</summary>
    public IReadOnlyList<string> Problems =>
    [
        .. Body.GetProperty("error").GetProperty("@Message.ExtendedInfo").EnumerateArray().Select(m =>
            $"{m.GetProperty("MessageId").GetString()!.Split('.')[^1]} {(m.TryGetProperty("RelatedProperties", out var related) ? related[0].GetString() : "")}".Trim()),
    ];
}
