using System.Globalization;
using ValenceCore.Failures;

namespace ValenceCore.Access;

/// <summary>Everything that the gate says no with, in the words of valence-api 1.2.</summary>
internal static class Refusals
{
    public static Failure NotKnown(string detail) => new(401, "Unauthorized", "Authorization Error", detail);

    public static Failure NotAllowed(Caller caller, Role least) => new(
        403, "Forbidden", "Forbidden",
        caller.Role is { } role
            ? $"'{caller.Name}' is {role.Name()}; this needs {least.Name()}."
            : $"'{caller.Name}' has no role here; this needs {least.Name()}.");

    public static Failure ForeignPage() => new(
        403, "Forbidden", "Forbidden", "A page of another site must not change anything here (header Origin).");

    public static Failure CannotAsk(string detail) => new(503, "Service Unavailable", "Connection Error", detail) { Fault = Fault.Service };

    public static Failure TooManyRequests(string detail) => new(429, "Too Many Requests", "Too Many Requests", detail);

    public static Failure TooBusy(int limit) => new(
        503, "Service Unavailable", "Service Unavailable", $"{limit} requests are under way, which is the limit; try again later.")
    {
        Fault = Fault.Service,
    };

    public static Failure TooLate(TimeSpan limit, string? operationId) => new(
        504, "Gateway Timeout", "Gateway Timeout",
        string.Create(CultureInfo.InvariantCulture, $"There is no answer after {limit.TotalSeconds:0.##} s, which is the limit."))
    {
        Fault = Fault.Service,
        OperationId = operationId,
        Next = operationId is null
            ? "It is not known whether the request was carried out; look before repeating it."
            : $"The work goes on; follow it at /v1/operations/{operationId}.",
    };
}
