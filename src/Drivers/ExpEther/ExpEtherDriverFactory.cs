namespace Valence.Drivers.ExpEther;

/// <summary>Makes drivers for managers of NEC's ExpEther fabrics (EEM).</summary>
public sealed class ExpEtherDriverFactory : IPodDriverFactory
{
    /// <summary>Valence's name for it.</summary>
    public string Name => "expether";

    public Type DriverType => typeof(ExpEtherDriver);

    public object Create(PodTarget pod, DriverHost host) => new ExpEtherDriver(new EemConnection(pod, host), host);
}
