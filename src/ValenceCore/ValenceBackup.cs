using Microsoft.Extensions.DependencyInjection;
using ValenceCore.Backup;
using ValenceCore.Store;

namespace ValenceCore;

/// <summary>Takes all that a core keeps out of its database, and puts it into another, of the same kind or the other. The keys of the credentials
/// are not in it: they are kept apart, and have to be backed up apart.</summary>
public static class ValenceBackup
{
    /// <summary>Writes all rows of one moment, also while the service runs. Answers how many.</summary>
    /// <param name="configure">The options, as <see cref="ValenceCoreApp.AddValenceCore"/> takes them.</param>
    public static Task<long> WriteAsync(Action<ValenceCoreOptions> configure, TextWriter output, CancellationToken cancellation = default) =>
        WithStoreAsync(configure, store => store.WriteAsync(output, cancellation));

    /// <summary>Puts the rows of a backup into an empty database. Answers how many. What was under way then needs attention now.</summary>
    /// <exception cref="InvalidDataException">The backup is not whole or newer than this program, or the database is not empty; nothing was changed.</exception>
    /// <exception cref="IOException">A service runs on the database.</exception>
    public static Task<long> ReadAsync(Action<ValenceCoreOptions> configure, TextReader input, CancellationToken cancellation = default) =>
        WithStoreAsync(configure, store => store.ReadAsync(input, cancellation));

    private static async Task<long> WithStoreAsync(Action<ValenceCoreOptions> configure, Func<StoreBackup, Task<long>> act)
    {
        var services = new ServiceCollection();
        services.AddOptions<ValenceCoreOptions>().Configure(configure);
        services.AddSingleton<Database>().AddSingleton<StoreBackup>();
        await using var provider = services.BuildServiceProvider();
        return await act(provider.GetRequiredService<StoreBackup>());
    }
}
