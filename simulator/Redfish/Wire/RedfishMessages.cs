namespace Simulator.Redfish;

/// <summary>
/// The messages this service sends, one builder each. Ids, arguments and their order: message registry Base 1.22; the
/// sentences are ours.
/// </summary>
internal static class RedfishMessages
{
    public static RedfishMessage MalformedJson(string what) =>
        Base("MalformedJSON", $"The request body is not valid JSON: {what}", [], "Critical", "Send a JSON object.");

    public static RedfishMessage UnrecognizedRequestBody() =>
        Base("UnrecognizedRequestBody", "The request body is not a JSON object.", [], "Warning", "Send a JSON object.");

    public static RedfishMessage EmptyJson() =>
        Base("EmptyJSON", "The request needs a body.", [], "Warning", "Send a JSON object with the properties of this request.");

    public static RedfishMessage PropertyMissing(string pointer) =>
        Property("PropertyMissing", $"The property {Name(pointer)} is missing.", [Name(pointer)], pointer, "Add the property.");

    public static RedfishMessage PropertyDuplicate(string pointer) =>
        Property("PropertyDuplicate", $"The property {Name(pointer)} is given more than once.", [Name(pointer)], pointer, "Send it once.");

    public static RedfishMessage PropertyUnknown(string pointer, IEnumerable<string> known) =>
        Property("PropertyUnknown", $"The property {Name(pointer)} is not known here.", [Name(pointer)], pointer,
            $"Remove it. Known here: {string.Join(", ", known)}.");

    public static RedfishMessage PropertyValueTypeError(string pointer, string value, string expected) =>
        Property("PropertyValueTypeError", $"The value '{value}' of {Name(pointer)} is not {expected}.", [value, Name(pointer)], pointer,
            $"Send {expected}.");

    public static RedfishMessage PropertyValueFormatError(string pointer, string value, string expected) =>
        Property("PropertyValueFormatError", $"The value '{value}' of {Name(pointer)} is not {expected}.", [value, Name(pointer)], pointer,
            $"Send {expected}.");

    public static RedfishMessage PropertyValueNotInList(string pointer, string value, IEnumerable<string> allowed) =>
        Property("PropertyValueNotInList", $"The value '{value}' of {Name(pointer)} is not one that this resource takes.",
            [value, Name(pointer)], pointer, $"Send one of {string.Join(", ", allowed)}.");

    public static RedfishMessage PropertyValueOutOfRange(string pointer, string value, string range) =>
        Property("PropertyValueOutOfRange", $"The value '{value}' of {Name(pointer)} is out of range.", [value, Name(pointer)], pointer,
            $"Send a value {range}.");

    public static RedfishMessage PropertyNotWritable(string pointer) =>
        Property("PropertyNotWritable", $"The property {Name(pointer)} cannot be written.", [Name(pointer)], pointer, "Remove it from the request.");

    public static RedfishMessage PropertyValueConflict(string pointer, string other) =>
        Property("PropertyValueConflict", $"The value of {Name(pointer)} does not go together with {other}.", [Name(pointer), other], pointer,
            "Change one of the two.");

    /// <summary>A known property that this service does not implement.</summary>
    public static RedfishMessage NotSupportedYet(string pointer) =>
        Property("PropertyUnknown", $"This service does not support {Name(pointer)}.", [Name(pointer)], pointer, "Leave it out of the request.");

    public static RedfishMessage ActionParameterMissing(string action, string parameter) =>
        Base("ActionParameterMissing", $"The action {action} needs the parameter {parameter}.", [action, parameter], "Critical",
            "Add the parameter.", [$"#/{parameter}"]);

    public static RedfishMessage ActionParameterUnknown(string action, string parameter, IEnumerable<string> known) =>
        Base("ActionParameterUnknown", $"The action {action} has no parameter {parameter}.", [action, parameter], "Warning",
            $"Remove it. Parameters are: {string.Join(", ", known.DefaultIfEmpty("none"))}.", [$"#/{parameter}"]);

    public static RedfishMessage ActionParameterValueTypeError(string action, string parameter, string value, string expected) =>
        Base("ActionParameterValueTypeError", $"The value '{value}' for the parameter {parameter} of {action} is not {expected}.",
            [value, parameter, action], "Warning", $"Send {expected}.", [$"#/{parameter}"]);

    public static RedfishMessage ActionParameterValueNotInList(string action, string parameter, string value, IEnumerable<string> allowed) =>
        Base("ActionParameterValueNotInList", $"The value '{value}' for the parameter {parameter} of {action} is not one that this resource takes.",
            [value, parameter, action], "Warning", $"Send one of {string.Join(", ", allowed)}.", [$"#/{parameter}"]);

