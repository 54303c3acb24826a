namespace Simulator.Hardware;

/// <summary>Redfish <c>IndicatorLED</c>, by its spelling: the light that shows people which box is meant.</summary>
public enum Locator
{
    Off,
    Lit,
    Blinking,
}

/// <summary>What people write on a chassis that is no system.</summary>
/// <param name="GeoTag">Intel RSD: free text that says where a rack is.</param>
public sealed record ChassisLabel(string? AssetTag, string GeoTag, Locator Locator)
{
    public static ChassisLabel Blank { get; } = new(AssetTag: null, GeoTag: "", Locator.Off);
}
