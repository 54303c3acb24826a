using ValenceCore.Failures;
using ValenceCore.PodManagers;

namespace ValenceCore.Drivers;

/// <summary>Looks a capability up on the driver of a pod.</summary>
internal sealed class DriverOf<TCapability>(DriverManager manager, DriverWatch watch) : IDriverOf<TCapability>
    where TCapability : class
{
    public Outcome<TCapability> For(PodManager pod)
    {
        try
        {
            return manager.Of(pod) switch
            {
                null => Failure.NotImplemented($"No driver '{pod.Driver}' is installed; known are {string.Join(", ", manager.Names)}."),
                TCapability capability => Outcome<TCapability>.Of(DriverCall.Watched(capability, pod, watch)),
                _ => Failure.CapabilityMissing(pod.Driver, CapabilityAttribute.NameOf(typeof(TCapability))!),
            };
        }
        catch (DriverException exception)
        {
            return exception.Failure;
        }
    }
}
