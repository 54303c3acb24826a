namespace Simulator.Redfish;

/// <summary>How long what has ended can still be read.</summary>
internal sealed record TaskSettings
{
    /// <summary>Of tasks. Default a day; the runner may forget them earlier when there are many.</summary>
    public TimeSpan KeptAfterEnd { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Of a task monitor after it told the end. Default an hour: clients ask twice.</summary>
    public TimeSpan MonitorExpiry { get; init; } = TimeSpan.FromHours(1);
}
