namespace Valence.DriverContract;

/// <summary>An expected bad end, ready to be answered (valence-api 1.2). <c>Detail</c> is for people; it carries no secret and no stack.</summary>
public sealed record Failure(int Status, string Code, string Title, string Detail)
{
    public Fault Fault { get; init; } = Fault.Caller;

    /// <summary>What was being done, e.g. <c>allocate</c>; null where the request itself was refused.</summary>
    public string? Stage { get; init; }

    /// <summary>What the reader can do next; null where the detail says it.</summary>
    public string? Next { get; init; }

    /// <summary>The operation that ended so, when there was one.</summary>
    public string? OperationId { get; init; }

    /// <summary>True when something may be left of what was begun, so that a second attempt could make a second one.</summary>
    public bool IsUnsettled { get; init; }

    public static Failure Invalid(IReadOnlyCollection<string> problems) =>
        new(400, "Bad Request", "Validation Error", string.Join("; ", problems));

    public static Failure Invalid(string problem) => Invalid([problem]);

    public static Failure BadRequest(string detail) => new(400, "Bad Request", "Bad Request", detail);

    public static Failure NotFound(string kind, string id) =>
        new(404, "Not Found", "Resource could not be found", $"There is no {kind} '{id}'.");

    public static Failure NotFound(string detail) => new(404, "Not Found", "Resource could not be found", detail);

    public static Failure AlreadyExists(string detail) => new(409, "Conflict", "Resource Already Exists", detail);

    public static Failure Conflict(string detail) => new(409, "Conflict", "Conflict", detail);

    public static Failure NotImplemented(string detail) =>
        new(501, "Not Implemented", "Not Implemented", detail) { Fault = Fault.Service };

    /// <summary>A driver without a capability says so by name; nothing is pretended (defect D-02).</summary>
    public static Failure CapabilityMissing(string driver, string capability) =>
        NotImplemented($"The driver '{driver}' does not offer the capability '{capability}'.");

    public static Failure Bug() =>
        new(500, "Internal Server Error", "Internal Server Error", "An error of this service; its log has the reason under the request id.")
        {
            Fault = Fault.Service,
        };
}
