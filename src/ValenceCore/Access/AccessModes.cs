namespace ValenceCore.Access;

/// <summary>How callers say who they are.</summary>
public static class AccessModes
{
    public const string None = "none";
    public const string Token = "token";
    public const string HttpBasic = "http_basic";
    public const string Keystone = "keystone";

    internal static readonly string[] All = [None, Token, HttpBasic, Keystone];
}
