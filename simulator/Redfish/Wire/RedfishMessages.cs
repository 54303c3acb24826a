namespace Simulator.Redfish;

/// <summary>
/// The errors this service answers, one builder each. Severity, sentence and arguments come from the table
/// <see cref="MessageRegistries.Base"/>, which is also the registry that clients read; a builder adds what fits the case.
/// </summary>
internal static class RedfishMessages
{
    public static RedfishMessage MalformedJson(string what) =>
        Base("MalformedJSON", [], says: $"The request body is not valid JSON: {what}");

    /// <param name="says">What it should be, when that is not a JSON object.</param>
    public static RedfishMessage UnrecognizedRequestBody(string? says = null, string? resolution = null) =>
        Base("UnrecognizedRequestBody", [], says, resolution);

    public static RedfishMessage EmptyJson() =>
        Base("EmptyJSON", []);

    public static RedfishMessage PropertyMissing(string pointer) =>
        Property("PropertyMissing", [Name(pointer)], pointer);

    public static RedfishMessage PropertyDuplicate(string pointer) =>
        Property("PropertyDuplicate", [Name(pointer)], pointer);

    public static RedfishMessage PropertyUnknown(string pointer, IEnumerable<string> known) =>
        Property("PropertyUnknown", [Name(pointer)], pointer, resolution: $"Remove it. Known here: {string.Join(", ", known)}.");

    /// <summary>Refuses the whole request, unlike a property that nobody knows: pod managers of Intel changed all or nothing.</summary>
    /// <param name="reason">A sentence about the releases of the pod manager that know it.</param>
    public static RedfishMessage PropertyOfOtherRelease(string pointer, string reason) =>
        Property("PropertyValueError", [Name(pointer)], pointer, reason, "Leave it out of the request.");

    public static RedfishMessage PropertyValueTypeError(string pointer, string value, string expected) =>
        Property("PropertyValueTypeError", [value, Name(pointer)], pointer, $"The value '{value}' of {Name(pointer)} is not {expected}.", $"Send {expected}.");

    public static RedfishMessage PropertyValueFormatError(string pointer, string value, string expected) =>
        Property("PropertyValueFormatError", [value, Name(pointer)], pointer, $"The value '{value}' of {Name(pointer)} is not {expected}.", $"Send {expected}.");

    public static RedfishMessage PropertyValueNotInList(string pointer, string value, IEnumerable<string> allowed) =>
        Property("PropertyValueNotInList", [value, Name(pointer)], pointer, resolution: $"Send one of {string.Join(", ", allowed)}.");

    public static RedfishMessage PropertyValueOutOfRange(string pointer, string value, string range) =>
        Property("PropertyValueOutOfRange", [value, Name(pointer)], pointer, resolution: $"Send a value {range}.");

    public static RedfishMessage PropertyNotWritable(string pointer) =>
        Property("PropertyNotWritable", [Name(pointer)], pointer);

    public static RedfishMessage PropertyValueConflict(string pointer, string other) =>
        Property("PropertyValueConflict", [Name(pointer), other], pointer);

    public static RedfishMessage PropertyValueExternalConflict(string pointer, string value, string resolution) =>
        Property("PropertyValueExternalConflict", [Name(pointer), value], pointer, resolution: resolution);

    public static RedfishMessage CreateLimitReachedForResource() =>
        Base("CreateLimitReachedForResource", []);

    public static RedfishMessage ActionParameterValueOutOfRange(string action, string parameter, string value, string range) =>
        Base("ActionParameterValueOutOfRange", [value, parameter, action], resolution: $"Send a value {range}.", related: [$"#/{parameter}"]);

    public static RedfishMessage ArraySizeTooLong(string pointer, string most) =>
        Property("ArraySizeTooLong", [Name(pointer), most], pointer);

    /// <summary>A known property that this service does not implement.</summary>
    public static RedfishMessage NotSupportedYet(string pointer) =>
        Property("PropertyUnknown", [Name(pointer)], pointer, $"This service does not support {Name(pointer)}.", "Leave it out of the request.");

    public static RedfishMessage ActionParameterMissing(string action, string parameter, string? resolution = null) =>
        Base("ActionParameterMissing", [action, parameter], resolution: resolution, related: [$"#/{parameter}"]);

    public static RedfishMessage ActionParameterValueConflict(string parameter, string value, string says, string resolution) =>
        Base("ActionParameterValueConflict", [parameter, value], says, resolution, [$"#/{parameter}"]);

    public static RedfishMessage ActionParameterUnknown(string action, string parameter, IEnumerable<string> known) =>
        Base("ActionParameterUnknown", [action, parameter],
            resolution: $"Remove it. Parameters are: {string.Join(", ", known.DefaultIfEmpty("none"))}.", related: [$"#/{parameter}"]);

    public static RedfishMessage ActionParameterValueTypeError(string action, string parameter, string value, string expected) =>
        Base("ActionParameterValueTypeError", [value, parameter, action],
            $"The value '{value}' for the parameter {parameter} of {action} is not {expected}.", $"Send {expected}.", [$"#/{parameter}"]);

