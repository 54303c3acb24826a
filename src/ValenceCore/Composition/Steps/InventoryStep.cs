using ValenceCore.Operations;

namespace ValenceCore.Composition;

/// <summary>Reads what the node is made of, so that a node nobody can read is not called composed.</summary>
internal sealed class InventoryStep(NodeDrivers drivers) : IOperationStep
{
    public string Name => "inventory";

    public async Task<StepResult> ExecuteAsync(OperationData data, CancellationToken cancellation)
    {
        var driver = await drivers.NeedAsync<IShowNodes>(data.Need(ComposeKeys.PodId), cancellation);
        var details = await driver.ShowAsync(
            new NodePlace(data.Need(ComposeKeys.Index), data.Need(ComposeKeys.Uri), null), cancellation);
        return StepResult.Done(
            $"{details.Processors.Sum(processor => processor.TotalCores ?? 0)} cores, "
            + $"{details.Memory.Sum(module => module.CapacityMiB ?? 0)} MiB, {details.Interfaces.Count} interface(s), "
            + $"{details.DriveBytes.Count} drive(s)");
    }
}
