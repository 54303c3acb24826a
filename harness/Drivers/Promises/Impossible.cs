using Valence.DriverContract;

namespace Harness.Drivers.Promises;

/// <summary>What no hardware has.</summary>
internal static class Impossible
{
    public static Requirements Requirements { get; } = Valence.DriverContract.Requirements.Anything with { TotalCores = 1_000_000 };

    /// <summary>Safe to send to any pod: if it did what is asked, it would still take nothing.</summary>
    public static NodeWish Wish { get; } = new("check-nobody", "valence:check-nobody", "valence:check-nobody", Requirements, []);
}
