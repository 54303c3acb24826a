using System.Net;
using ValenceCore.PodManagers;

namespace ValenceCore.Drivers.Redfish;

internal sealed partial class RedfishConnection
{
    private const string Pass = "pass a request on";

    /// <summary>Sends a request as it is and reads the answer without judging it; logs in once more after a 401.</summary>
    public async Task<PassedAnswer> PassAsync(PassedRequest request, long maxBytes, CancellationToken cancellation)
    {
        var current = login ?? await LoginAsync(stale: null, cancellation);
        var answer = await PassOnceAsync(request, current, maxBytes, cancellation);
        return answer.Status == (int)HttpStatusCode.Unauthorized && current.Token is not null
            ? await PassOnceAsync(request, await LoginAsync(current, cancellation), maxBytes, cancellation)
            : answer;
    }

    private async Task<PassedAnswer> PassOnceAsync(PassedRequest passed, Login current, long maxBytes, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(new HttpMethod(passed.Method), new Uri(address, RootPath + passed.Path + passed.Query));
        request.Content = passed.Body is null ? null : new ByteArrayContent(passed.Body);
        foreach (var (name, value) in passed.Headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, value);
            }
        }

        ShowLogin(request, current);
        return await host.ExchangeAsync(
            pod, Pass, host.Timeouts.LongRequest,
            async (client, due) =>
            {
                using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, due);
                var body = await ReadAsync(response.Content, maxBytes, due);
                return new PassedAnswer(
                    (int)response.StatusCode,
                    [.. response.Headers.Concat(response.Content.Headers).SelectMany(header => header.Value.Select(value => KeyValuePair.Create(header.Key, value)))],
                    body);
            },
            cancellation);
    }

    private async Task<byte[]> ReadAsync(HttpContent content, long maxBytes, CancellationToken cancellation)
    {
        using var body = new MemoryStream();
        await using var stream = await content.ReadAsStreamAsync(cancellation);
        var buffer = new byte[16 * 1024];
        for (var count = await stream.ReadAsync(buffer, cancellation); count > 0; count = await stream.ReadAsync(buffer, cancellation))
        {
            body.Write(buffer, 0, count);
            if (body.Length > maxBytes)
            {
                throw RedfishFailures.Malformed(pod.Name, Pass, $"the answer is larger than the {maxBytes} bytes that may be passed on.");
            }
        }

        return body.ToArray();
    }
}
