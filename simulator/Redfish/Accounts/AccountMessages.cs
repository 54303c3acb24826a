namespace Simulator.Redfish;

/// <summary>Messages about accounts and what they may do. Ids and arguments: message registry Base 1.22; the sentences are ours.</summary>
internal static class AccountMessages
{
    public static RedfishMessage InsufficientPrivilege(string needed) =>
        Critical("InsufficientPrivilege", "The account may not do this.", [], $"Use an account whose role grants {needed}.");

    public static RedfishMessage PasswordChangeRequired(string accountUri) =>
        Critical("PasswordChangeRequired", "The password of this account must be changed first.", [accountUri],
            $"Send PATCH with a new Password to {accountUri}.");

    public static RedfishMessage SessionLimitExceeded(int limit) =>
        Critical("SessionLimitExceeded", $"There are {limit} sessions, as many as this service keeps.", [], "End a session and log in again.");

    public static RedfishMessage ResourceAlreadyExists(string type, string property, string value) =>
        Critical("ResourceAlreadyExists", $"There is a {type} with the {property} '{value}' already.", [type, property, value],
            "Choose another value.", $"#/{property}");

    public static RedfishMessage ResourceCannotBeDeleted(string why) =>
        Critical("ResourceCannotBeDeleted", why, [], "Keep the resource, or make another that can replace it first.");

    public static RedfishMessage LastAdministrator(string pointer, string value, string uri) =>
        Warning("PropertyValueResourceConflict", $"{Name(pointer)} cannot become '{value}': nobody would be left who may change accounts.",
            [Name(pointer), value, uri], "Give another enabled account a role with ConfigureUsers first.", pointer);

    /// <summary>A password is too short; the message does not repeat it.</summary>
    public static RedfishMessage PasswordTooShort(string pointer, int limit) =>
        Warning("StringValueTooShort", $"The {Name(pointer)} is too short.", ["(hidden)", $"{limit}"], $"Send at least {limit} characters.", pointer);

    public static RedfishMessage PasswordTooLong(string pointer, int limit) =>
        Warning("StringValueTooLong", $"The {Name(pointer)} is too long.", ["(hidden)", $"{limit}"], $"Send at most {limit} characters.", pointer);

    /// <summary>The new password is the one that had to be changed.</summary>
    public static RedfishMessage PasswordUnchanged(string pointer) =>
        Warning("PropertyValueError", $"The {Name(pointer)} is the one that has to be changed.", [Name(pointer)], "Send another password.", pointer);

    private static RedfishMessage Critical(string key, string message, string[] args, string resolution, string? pointer = null) =>
        new($"Base.1.22.{key}", message, args, pointer is null ? null : [pointer], "Critical", resolution);

    private static RedfishMessage Warning(string key, string message, string[] args, string resolution, string pointer) =>
        new($"Base.1.22.{key}", message, args, [pointer], "Warning", resolution);

    private static string Name(string pointer) => pointer.TrimStart('#').TrimStart('/');
}