    public static RedfishMessage ActionParameterValueNotInList(string action, string parameter, string value, IEnumerable<string> allowed) =>
        Base("ActionParameterValueNotInList", [value, parameter, action],
            resolution: $"Send one of {string.Join(", ", allowed)}.", related: [$"#/{parameter}"]);

    public static RedfishMessage ResourceMissingAtUri(string uri) =>
        Base("ResourceMissingAtURI", [uri]);

    /// <summary>A link in a request that leads to nothing of use.</summary>
    public static RedfishMessage LinkedResourceMissing(string uri, string says, string pointer) =>
        Base("ResourceMissingAtURI", [uri], says, related: [pointer]);

    public static RedfishMessage OperationNotAllowed(string method, string allow) =>
        Base("OperationNotAllowed", [], $"{method} is not allowed on this resource.", $"Use one of {allow}.");

    public static RedfishMessage ResourceInUse(string what) =>
        Base("ResourceInUse", [], what);

    public static RedfishMessage ResourceInStandby(string what) =>
        Base("ResourceInStandby", [], what);

    public static RedfishMessage ResourceExhaustion(string resource, string message, string resolution) =>
        Base("ResourceExhaustion", [resource], message, resolution);

    public static RedfishMessage NoValidSession() =>
        Base("NoValidSession", []);

    public static RedfishMessage PreconditionFailed() =>
        Base("PreconditionFailed", []);

    public static RedfishMessage HeaderInvalid(string header, string? resolution = null) =>
        Base("HeaderInvalid", [header], resolution: resolution);

    public static RedfishMessage HeaderMissing(string header, string? resolution = null) =>
        Base("HeaderMissing", [header], resolution: resolution);

    public static RedfishMessage QueryParameterValueTypeError(string parameter, string value, string expected) =>
        Base("QueryParameterValueTypeError", [value, parameter],
            $"The value '{value}' of the query parameter {parameter} is not {expected}.", $"Send {expected}.");

    public static RedfishMessage QueryParameterValueFormatError(string parameter, string value, string expected) =>
        Base("QueryParameterValueFormatError", [value, parameter],
            $"The value '{value}' of the query parameter {parameter} is not {expected}.", $"Send {expected}.");

    public static RedfishMessage QueryParameterOutOfRange(string parameter, string value, string range) =>
        Base("QueryParameterOutOfRange", [value, parameter, range], resolution: $"Send a value in the range {range}.");

    public static RedfishMessage QueryNotSupportedOnResource(string parameter) =>
        Base("QueryNotSupportedOnResource", [], $"The query parameter {parameter} has no meaning on this resource.");

    public static RedfishMessage QueryNotSupportedOnOperation(string method, IEnumerable<string> parameters) =>
        Base("QueryNotSupportedOnOperation", [], $"{method} takes no query parameters.", $"Remove {string.Join(", ", parameters)}.");

    public static RedfishMessage QueryCombinationInvalid(string why) =>
        Base("QueryCombinationInvalid", [], $"The query parameters do not go together: {why}");

    public static RedfishMessage InsufficientStorage(string what, string resolution) =>
        Base("InsufficientStorage", [], what, resolution);

    /// <summary>A parameter that is supported, in a form that is not.</summary>
    public static RedfishMessage QueryFormUnsupported(string parameter, string what) =>
        Base("QueryParameterUnsupported", [parameter],
            $"The query parameter {parameter} is not supported with {what}.", $"Ask without {what}.");

    public static RedfishMessage QueryParameterUnsupported(string parameter) =>
        Base("QueryParameterUnsupported", [parameter]);

    public static RedfishMessage ServiceTemporarilyUnavailable(string seconds, string message) =>
        Base("ServiceTemporarilyUnavailable", [seconds], message, $"Send the request again after {seconds} seconds.");

    public static RedfishMessage General(string message, string resolution) =>
        Base("GeneralError", [], message, resolution);

    public static RedfishMessage PayloadTooLarge() =>
        Base("PayloadTooLarge", []);

    public static RedfishMessage ActionParameterValueFormatError(string action, string parameter, string value, string expected) =>
        Base("ActionParameterValueFormatError", [value, parameter, action],
            $"The value '{value}' for the parameter {parameter} of {action} is not {expected}.", $"Send {expected}.", [$"#/{parameter}"]);

    /// <summary>A value that no answer repeats.</summary>
    public static RedfishMessage ActionParameterValueError(string action, string parameter, string why) =>
        Base("ActionParameterValueError", [parameter, action], why, "Send another value.", [$"#/{parameter}"]);

    public static RedfishMessage Success() =>
        Base("Success", []);

    public static RedfishMessage ResourceCannotBeDeleted(string what) =>
        Base("ResourceCannotBeDeleted", [], what);

    public static RedfishMessage EventSubscriptionLimitExceeded() =>
        Base("EventSubscriptionLimitExceeded", []);

    private static RedfishMessage Property(
        string key, string[] args, string pointer, string? says = null, string? resolution = null) =>
        Base(key, args, says, resolution, [pointer]);

    private static RedfishMessage Base(
        string key, string[] args, string? says = null, string? resolution = null, string[]? related = null) =>
        MessageRegistries.Base.Message(key, args, says, resolution, related);

    private static string Name(string pointer) => pointer.TrimStart('#').TrimStart('/');
}
