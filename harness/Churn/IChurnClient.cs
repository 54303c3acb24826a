namespace Harness.Churn;

/// <summary>Takes something, does something with it and gives it back.</summary>
internal interface IChurnClient
{
    /// <exception cref="Crashes.CrashLeakException">Something cannot be given back, or was made twice.</exception>
    Task CycleAsync(int number);
}