    public static RedfishMessage ResourceMissingAtUri(string uri) =>
        Base("ResourceMissingAtURI", $"There is no resource at {uri}.", [uri], "Critical", "Follow the links from the service root.");

    public static RedfishMessage OperationNotAllowed(string method, string allow) =>
        Base("OperationNotAllowed", $"{method} is not allowed on this resource.", [], "Critical", $"Use one of {allow}.");

    public static RedfishMessage ResourceInUse(string what) =>
        Base("ResourceInUse", what, [], "Warning", "Wait until it is free or in a stable state and send the request again.");

    public static RedfishMessage ResourceInStandby(string what) =>
        Base("ResourceInStandby", what, [], "Critical", "Power the resource on and send the request again.");

    public static RedfishMessage ResourceExhaustion(string resource, string message, string resolution) =>
        Base("ResourceExhaustion", message, [resource], "Critical", resolution);

    public static RedfishMessage NoValidSession() =>
        Base("NoValidSession", "The request carries no valid credentials.", [], "Critical",
            "Log in at the Sessions collection and send X-Auth-Token, or use HTTP Basic authentication.");

    public static RedfishMessage PreconditionFailed() =>
        Base("PreconditionFailed", "The ETag in If-Match is not the present one of the resource.", [], "Critical",
            "Read the resource again and repeat the request with its ETag.");

    public static RedfishMessage HeaderInvalid(string header) =>
        Base("HeaderInvalid", $"The header {header} cannot be accepted.", [header], "Critical", "Change or remove the header.");

    public static RedfishMessage HeaderMissing(string header) =>
        Base("HeaderMissing", $"The header {header} is missing.", [header], "Critical", "Add the header.");

    public static RedfishMessage QueryParameterValueTypeError(string parameter, string value, string expected) =>
        Base("QueryParameterValueTypeError", $"The value '{value}' of the query parameter {parameter} is not {expected}.", [value, parameter],
            "Warning", $"Send {expected}.");

    public static RedfishMessage QueryParameterValueFormatError(string parameter, string value, string expected) =>
        Base("QueryParameterValueFormatError", $"The value '{value}' of the query parameter {parameter} is not {expected}.", [value, parameter],
            "Warning", $"Send {expected}.");

    public static RedfishMessage QueryParameterOutOfRange(string parameter, string value, string range) =>
        Base("QueryParameterOutOfRange", $"The value '{value}' of the query parameter {parameter} is not in the range {range}.",
            [value, parameter, range], "Warning", $"Send a value in the range {range}.");

    public static RedfishMessage QueryNotSupportedOnResource(string parameter) =>
        Base("QueryNotSupportedOnResource", $"The query parameter {parameter} has no meaning on this resource.", [], "Warning",
            "Remove the parameter, or send it to a collection.");

    public static RedfishMessage QueryNotSupportedOnOperation(string method, IEnumerable<string> parameters) =>
        Base("QueryNotSupportedOnOperation", $"{method} takes no query parameters.", [], "Warning", $"Remove {string.Join(", ", parameters)}.");

    public static RedfishMessage QueryCombinationInvalid(string why) =>
        Base("QueryCombinationInvalid", $"The query parameters do not go together: {why}", [], "Warning", "Remove one of them.");

    public static RedfishMessage InsufficientStorage(string what, string resolution) =>
        Base("InsufficientStorage", what, [], "Critical", resolution);

    /// <summary>A parameter that is supported, in a form that is not.</summary>
    public static RedfishMessage QueryFormUnsupported(string parameter, string what) =>
        Base("QueryParameterUnsupported", $"The query parameter {parameter} is not supported with {what}.", [parameter], "Warning",
            $"Ask without {what}.");

    public static RedfishMessage QueryParameterUnsupported(string parameter) =>
        Base("QueryParameterUnsupported", $"The query parameter {parameter} is not supported.", [parameter], "Warning", "Remove the parameter.");

    public static RedfishMessage ServiceTemporarilyUnavailable(string seconds, string message) =>
        Base("ServiceTemporarilyUnavailable", message, [seconds], "Critical", $"Send the request again after {seconds} seconds.");

    public static RedfishMessage General(string message, string resolution) =>
        Base("GeneralError", message, [], "Critical", resolution);

    public static RedfishMessage PayloadTooLarge() =>
        Base("PayloadTooLarge", "The request body is larger than this service takes.", [], "Critical", "Send a smaller body.");

    private static RedfishMessage Property(string key, string message, string[] args, string pointer, string resolution) =>
        Base(key, message, args, "Warning", resolution, [pointer]);

    private static RedfishMessage Base(
        string key, string message, string[] args, string severity, string resolution, string[]? related = null) =>
        new($"Base.1.22.{key}", message, args, related, severity, resolution);

    private static string Name(string pointer) => pointer.TrimStart('#').TrimStart('/');
}
