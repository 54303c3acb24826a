using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Harness.Tests.Drivers;

/// <summary>Counts what a driver asks of a pod, and may make a pod out of it that takes no queries.</summary>
internal sealed class CountingWire() : DelegatingHandler(new SocketsHttpHandler())
{
    private int _requests;

    public bool HidesQueries { get; init; }

    public int Requests => Volatile.Read(ref _requests);

    /// <summary>Answers that were no success.</summary>
    public ConcurrentQueue<string> Refused { get; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _requests);
        var response = await base.SendAsync(request, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            Refused.Enqueue($"{(int)response.StatusCode} {request.Method} {request.RequestUri!.PathAndQuery}");
        }

        if (HidesQueries && request.RequestUri!.AbsolutePath.TrimEnd('/') == "/redfish/v1")
        {
            var root = (await response.Content.ReadFromJsonAsync<JsonObject>(cancellationToken))!;
            root.Remove("ProtocolFeaturesSupported");
            response.Content = JsonContent.Create(root);
        }

        return response;
    }
}
