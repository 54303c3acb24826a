using Microsoft.Extensions.Hosting;

namespace ValenceCore.Store;

/// <summary>Migrates before anything else of the host runs; a store that cannot be opened stops the start. Replicas that start at the same time
/// wait for each other until all tables are made.</summary>
internal sealed class StoreStartup(Database database) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => database.MigrateAsync(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => database.SchemaIsMadeAsync();

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
