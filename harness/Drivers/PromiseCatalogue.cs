using Harness.Drivers.Promises;

namespace Harness.Drivers;

/// <summary>Everything that is judged, in the order in which it is: what only reads first, then what changes, the end last.</summary>
public static class PromiseCatalogue
{
    public static IReadOnlyList<Promise> All { get; } =
    [
        .. DriverPromises.All,
        .. HealthPromises.All,
        .. InventoryPromises.All,
        .. ExplainPromises.All,
        .. EventPromises.All,
        .. ComposePromises.All,
        .. ListPromises.All,
        .. ShowPromises.All,
        .. RegisterPromises.All,
        .. BootPromises.All,
        .. PowerPromises.All,
        .. AttachPromises.All,
        .. AccountPromises.All,
        .. ReleasePromises.All,
    ];
}
