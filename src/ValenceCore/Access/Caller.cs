namespace ValenceCore.Access;

/// <summary>Who asks, once that is known.</summary>
/// <param name="Role">Null for somebody who is known but has been given no role here.</param>
internal sealed record Caller(string Name, Role? Role)
{
    /// <summary>Whoever is on this machine, where nobody has to say who he is.</summary>
    public static readonly Caller Anyone = new("anyone", Access.Role.Admin);
}
