namespace ValenceCore.Instances;

/// <summary>The kinds of operations on instances, and their subjects.</summary>
internal static class InstanceKinds
{
    public const string Create = "create-instance";
    public const string Delete = "delete-instance";
    public const string Rebuild = "rebuild-instance";
    public const string Power = "power-instance";

    /// <summary>Several at once: carried out by its members.</summary>
    public const string Batch = "create-instances";

    private const string InstancePrefix = "instance:";
    private const string BatchPrefix = "batch:";

    public static string SubjectOf(string uuid) => InstancePrefix + uuid;

    public static string SubjectOfBatch(string id) => BatchPrefix + id;

    public static bool IsOurs(string subject) =>
        subject.StartsWith(InstancePrefix, StringComparison.Ordinal) || subject.StartsWith(BatchPrefix, StringComparison.Ordinal);

    public static string UuidOf(string subject) => subject[InstancePrefix.Length..];
}
