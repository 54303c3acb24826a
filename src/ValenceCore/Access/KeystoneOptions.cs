namespace ValenceCore.Access;

/// <summary>The Keystone that knows the callers' tokens, and how the core shows itself to it: by a token, or by a user and password.</summary>
public sealed class KeystoneOptions
{
    /// <summary>Base address, e.g. <c>https://keystone.example:5000</c>; <c>/v3</c> at the end is allowed.</summary>
    public string? Url { get; set; }

    /// <summary>A token of a service user; it is not renewed when it runs out.</summary>
    public string? ServiceToken { get; set; }

    public string? Username { get; set; }

    public string? Password { get; set; }

    /// <summary>Project the service user works in. Default <c>service</c>.</summary>
    public string Project { get; set; } = "service";

    /// <summary>Domain of user and project. Default <c>Default</c>.</summary>
    public string Domain { get; set; } = "Default";

    /// <summary>How long one question may take, by the wall clock. Default 10 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

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
