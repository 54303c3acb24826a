using Microsoft.Extensions.DependencyInjection;
using ValenceCore.Composition;
using ValenceCore.Operations;
using ValenceCore.Registration;

namespace ValenceCore.Instances;

internal static class InstanceServices
{
    public static IServiceCollection AddInstances(this IServiceCollection services) => services
        .AddSingleton<InstanceStore>()
        .AddSingleton<InstanceDeletions>()
        .AddSingleton<InstanceBatches>()
        .AddSingleton<IFollowOperations, InstanceLedger>()
        .AddSingleton<PreSetServers>()
        .AddSingleton<DeployWishes>()
        .AddSingleton<InstanceController>()
        .AddSingleton<InstanceCreation>()
        .AddRepeatedPlan<InstanceAttempts>(
            InstanceKinds.Create,
            typeof(ScheduleStep),
            typeof(WhenComposed<ReserveStep>), typeof(WhenComposed<AllocateStep>), typeof(WhenComposed<AssembleStep>), typeof(WhenComposed<InventoryStep>),
            typeof(WhenComposed<RecordStep>),
            typeof(WhenComposed<ClaimRegistrationStep>), typeof(WhenComposed<AccountStep>), typeof(WhenComposed<EnrollStep>), typeof(WhenComposed<TakeNodeStep>),
            typeof(WhenComposed<PortsStep>), typeof(WhenComposed<TraitsStep>), typeof(WhenComposed<ManageStep>), typeof(WhenComposed<InspectStep>),
            typeof(WhenComposed<ProvideStep>), typeof(WhenComposed<RecordRegistrationStep>),
            typeof(NetworksStep), typeof(DeployStep))
        .AddSingleton<TakeNodeStep>()
        .AddForwardPlan(
            InstanceKinds.Delete,
            typeof(UndeployStep), typeof(WhenComposed<LetGoStep>), typeof(WhenComposed<SwitchOffStep>), typeof(WhenComposed<GiveBackStep>), typeof(WhenComposed<ForgetStep>))
        .AddForwardPlan(InstanceKinds.Rebuild, typeof(RebuildStep))
        .AddForwardPlan(InstanceKinds.Power, typeof(PowerStep));
}
