using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ValenceCore.Store;

namespace ValenceCore.Secrets;

/// <summary>Encrypts what the store must keep but nobody may read there. The keys lie apart from the rows.</summary>
internal sealed class SecretBox
{
    /// <summary>What an answer shows in the place of a secret.</summary>
    public const string Mask = "******";

    /// <summary>How long a key seals before the next one takes over by itself; the default of Data Protection.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(90);

    private readonly Action<IDataProtectionBuilder> keep;
    private volatile IDataProtector protector;

    public SecretBox(IOptions<ValenceCoreOptions> options)
    {
        var address = DatabaseAddress.Parse(options.Value.Database);
        var folder = options.Value.KeyDirectory
            ?? (address.File is { } file ? Path.Combine(Path.GetDirectoryName(file)!, "valence-keys") : null);
        var memory = new KeysInMemory();
        keep = folder is null
            ? builder => builder.AddKeyManagementOptions(keys => keys.XmlRepository = memory)
            : builder => builder.PersistKeysToFileSystem(OwnFolder(folder));
        protector = Protector(Protection());
    }

    public string Seal(string secret) => protector.Protect(secret);

    public string Open(string sealedSecret) => protector.Unprotect(sealedSecret);

    /// <summary>From now on a new key seals. The old ones still open what they sealed, in a backup of the database for example.</summary>
    public void UseNewKey()
    {
        // Keys live by the wall clock, as Data Protection does.
        var now = TimeProvider.System.GetUtcNow();
        Protection().GetRequiredService<IKeyManager>().CreateNewKey(now, now + Lifetime);

        // A fresh start: the one in use would go on with its old key until it has looked again in the background.
        protector = Protector(Protection());
    }

    private static IDataProtector Protector(IServiceProvider protection) =>
        protection.GetRequiredService<IDataProtectionProvider>().CreateProtector("ValenceCore.PodManagers.Credentials.v1");

    /// <summary>Its own provider: a host that uses data protection for cookies keeps its own keys.</summary>
    private ServiceProvider Protection()
    {
        var services = new ServiceCollection();
        keep(services.AddDataProtection().SetApplicationName("ValenceCore"));
        return services.BuildServiceProvider();
    }

    /// <summary>Nobody but the service's own user reads the keys.</summary>
    private static DirectoryInfo OwnFolder(string folder) => OperatingSystem.IsWindows()
        ? Directory.CreateDirectory(folder)
        : Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
}
