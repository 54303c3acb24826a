using System.Reflection;
using System.Runtime.CompilerServices;
using ValenceCore.PodManagers;

namespace ValenceCore.Drivers;

/// <summary>Stands before a driver: whatever a verb throws that the contract does not allow becomes a <see cref="DriverException"/> which names
/// the driver, so that a vendor's bug is told as one and takes nothing down. Each call is watched (<see cref="DriverWatch"/>).</summary>
internal class DriverCall : DispatchProxy
{
    private object driver = null!;
    private PodManager pod = null!;
    private DriverWatch watch = null!;

    public static T Watched<T>(T driver, PodManager pod, DriverWatch watch)
        where T : class
    {
        var watched = Create<T, DriverCall>();
        var call = (DriverCall)(object)watched;
        (call.driver, call.pod, call.watch) = (driver, pod, watch);
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
        var verb = targetMethod!;
        var type = verb.ReturnType;
        if (type == typeof(Task))
        {
            return GuardedAsync(verb, args);
        }

        var shape = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        return shape == typeof(Task<>) ? Generic(nameof(GuardedResultAsync), type, verb, args)
            : shape == typeof(IAsyncEnumerable<>) ? Generic(nameof(GuardedStreamAsync), type, verb, args)
            : Guarded(verb, args);
    }

    /// <summary><c>AllocateAsync</c> is told as <c>allocate</c>.</summary>
    private static string Stage(MethodInfo verb)
    {
        var name = verb.Name.EndsWith("Async", StringComparison.Ordinal) ? verb.Name[..^"Async".Length] : verb.Name;
        return string.Concat(name.Select((letter, position) => char.IsUpper(letter) ? (position == 0 ? "" : " ") + char.ToLowerInvariant(letter) : $"{letter}"));
    }

    private static bool IsUnexpected(Exception exception) => exception is not (DriverException or OperationCanceledException);

    private object? Generic(string guard, Type type, MethodInfo verb, object?[]? args) =>
        typeof(DriverCall).GetMethod(guard, BindingFlags.Instance | BindingFlags.NonPublic)!
            .MakeGenericMethod(type.GetGenericArguments()[0])
            .Invoke(this, guard == nameof(GuardedStreamAsync) ? [verb, args, CancellationToken.None] : [verb, args]);

    private object? Call(MethodInfo verb, object?[]? args) =>
        verb.Invoke(driver, BindingFlags.DoNotWrapExceptions, binder: null, args, culture: null);

    private object? Guarded(MethodInfo verb, object?[]? args)
    {
        using var call = watch.Begin(pod.Driver, pod.Name, Stage(verb));
        try
        {
            var result = Call(verb, args);
            call.Succeeded();
            return result;
        }
        catch (Exception exception) when (IsUnexpected(call.Failed(exception)))
        {
            throw BrokenDriver(pod.Driver, Stage(verb), exception);
        }
    }

    private async Task GuardedAsync(MethodInfo verb, object?[]? args)
    {
        using var call = watch.Begin(pod.Driver, pod.Name, Stage(verb));
        try
        {
            await (Task)Call(verb, args)!;
            call.Succeeded();
        }
        catch (Exception exception) when (IsUnexpected(call.Failed(exception)))
        {
            throw BrokenDriver(pod.Driver, Stage(verb), exception);
        }
    }

    private async Task<T> GuardedResultAsync<T>(MethodInfo verb, object?[]? args)
    {
        using var call = watch.Begin(pod.Driver, pod.Name, Stage(verb));
        try
        {
            var result = await (Task<T>)Call(verb, args)!;
            call.Succeeded();
            return result;
        }
        catch (Exception exception) when (IsUnexpected(call.Failed(exception)))
        {
            throw BrokenDriver(pod.Driver, Stage(verb), exception);
        }
    }

    /// <summary>The verb is called when somebody begins to read; a reader who leaves early has cancelled it.</summary>
    private async IAsyncEnumerable<T> GuardedStreamAsync<T>(
        MethodInfo verb, object?[]? args, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var call = watch.Begin(pod.Driver, pod.Name, Stage(verb));
        await using var stream = Begun<T>(call, verb, args, cancellation);
        while (await NextAsync(call, verb, stream))
        {
            yield return stream.Current;
        }

        call.Succeeded();
    }

    private IAsyncEnumerator<T> Begun<T>(DriverWatch.Call call, MethodInfo verb, object?[]? args, CancellationToken cancellation)
    {
        try
        {
            return ((IAsyncEnumerable<T>)Call(verb, args)!).GetAsyncEnumerator(cancellation);
        }
        catch (Exception exception) when (IsUnexpected(call.Failed(exception)))
        {
            throw BrokenDriver(pod.Driver, Stage(verb), exception);
        }
    }

    private async Task<bool> NextAsync<T>(DriverWatch.Call call, MethodInfo verb, IAsyncEnumerator<T> stream)
    {
        call.Resume();
        try
        {
            return await stream.MoveNextAsync();
        }
        catch (Exception exception) when (IsUnexpected(call.Failed(exception)))
        {
            throw BrokenDriver(pod.Driver, Stage(verb), exception);
        }
    }
}
