namespace Simulator.Redfish;

/// <summary>What clients set on the composition service.</summary>
/// <param name="AllowOverprovisioning">Whether a request may ask for it.</param>
/// <param name="ReservationDuration">How long a reservation holds its blocks.</param>
internal sealed record CompositionPolicy(bool ServiceEnabled, bool AllowOverprovisioning, TimeSpan ReservationDuration)
{
    public static CompositionPolicy Factory { get; } = new(ServiceEnabled: true, AllowOverprovisioning: true, TimeSpan.FromMinutes(15));
}

/// <summary>The present policy, replaced whole.</summary>
internal sealed class CompositionSettings
{
    private CompositionPolicy _now = CompositionPolicy.Factory;

    public CompositionPolicy Now => Volatile.Read(ref _now);

    public void Set(CompositionPolicy policy) => Volatile.Write(ref _now, policy);
}
