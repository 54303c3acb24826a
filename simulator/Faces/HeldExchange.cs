using System.Net.Http.Headers;
using Simulator.Time;

namespace Simulator.Faces;

/// <summary>
/// A request to another server on behalf of something that holds the clock. On a virtual clock the request carries a hold of its own, so that a
/// server in the same process can let time pass while the asker waits (see <see cref="HoldingPipeline.HoldHeader"/>).
/// </summary>
internal static class HeldExchange
{
    /// <param name="http">Without a time limit of its own: that would be real time.</param>
    /// <param name="request">Disposed when it is answered.</param>
    /// <param name="read">Makes the result of the answer.</param>
    /// <param name="clock">The simulator's.</param>
    /// <param name="hold">Of whoever waits.</param>
    /// <param name="limit">In simulated time.</param>
    /// <exception cref="TimeoutException">No answer within the limit.</exception>
    /// <exception cref="HttpRequestException">Nobody answers.</exception>
    public static async Task<T> SendAsync<T>(
        HttpClient http, HttpRequestMessage request, Func<HttpResponseMessage, string, T> read, SimulatorClock clock, ClockHold hold, TimeSpan limit,
        CancellationToken cancellation)
    {
        // From here to the answer the courier keeps the clock still, unless the other side lets time pass on it.
        using var courier = clock.Hold();
        if (clock.Setting.Mode == ClockMode.Virtual)
        {
            request.Headers.Add(HoldingPipeline.HoldHeader, courier.Id);
        }

        using var abandon = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var answer = ExchangeAsync(http, request, read, abandon.Token);
        try
        {
            await hold.StepAsideAsync(answer.WaitAsync(limit, clock, cancellation));
            return await answer;
        }
        catch (TimeoutException)
        {
            await abandon.CancelAsync();
            throw;
        }
    }

    private static async Task<T> ExchangeAsync<T>(
        HttpClient http, HttpRequestMessage request, Func<HttpResponseMessage, string, T> read, CancellationToken cancellation)
    {
        using (request)
        using (var response = await http.SendAsync(request, cancellation))
        {
            return read(response, await response.Content.ReadAsStringAsync(cancellation));
        }
    }

    /// <summary>What every request of the simulator says it takes.</summary>
    public static void TakeJson(this HttpRequestMessage request) => request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
}
