using ValenceCore.Keystone;

namespace ValenceCore.Access;

/// <summary>The Keystone that knows the callers' tokens, and how the core shows itself to it: by a token, or by a login.</summary>
public sealed class KeystoneOptions : KeystoneLoginOptions
{
    /// <summary>A token of a service user; it is not renewed when it runs out.</summary>
    public string? ServiceToken { get; set; }

    /// <summary>Projects, by name or id, in which a role counts here. Empty (the default): any, which gives whoever is admin of a project
    /// of his own all rights here.</summary>
    public IList<string> Projects { get; set; } = [];

    /// <summary>Keystone's role, and what it is here. Default: <c>admin</c> is admin, <c>member</c> operator, <c>reader</c> reader.</summary>
    public IDictionary<string, string> Roles { get; set; } = new Dictionary<string, string>
    {
        ["admin"] = "admin",
        ["member"] = "operator",
        ["reader"] = "reader",
    };
}
