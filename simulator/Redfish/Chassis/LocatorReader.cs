using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>The light that shows people which box is meant: the deprecated word and its successor; a client may send both.</summary>
internal static class LocatorReader
{
    /// <returns>Null when nothing is asked. Problems are noted on the reader.</returns>
    public static Locator? Read(BodyReader reader)
    {
        var isActive = reader.Flag("LocationIndicatorActive");
        var led = reader.OneOf<Locator>("IndicatorLED");
        if (isActive is { } active && led is { } word && active != (word != Locator.Off))
        {
            reader.Problem(RedfishMessages.PropertyValueConflict(reader.Pointer("IndicatorLED"), "LocationIndicatorActive"));
        }

        return led ?? (isActive is { } lit ? (lit ? Locator.Lit : Locator.Off) : null);
    }
}
