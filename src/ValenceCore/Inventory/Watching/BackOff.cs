namespace ValenceCore.Inventory;

/// <summary>How long to wait before a pod is asked again: the usual interval while it answers, twice as long each time that it does not, up to a limit.</summary>
internal sealed class BackOff(TimeSpan usual, TimeSpan longest)
{
    private int failures;

    public TimeSpan Next(bool isOnline)
    {
        failures = isOnline ? 0 : Math.Min(failures + 1, 30);
        var wait = usual * Math.Pow(2, Math.Max(0, failures - 1));
        return wait < longest || longest < usual ? wait : longest;
    }
}
