namespace ValenceCore.Keystone;

/// <summary>Where a Keystone is, and as whom the core shows itself to it: with an application credential, or as a user with a password.</summary>
public class KeystoneLoginOptions
{
    /// <summary>Base address, e.g. <c>https://keystone.example:5000</c>; <c>/v3</c> at the end is allowed.</summary>
    public string? Url { get; set; }

    /// <summary>Id of an application credential; it says project and roles by itself.</summary>
    public string? ApplicationCredentialId { get; set; }

    public string? ApplicationCredentialSecret { get; set; }

    public string? Username { get; set; }

    public string? Password { get; set; }

    /// <summary>Project the user works in. Default <c>service</c>.</summary>
    public string Project { get; set; } = "service";

    /// <summary>Domain of user and project. Default <c>Default</c>.</summary>
    public string Domain { get; set; } = "Default";

    /// <summary>How long one question may take, by the wall clock. Default 10 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    internal bool HasPassword => Username is not null && Password is not null;

    internal bool HasApplicationCredential => ApplicationCredentialId is not null && ApplicationCredentialSecret is not null;

    internal Uri Tokens
    {
        get
        {
            var address = Url!.TrimEnd('/');
            return new Uri($"{address}{(address.EndsWith("/v3", StringComparison.Ordinal) ? "" : "/v3")}/auth/tokens");
        }
    }
}
