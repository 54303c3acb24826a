using System.Globalization;

namespace Simulator.Faults;

/// <summary>Where a rule strikes and what it does, in words.</summary>
public static class FaultWords
{
    public static string Where(FaultRule rule) =>
        (rule.Step is { } step ? $"step {step} {rule.Subject}" : $"{rule.Face ?? "any face"} {rule.Method} {rule.Path}").Trim();

    public static string What(FaultRule rule)
    {
        string?[] parts =
        [
            rule.DelaySeconds is { } delay ? Delay(TimeSpan.FromSeconds(delay)) : null,
            rule.DarkSeconds is { } dark ? string.Create(CultureInfo.InvariantCulture, $"dark for {dark} s") : FaultEffect.Of(rule, Task.CompletedTask)?.Words,
            rule.Fail is true ? "fails" : null,
        ];
        return string.Join(", ", parts.OfType<string>());
    }

    /// <summary>What a strike does.</summary>
    public static string What(RequestFault fault) => fault.Effect?.Words ?? Delay(fault.Delay);

    /// <inheritdoc cref="What(RequestFault)"/>
    public static string What(StepFault fault) =>
        fault.Fails ? $"fails: {fault.Message}" : fault.Healed is not null ? FaultEffect.Hang.InWords : Delay(fault.Delay);

    private static string Delay(TimeSpan delay) => string.Create(CultureInfo.InvariantCulture, $"delayed by {delay.TotalSeconds} s");
}
