namespace ValenceCore.Access;

/// <summary>What a caller may do; each role may do what the ones before it may.</summary>
internal enum Role
{
    /// <summary>Sees everything but the audit.</summary>
    Reader,

    /// <summary>Composes, changes and gives back nodes.</summary>
    Operator,

    /// <summary>Decides which hardware there is, and sees who did what.</summary>
    Admin,
}

internal static class Roles
{
    public const string Names = "reader, operator, admin";

    public static Role? Parse(string? name) => name switch
    {
        "reader" => Role.Reader,
        "operator" => Role.Operator,
        "admin" => Role.Admin,
        _ => null,
    };

    public static string Name(this Role role) => role switch
    {
        Role.Reader => "reader",
        Role.Operator => "operator",
        _ => "admin",
    };
}
