using ValenceCore.Keystone;

namespace ValenceCore;

internal static class IronicOptionsValidation
{
    /// <summary>Kinds of hardware interfaces (ironic-api 4).</summary>
    private static readonly string[] HardwareInterfaces =
        ["bios", "boot", "console", "deploy", "firmware", "inspect", "management", "network", "power", "raid", "rescue", "storage", "vendor"];

    private static readonly string[] Interfaces = ["public", "internal", "admin"];

    public static IEnumerable<string> Problems(IronicOptions ironic)
    {
        if (ironic.Url is { } url && !(Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
        {
            yield return $"Ironic.Url: '{url}' is not an absolute http or https address";
        }

        if (ironic.Username is null != ironic.Password is null)
        {
            yield return "Ironic.Username, Ironic.Password: give both or neither";
        }

        if (ironic.Keystone.Url is not null)
        {
            foreach (var problem in KeystoneLoginValidation.Problems("Ironic.Keystone", ironic.Keystone))
            {
                yield return problem;
            }

            if (!ironic.Keystone.HasPassword && !ironic.Keystone.HasApplicationCredential)
            {
                yield return "Ironic.Keystone: give either Username and Password, or ApplicationCredentialId and ApplicationCredentialSecret";
            }

            if (ironic.Username is not null)
            {
                yield return "Ironic.Username: is for http_basic; with Ironic.Keystone give the user there";
            }
        }

        foreach (var kind in ironic.Interfaces.Keys.Where(kind => !HardwareInterfaces.Contains(kind)))
        {
            yield return $"Ironic.Interfaces.{kind}: there is no such kind of interface; there are {string.Join(", ", HardwareInterfaces)}";
        }

        if (!Interfaces.Contains(ironic.Interface))
        {
            yield return $"Ironic.Interface: '{ironic.Interface}' is none of {string.Join(", ", Interfaces)}";
        }

        if (string.IsNullOrWhiteSpace(ironic.ResourceClass))
        {
            yield return "Ironic.ResourceClass: must not be empty";
        }

        foreach (var (name, value) in new (string, string?)[] { ("PhysicalNetwork", ironic.PhysicalNetwork), ("AccountRole", ironic.AccountRole) })
        {
            if (value is not null && string.IsNullOrWhiteSpace(value))
            {
                yield return $"Ironic.{name}: must not be empty; leave it out for none";
            }
        }
    }
}
