using System.Net.Sockets;

namespace Valence.DriverContract;

/// <summary>
/// One request to a pod and its answer, within a deadline. What goes wrong on the way becomes a <see cref="DriverException"/> whose kind says what the
/// core must know: did no request arrive (<see cref="DriverFault.Unreachable"/>), or may it have been carried out (<see cref="DriverFault.Silent"/>)?
/// </summary>
public static class PodExchange
{
    /// <param name="stage">What is being done, for the error.</param>
    /// <param name="deadline">By the request clock, which is the wall clock unless the host says otherwise: the network keeps its own time.</param>
    /// <param name="exchange">Sends with the client and reads the answer, under the token.</param>
    public static async Task<T> ExchangeAsync<T>(
        this DriverHost host, PodTarget pod, string stage, TimeSpan deadline, Func<HttpClient, CancellationToken, Task<T>> exchange,
        CancellationToken cancellation)
    {
        using var late = new CancellationTokenSource(deadline, host.RequestClock);
        using var due = CancellationTokenSource.CreateLinkedTokenSource(cancellation, late.Token);
        try
        {
            using var client = host.CreateClient();
            return await exchange(client, due.Token);
        }
        catch (HttpRequestException exception) when (exception.HttpRequestError
            is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError)
        {
            throw Unreachable(pod, stage, exception);
        }
        catch (SocketException exception)
        {
            // A connection that is reset as it is made; the platform does not wrap that.
            throw Unreachable(pod, stage, new HttpRequestException(HttpRequestError.ConnectionError, exception.Message, exception));
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw Silent(pod, stage, 503, "the connection broke", exception);
        }
        catch (OperationCanceledException exception) when (!cancellation.IsCancellationRequested)
        {
            throw Silent(pod, stage, 504, $"nothing came within {deadline.TotalSeconds:0.##} s", exception);
        }
    }

    /// <summary>No request arrived. A refusal of the core to open the connection is told in its own words.</summary>
    public static DriverException Unreachable(PodTarget pod, string stage, HttpRequestException exception)
    {
        var isCertificate = exception.HttpRequestError == HttpRequestError.SecureConnectionError;
        var reason = exception.InnerException is DriverException refused ? refused.Failure.Detail
            : isCertificate ? "its TLS certificate was not accepted"
            : "it cannot be reached";
        return new DriverException(
            DriverFault.Unreachable,
            new Failure(503, "Service Unavailable", "Connection Error", $"The pod manager '{pod.Name}' was not asked to '{stage}': {reason}.")
            {
                Fault = Fault.Pod,
                Stage = stage,
                Next = isCertificate
                    ? "Install its authority, or set verify_ca of this pod manager to its fingerprint or to false."
                    : "Check that the pod manager is up and that its url is right.",
            },
            exception);
    }

    private static DriverException Silent(PodTarget pod, string stage, int status, string how, Exception exception) => new(
        DriverFault.Silent,
        new Failure(
            status, status == 504 ? "Gateway Timeout" : "Service Unavailable", "Connection Error",
            $"The pod manager '{pod.Name}' gave no answer to '{stage}': {how}.")
        {
            Fault = Fault.Pod,
            Stage = stage,
            Next = "It is not known whether the request was carried out; look at the pod before repeating it.",
        },
        exception);
}
