namespace Shelf;

/// <summary>The one type that the core looks for: public, with a constructor without parameters.</summary>
public sealed class ShelfDriverFactory : IPodDriverFactory
{
    public string Name => "shelf";

    public Type DriverType => typeof(ShelfDriver);

    /// <summary>Speaks to nobody yet: the core makes drivers whenever it needs one, also for pods that are off.</summary>
    public object Create(PodTarget pod, DriverHost host) => new ShelfDriver(new ShelfClient(pod, host));
}
