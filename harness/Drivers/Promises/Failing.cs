using Harness.Drivers.Wire;
using Valence.DriverContract;

namespace Harness.Drivers.Promises;

/// <summary>How verbs end when they cannot do what they should: the same for all, so it is written once.</summary>
internal static class Failing
{
    /// <param name="capability">Whose verb it is.</param>
    /// <param name="where">The verb, as the contract names it.</param>
    /// <param name="verb">Calls it.</param>
    public static IEnumerable<Promise> ModesOf<T>(string capability, string where, Func<T, CancellationToken, Task> verb)
        where T : class
    {
        yield return new(capability, where, "A pod that is off is told as Unreachable.", bench =>
            Seen.FailureAsync(bench, () => verb(bench.ForNobody<T>(), bench.Never), DriverFault.Unreachable));
        yield return new(capability, where, "A wrong password is told as CredentialsRefused.", bench =>
            Seen.FailureAsync(bench, () => verb(bench.WithWrongPassword<T>(), bench.Never), DriverFault.CredentialsRefused));
        yield return new(capability, where, "A pod that keeps silent is told as Silent, within the deadline.", bench =>
            WithAsync<T>(bench, Meddling.Hang, verb, DriverFault.Silent));
        yield return new(capability, where, "A pod that fails itself is told as Broken.", bench =>
            WithAsync<T>(bench, Meddling.Error, verb, DriverFault.Broken));
        yield return new(capability, where, "An answer that cannot be read is told as Malformed.", bench =>
            WithAsync<T>(bench, Meddling.Garbage, verb, DriverFault.Malformed));
        yield return new(capability, where, "A cancelled call stops as cancelled.", async bench =>
        {
            await verb(bench.Need<T>(), bench.Never); // So that login is over and the verb itself is cancelled.
            await Seen.CancellationAsync(bench, token => verb(bench.Need<T>(), token));
        });
    }

    private static async Task WithAsync<T>(Bench bench, Meddling how, Func<T, CancellationToken, Task> verb, DriverFault kind)
        where T : class
    {
        var (driver, tap) = bench.Apart<T>();
        using var interference = tap.Meddle(how);
        try
        {
            await Seen.FailureAsync(bench, () => verb(driver, bench.Never).WaitAsync(bench.Settings.Patience, TimeProvider.System), kind);
        }
        catch (PromiseBrokenException) when (interference.Struck == 0)
        {
            throw new NotJudgedException("the driver does not use the client of the core, so nothing can be done to its wire");
        }
    }
}
