using System.Reflection;
using ValenceCore.PodManagers;

namespace ValenceCore.Drivers;

/// <summary>Stands before a driver: whatever a verb throws that the contract does not allow becomes a <see cref="DriverException"/> which names
/// the driver, so that a vendor's bug is told as one and takes nothing down.</summary>
internal class DriverCall : DispatchProxy
{
    private object driver = null!;
    private PodManager pod = null!;

    public static T Watched<T>(T driver, PodManager pod)
        where T : class
    {
        var watched = Create<T, DriverCall>();
        var call = (DriverCall)(object)watched;
        (call.driver, call.pod) = (driver, pod);
        return watched;
    }

    public static DriverException BrokenDriver(string name, string stage, Exception exception) => new(
        DriverFault.Silent,
        new Failure(
            502, "Bad Gateway", "Driver Error",
            $"The driver '{name}' failed at '{stage}' in a way that its contract does not allow: {exception.GetType().Name}: {exception.Message}")
        {
            Fault = Fault.Service,
            Stage = stage,
            Next = "This is a bug of the driver; tell its vendor. What it did at the pod manager is not known.",
        },
        exception);

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var stage = Stage(targetMethod!);
        try
        {
            var result = targetMethod!.Invoke(driver, BindingFlags.DoNotWrapExceptions, binder: null, args, culture: null);
            return result is Task task ? Guarded(task, targetMethod.ReturnType, stage) : result;
        }
        catch (Exception exception) when (IsUnexpected(exception))
        {
            throw BrokenDriver(pod.Driver, stage, exception);
        }
    }

    /// <summary><c>AllocateAsync</c> is told as <c>allocate</c>.</summary>
    private static string Stage(MethodInfo verb)
    {
        var name = verb.Name.EndsWith("Async", StringComparison.Ordinal) ? verb.Name[..^"Async".Length] : verb.Name;
        return string.Concat(name.Select((letter, position) => char.IsUpper(letter) ? (position == 0 ? "" : " ") + char.ToLowerInvariant(letter) : $"{letter}"));
    }

    private static bool IsUnexpected(Exception exception) => exception is not (DriverException or OperationCanceledException);

    private Task Guarded(Task task, Type type, string stage) => type.IsGenericType
        ? (Task)GuardedOf.MakeGenericMethod(type.GetGenericArguments()[0]).Invoke(this, [task, stage])!
        : GuardedAsync(task, stage);

    private static readonly MethodInfo GuardedOf =
        typeof(DriverCall).GetMethod(nameof(GuardedResultAsync), BindingFlags.Instance | BindingFlags.NonPublic)!;

    private async Task GuardedAsync(Task task, string stage)
    {
        try
        {
            await task;
        }
        catch (Exception exception) when (IsUnexpected(exception))
        {
            throw BrokenDriver(pod.Driver, stage, exception);
        }
    }

    private async Task<T> GuardedResultAsync<T>(Task<T> task, string stage)
    {
        try
        {
            return await task;
        }
        catch (Exception exception) when (IsUnexpected(exception))
        {
            throw BrokenDriver(pod.Driver, stage, exception);
        }
    }
}
