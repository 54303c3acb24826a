using System.Text.Json;

namespace Valence.Drivers.ExpEther;

/// <summary>Turns what EEM says, or does not say, into the exception of the contract; errors of its own keep status, code and title of
/// valence-api 1.2.</summary>
internal static class EemFailures
{
    private const string Title = "ExpEther Exception";

    /// <summary>"No node" and "no device" of valence-api 1.2.</summary>
    public static DriverException NothingFree(string detail) =>
        new(DriverFault.Refused, new Failure(404, "40400", Title, detail) { Fault = Fault.Pod, Stage = "allocate" });

    public static DriverException Refused(Failure failure) => new(DriverFault.Refused, failure);

    /// <summary>An answer that is no success.</summary>
    public static DriverException Answered(string pod, string stage, int status, JsonElement? body)
    {
        var code = body is { } json ? Board.TextOf(json, "code") : null;
        var message = body is { } told ? Board.TextOf(told, "message") : null;
        var detail = $"The ExpEther manager '{pod}' answered {status} at '{stage}': {message ?? "it gives no reason"}";
        return status switch
        {
            401 or 403 => new DriverException(DriverFault.CredentialsRefused, new Failure(401, "Unauthorized", "Authorization Error", detail)
            {
                Fault = Fault.Pod,
                Stage = stage,
                Next = "Check the credentials of the pod manager (PATCH /v1/pod_managers/{uuid}).",
            }),
            404 => new DriverException(DriverFault.Missing, Told(404, code, detail, stage)),
            >= 400 and < 500 => new DriverException(DriverFault.Refused, Told(status, code, detail, stage)),
            503 or 504 => new DriverException(DriverFault.Broken, Told(status, code, detail, stage) with { Next = "Try again later." }),
            _ => new DriverException(DriverFault.Broken, Told(502, code, detail, stage)),
        };
    }

    public static DriverException Malformed(string pod, string stage, string problem, Exception? inner = null) => new(
        DriverFault.Malformed,
        new Failure(502, "Bad Gateway", "Pod Manager Error", $"The ExpEther manager '{pod}' answered against its contract at '{stage}': {problem}")
        {
            Fault = Fault.Pod,
            Stage = stage,
        },
        inner);

    private static Failure Told(int status, string? code, string detail, string stage) =>
        new(status, code ?? $"{status}00", Title, detail) { Fault = Fault.Pod, Stage = stage };
}
