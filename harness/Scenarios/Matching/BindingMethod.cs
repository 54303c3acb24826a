using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Harness.Scenarios.Matching;

/// <summary>How methods of bindings are named in reports, checked and called.</summary>
public static class BindingMethod
{
    /// <summary>"Class.Method".</summary>
    public static string Describe(MethodInfo method) => $"{method.ReflectedType!.Name}.{method.Name}";

    /// <summary>What no binding may be, whatever it binds.</summary>
    public static IEnumerable<string> Problems(MethodInfo method)
    {
        if (method.ReturnType == typeof(void) && method.IsDefined(typeof(AsyncStateMachineAttribute)))
        {
            yield return "is 'async void', which nobody can wait for; return Task";
        }

        if (method.ContainsGenericParameters)
        {
            yield return "is generic; a binding is a plain method";
        }

        if (method.GetParameters().Any(parameter => parameter.ParameterType.IsByRef))
        {
            yield return "has a ref, in or out parameter";
        }
    }

    /// <summary>The type of the value: what a Task or ValueTask holds, else what is returned.</summary>
    public static Type ValueType(MethodInfo method)
    {
        var type = method.ReturnType;
        var open = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        return open == typeof(Task<>) || open == typeof(ValueTask<>)
            ? type.GetGenericArguments()[0]
            : type;
    }

    /// <summary>Calls the method, waits for it and gives its value. What it throws is thrown as it was.</summary>
    public static async Task<object?> CallAsync(MethodInfo method, object? target, object?[] arguments)
    {
        object? result;
        try
        {
            result = method.Invoke(target, arguments);
        }
        catch (TargetInvocationException wrapped) when (wrapped.InnerException is not null)
        {
            ExceptionDispatchInfo.Throw(wrapped.InnerException);
            throw;
        }

        var type = method.ReturnType;
        var task = result switch
        {
            Task already => already,
            ValueTask plain => plain.AsTask(),
            not null when type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueTask<>) =>
                (Task)type.GetMethod(nameof(ValueTask<>.AsTask))!.Invoke(result, null)!,
            _ => null,
        };
        if (task is null)
        {
            return result;
        }

        await task;
        return ValueType(method) == type ? null : task.GetType().GetProperty(nameof(Task<>.Result))!.GetValue(task);
    }
}
