using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Harness.Drivers.Wire;
using Harness.Time;

namespace Harness.Labs;

/// <summary>What came back: the status and the body, as a document when it is one.</summary>
/// <param name="Location">Path of the Location header, or null.</param>
public sealed record LabReply(int Status, JsonNode? Body, string Text, string? Location = null)
{
    /// <summary>By name, whatever its case; several values of one name with commas between them.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public bool IsSuccess => Status is >= 200 and < 300;

    public override string ToString() => $"{Status} {Text}";
}

/// <summary>Sends JSON to one part of a lab. Operators and probes speak through it.</summary>
/// <param name="address">Of that part.</param>
/// <param name="trust">How its certificate is checked; null: by this machine's authorities.</param>
public sealed class LabClient(Uri address, Trust? trust = null) : IDisposable
{
    // Longer than anything takes; a lab that hangs fails with this instead of for ever.
    private static readonly TimeSpan Longest = Patience.Of(seconds: 60);

    private readonly HttpClient _http = new((trust ?? Trust.Machine).Handler()) { BaseAddress = address, Timeout = Longest };

    public Task<LabReply> SendAsync(HttpMethod method, string path, JsonNode? body = null, params (string Name, string Value)[] headers) =>
        SendContentAsync(method, path, body is null ? null : JsonContent.Create(body), headers);

    /// <summary>Sends a body as it is written, which need not be JSON.</summary>
    public Task<LabReply> SendTextAsync(HttpMethod method, string path, string body, params (string Name, string Value)[] headers) =>
        SendContentAsync(method, path, new StringContent(body, Encoding.UTF8, "application/json"), headers);

    public void Dispose() => _http.Dispose();

    private async Task<LabReply> SendContentAsync(HttpMethod method, string path, HttpContent? content, (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        var isJson = response.Content.Headers.ContentType?.MediaType?.Contains("json", StringComparison.Ordinal) is true && text.Length > 0;
        var location = response.Headers.Location is { } uri ? new Uri(address, uri).AbsolutePath : null;
        return new LabReply((int)response.StatusCode, isJson ? JsonNode.Parse(text) : null, text, location)
        {
            Headers = response.Headers.Concat(response.Content.Headers)
                .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase),
        };
    }
}
