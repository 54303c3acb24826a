namespace ValenceCore.Access;

/// <summary>Who may use the API, and which pod managers it may speak to.</summary>
public sealed class AccessOptions
{
    /// <summary><c>none</c>, <c>token</c>, <c>http_basic</c> or <c>keystone</c>. Default <c>none</c>, which <c>valence serve</c> allows on
    /// loopback addresses only.</summary>
    public string Mode { get; set; } = AccessModes.None;

    /// <summary>For <c>token</c>.</summary>
    public IList<AccessTokenOptions> Tokens { get; set; } = [];

    /// <summary>For <c>http_basic</c>.</summary>
    public IList<AccessUserOptions> Users { get; set; } = [];

    /// <summary>For <c>keystone</c>.</summary>
    public KeystoneOptions Keystone { get; set; } = new();

    /// <summary>How long a checked password or Keystone token is taken for good. Default 60 s; zero checks every request.</summary>
    public TimeSpan RememberFor { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>The pod managers that may be registered and contacted: host names, <c>*.domain</c>, networks as <c>10.0.0.0/8</c>.
    /// Names say who may be named; networks, when there are any, say where connections may go. Empty (the default): any.</summary>
    public IList<string> AllowedPodHosts { get; set; } = [];
}

/// <summary>A static token; the settings hold its hash only.</summary>
public sealed class AccessTokenOptions
{
    /// <summary>Who uses it; stands in the audit.</summary>
    public string Name { get; set; } = "";

    /// <summary><c>reader</c>, <c>operator</c> or <c>admin</c>.</summary>
    public string Role { get; set; } = "";

    /// <summary>64 hex digits: <c>printf %s "$TOKEN" | sha256sum</c>. A token is random and long, so a plain hash does.</summary>
    public string Sha256 { get; set; } = "";
}

/// <summary>A person with a password; the settings hold its hash only.</summary>
public sealed class AccessUserOptions
{
    public string Name { get; set; } = "";

    /// <summary><c>reader</c>, <c>operator</c> or <c>admin</c>.</summary>
    public string Role { get; set; } = "";

    /// <summary>What <see cref="ValenceAccess.HashPassword"/> answers.</summary>
    public string PasswordHash { get; set; } = "";
}
