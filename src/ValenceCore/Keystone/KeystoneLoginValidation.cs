namespace ValenceCore.Keystone;

internal static class KeystoneLoginValidation
{
    /// <param name="at">Where the options are, e.g. <c>Ironic.Keystone</c>.</param>
    public static IEnumerable<string> Problems(string at, KeystoneLoginOptions keystone)
    {
        if (!(Uri.TryCreate(keystone.Url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
        {
            yield return $"{at}.Url: '{keystone.Url}' is not an absolute http or https address";
        }

        if (keystone.Username is null != keystone.Password is null)
        {
            yield return $"{at}.Username, {at}.Password: give both or neither";
        }

        if (keystone.ApplicationCredentialId is null != keystone.ApplicationCredentialSecret is null)
        {
            yield return $"{at}.ApplicationCredentialId, {at}.ApplicationCredentialSecret: give both or neither";
        }

        if (keystone.HasPassword && keystone.HasApplicationCredential)
        {
            yield return $"{at}: give either a user or an application credential, not both";
        }

        if (keystone.Timeout <= TimeSpan.Zero)
        {
            yield return $"{at}.Timeout: must be longer than zero";
        }
    }
}
