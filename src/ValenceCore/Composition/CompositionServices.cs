using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ValenceCore.Operations;
using ValenceCore.Placement;

namespace ValenceCore.Composition;

internal static class CompositionServices
{
    public static IServiceCollection AddComposition(this IServiceCollection services) => PlacementPolicies.AddTo(services)
        .AddSingleton<NodeStore>()
        .AddSingleton<NodeDrivers>()
        .AddSingleton<CompositionController>()
        .AddSingleton<NodeActionController>()
        .AddSingleton<CompositionExplainer>()
        .AddSingleton<PodPlacement>()
        .AddSingleton<RecentPlacements>()
        .AddPlan(CompositionController.Compose, typeof(ReserveStep), typeof(AllocateStep), typeof(AssembleStep), typeof(InventoryStep), typeof(RecordStep))
        .AddPlan(CompositionController.Release, typeof(LetGoStep), typeof(SwitchOffStep), typeof(GiveBackStep), typeof(ForgetStep))
        .AddPlan(CompositionController.Forget, typeof(LetGoStep), typeof(ForgetStep))
        .AddPlan(NodeActionController.AttachDevice, typeof(ClaimDeviceStep), typeof(AttachStep))
        .AddPlan(NodeActionController.DetachDevice, typeof(DetachStep))
        .AddHostedService<CompositionStartup>();
}

/// <summary>Shows what a former process left half composed.</summary>
internal sealed class CompositionStartup(NodeStore nodes) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => nodes.FailUnfinishedAsync(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
