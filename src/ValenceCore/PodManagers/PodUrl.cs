namespace ValenceCore.PodManagers;

/// <summary>The address of a pod manager, checked at the border.</summary>
internal static class PodUrl
{
    /// <summary>What is wrong with the address, or null.</summary>
    public static string? Problem(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            return "must be an absolute http or https address";
        }

        // A password here would be shown in every answer.
        if (address.UserInfo.Length > 0)
        {
            return "must not carry a user name or password; use 'authentication'";
        }

        return address.Query.Length > 0 || address.Fragment.Length > 0 ? "must not carry a query or a fragment" : null;
    }

    /// <summary>Equal for addresses that reach the same service root; unique in the store.</summary>
    public static string Key(string url)
    {
        var address = new Uri(url);
        var path = address.AbsolutePath.TrimEnd('/');
        return $"{address.Scheme}://{address.Authority}{(path is "/redfish/v1" or "/redfish" ? "" : path)}".ToLowerInvariant();
    }
}
