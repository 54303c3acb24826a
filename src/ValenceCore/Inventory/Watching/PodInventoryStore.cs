using System.Text.Json;
using ValenceCore.Store;

namespace ValenceCore.Inventory;

/// <summary>The systems of each pod as they were read last, so that placing a node costs no question to a pod.</summary>
internal sealed class PodInventoryStore(Database database)
{
    public async Task KeepAsync(string podId, IReadOnlyList<PodSystem> systems, long began, CancellationToken cancellation)
    {
        await using var session = await database.OpenAsync(cancellation);

        // A pod manager that was deleted meanwhile gets no inventory back.
        await session.ExecuteAsync(
            """
            INSERT INTO pod_inventories (podm_id, systems, read_at)
            SELECT @podId, @Systems, @began WHERE EXISTS (SELECT 1 FROM pod_managers WHERE uuid = @podId)
            ON CONFLICT (podm_id) DO UPDATE SET systems = @Systems, read_at = @began
            """,
            new { podId, Systems = JsonSerializer.Serialize([.. systems], PodInventoryJsonContext.Default.PodSystemArray), began });
    }

    /// <summary>Null for a pod that was never read.</summary>
    public async Task<PodInventory?> FindAsync(string podId, CancellationToken cancellation)
    {
        await using var session = await database.OpenAsync(cancellation);
        var row = await session.SingleAsync<Row>("SELECT systems, read_at FROM pod_inventories WHERE podm_id = @podId", new { podId });
        return row is null
            ? null
            : new PodInventory(podId, JsonSerializer.Deserialize(row.Systems, PodInventoryJsonContext.Default.PodSystemArray)!, row.ReadAt);
    }

    private sealed class Row
    {
        public string Systems { get; init; } = "";

        public long ReadAt { get; init; }
    }
}
