namespace Simulator.Redfish;

/// <summary>Messages about accounts and what they may do. Ids and arguments: message registry Base 1.22; the sentences are ours.</summary>
internal static class AccountMessages
{
    public static RedfishMessage InsufficientPrivilege(string needed) =>
        Of("InsufficientPrivilege", [], "The account may not do this.", $"Use an account whose role grants {needed}.");

    public static RedfishMessage PasswordChangeRequired(string accountUri) =>
        Of("PasswordChangeRequired", [accountUri], "The password of this account must be changed first.", $"Send PATCH with a new Password to {accountUri}.");

    public static RedfishMessage SessionLimitExceeded(int limit) =>
        Of("SessionLimitExceeded", [], $"There are {limit} sessions, as many as this service keeps.", "End a session and log in again.");

    public static RedfishMessage ResourceAlreadyExists(string type, string property, string value) =>
        Of("ResourceAlreadyExists", [type, property, value], $"There is a {type} with the {property} '{value}' already.", "Choose another value.", $"#/{property}");

    public static RedfishMessage ResourceCannotBeDeleted(string why) =>
        Of("ResourceCannotBeDeleted", [], why, "Keep the resource, or make another that can replace it first.");

    public static RedfishMessage LastAdministrator(string pointer, string value, string uri) =>
        Of("PropertyValueResourceConflict", [Name(pointer), value, uri],
            $"{Name(pointer)} cannot become '{value}': nobody would be left who may change accounts.", "Give another enabled account a role with ConfigureUsers first.", pointer);

    /// <summary>A password is too short; the message does not repeat it.</summary>
    public static RedfishMessage PasswordTooShort(string pointer, int limit) =>
        Of("StringValueTooShort", ["(hidden)", $"{limit}"], $"The {Name(pointer)} is too short.", $"Send at least {limit} characters.", pointer);

    public static RedfishMessage PasswordTooLong(string pointer, int limit) =>
        Of("StringValueTooLong", ["(hidden)", $"{limit}"], $"The {Name(pointer)} is too long.", $"Send at most {limit} characters.", pointer);

    /// <summary>The new password is the one that had to be changed.</summary>
    public static RedfishMessage PasswordUnchanged(string pointer) =>
        Of("PropertyValueError", [Name(pointer)], $"The {Name(pointer)} is the one that has to be changed.", "Send another password.", pointer);

    private static RedfishMessage Of(string key, string[] args, string says, string resolution, string? pointer = null) =>
        MessageRegistries.Base.Message(key, args, says, resolution, pointer is null ? null : [pointer]);

    private static string Name(string pointer) => pointer.TrimStart('#').TrimStart('/');
}
