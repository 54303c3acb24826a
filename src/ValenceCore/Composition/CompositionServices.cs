using Microsoft.Extensions.DependencyInjection;
using ValenceCore.Operations;
using ValenceCore.Placement;

namespace ValenceCore.Composition;

internal static class CompositionServices
{
    public static IServiceCollection AddComposition(this IServiceCollection services) => PlacementPolicies.AddTo(services)
        .AddSingleton<NodeStore>()
        .AddSingleton<NodeDrivers>()
        .AddSingleton<DevicePlaces>()
        .AddSingleton<LeftAllocation>()
        .AddSingleton<CompositionController>()
        .AddSingleton<NodeActionController>()
        .AddSingleton<CompositionExplainer>()
        .AddSingleton<PodPlacement>()
        .AddSingleton<RecentPlacements>()
        .AddPlan(CompositionController.Compose, typeof(ReserveStep), typeof(AllocateStep), typeof(AssembleStep), typeof(InventoryStep), typeof(RecordStep))
        .AddPlan(CompositionController.Manage, typeof(FindNodeStep), typeof(AdoptStep))
        .AddForwardPlan(CompositionController.Release, typeof(LetGoStep), typeof(SwitchOffStep), typeof(GiveBackStep), typeof(ForgetStep))
        .AddForwardPlan(CompositionController.Forget, typeof(LetGoStep), typeof(ForgetStep))
        .AddPlan(NodeActionController.AttachDevice, typeof(ClaimDeviceStep), typeof(AttachStep), typeof(TellStep))
        .AddForwardPlan(NodeActionController.DetachDevice, typeof(DetachStep), typeof(TellStep));
}
