namespace Simulator.Ironic;

/// <summary>One builder per standard message, in Ironic's words.</summary>
internal static class IronicErrors
{
    public static IronicError NoSuchPath { get; } = new(404, "") { Title = "Not Found" };

    public static IronicError MethodNotAllowed { get; } = new(405, "") { Title = "Method Not Allowed" };

    public static IronicError NotAcceptable { get; } = new(406, "Request not acceptable.");

    public static IronicError UnsupportedVersion(string asked, ApiVersion newest) => new(
        406,
        $"Version {asked} was requested but the minor version is not supported by this service. The supported version range is: [{ApiVersion.Oldest}, {newest}].")
    {
        Title = "Not Acceptable",
    };

    public static IronicError Invalid(string message) => new(400, message);

    public static IronicError Schema(string resource, IEnumerable<string> problems) =>
        new(400, $"Schema error for {resource}: {string.Join("; ", problems)}");

    public static IronicError MissingArgument(string name) => new(400, $"Missing mandatory parameter: {name}");

    public static IronicError UnexpectedArguments(IEnumerable<string> names) => new(400, $"Unexpected arguments: {string.Join(", ", names)}");

    public static IronicError NotFound(string kind, string id) => new(404, $"{kind} {id} could not be found.");

    public static IronicError Conflict(string message) => new(409, message);

    public static IronicError Unexpected(string message) => new(500, message);

    public static IronicError NodeLocked(string node, string host) =>
        new(409, $"Node {node} is locked by host {host}, please retry after the current operation is completed.");

    public static IronicError ImpossibleAction(string verb, string node, string state) => new(
        400, $"The requested action \"{verb}\" can not be performed on node \"{node}\" while it is in state \"{state}\".");

    public static IronicError InMaintenance(string operation, string node) =>
        new(400, $"The {operation} operation can't be performed on node {node} because it's in maintenance mode.");

    public static IronicError NoConductor(string driver, string group) => new(
        400,
        $"No valid host was found. Reason: No conductor service registered which supports driver {driver} for conductor group \"{group}\".");

    public static IronicError Unsupported(string driver, string what) =>
        new(400, $"Driver {driver} does not support {what} (disabled or not implemented).");
}
