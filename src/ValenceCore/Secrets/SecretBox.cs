using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using ValenceCore.Store;

namespace ValenceCore.Secrets;

/// <summary>Encrypts what the store must keep but nobody may read there. The keys lie apart from the rows.</summary>
internal sealed class SecretBox
{
    /// <summary>What an answer shows in the place of a secret.</summary>
    public const string Mask = "******";

    private readonly IDataProtector protector;

    public SecretBox(IOptions<ValenceCoreOptions> options)
    {
        var address = DatabaseAddress.Parse(options.Value.Database);
        var folder = options.Value.KeyDirectory
            ?? (address.File is { } file ? Path.Combine(Path.GetDirectoryName(file)!, "valence-keys") : null);

        // Its own provider: a host that uses data protection for cookies keeps its own keys.
        IDataProtectionProvider provider = folder is null
            ? new EphemeralDataProtectionProvider()
            : DataProtectionProvider.Create(OwnFolder(folder), builder => builder.SetApplicationName("ValenceCore"));
        protector = provider.CreateProtector("ValenceCore.PodManagers.Credentials.v1");
    }

    /// <summary>Nobody but the service's own user reads the keys.</summary>
    private static DirectoryInfo OwnFolder(string folder) => OperatingSystem.IsWindows()
        ? Directory.CreateDirectory(folder)
        : Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

    public string Seal(string secret) => protector.Protect(secret);

    public string Open(string sealedSecret) => protector.Unprotect(sealedSecret);
}
