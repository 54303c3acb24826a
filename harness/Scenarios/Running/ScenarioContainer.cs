using Microsoft.Extensions.DependencyInjection;

namespace Harness.Scenarios.Running;

/// <summary>
/// Makes what bindings ask for: concrete classes on demand, others as registered, each once per
/// container. What a container above already holds is shared. Disposes what it made, last made first.
/// </summary>
public sealed class ScenarioContainer : IServiceProvider, IAsyncDisposable
{
    private readonly ScenarioContainer? _parent;
    private readonly IReadOnlyList<ServiceDescriptor> _services;
    private readonly Dictionary<object, object> _held = [];
    private readonly List<object> _made = [];
    private readonly Stack<Type> _making = new();
    private readonly Lock _lock = new();

    /// <param name="services">What may be asked for beyond concrete classes; the last registration of a type wins.</param>
    /// <param name="parent">The container of the feature or of the run; it holds the singletons.</param>
    public ScenarioContainer(IReadOnlyList<ServiceDescriptor> services, ScenarioContainer? parent = null)
    {
        _services = services;
        _parent = parent;
        _held[typeof(IServiceProvider)] = this;
        _held[typeof(ScenarioContainer)] = this;
    }

    /// <summary>Holds an object that someone else owns.</summary>
    public void Hold<T>(T instance)
        where T : class => _held[typeof(T)] = instance;

    /// <exception cref="InvalidOperationException">Nothing makes the type; names the chain of who asked.</exception>
    public object Resolve(Type type)
    {
        lock (_lock)
        {
            return Held(type) ?? Make(type);
        }
    }

    object? IServiceProvider.GetService(Type serviceType)
    {
        lock (_lock)
        {
            return Held(serviceType) is { } held ? held : CanMake(serviceType) ? Make(serviceType) : null;
        }
    }

    /// <exception cref="AggregateException">Some objects failed to go; all were asked to.</exception>
    public async ValueTask DisposeAsync()
    {
        var failures = new List<Exception>();
        for (var index = _made.Count - 1; index >= 0; index--)
        {
            try
            {
                await DisposeAsync(_made[index]);
            }
            catch (Exception failure)
            {
                failures.Add(failure);
            }
        }

        _made.Clear();
        if (failures.Count > 0)
        {
            throw new AggregateException("Objects of the scenario could not be disposed.", failures);
        }
    }

    private static async ValueTask DisposeAsync(object made)
    {
        if (made is IAsyncDisposable later)
        {
            await later.DisposeAsync();
        }
        else if (made is IDisposable now)
        {
            now.Dispose();
        }
    }

    private object? Held(Type type) =>
        _held.TryGetValue(type, out var held) ? held : _parent?.Shared(type);

    private object? Shared(Type type)
    {
        lock (_lock)
        {
            return _held.TryGetValue(type, out var held) ? held : _parent?.Shared(type);
        }
    }

    private bool CanMake(Type type) => IsSet(type) || IsConcrete(type) || Find(type) is not null;

    private object Make(Type type)
    {
        if (_making.Contains(type))
        {
            throw new InvalidOperationException($"{Chain(type)} asks for itself.");
        }

        _making.Push(type);
        try
        {
            if (Find(type) is { } service)
            {
                return FromService(type, service);
            }

            return IsSet(type) ? MakeSet(type) : Keep(type, Construct(type));
        }
        finally
        {
            _making.Pop();
        }
    }

    private object FromService(Type type, ServiceDescriptor service)
    {
        if (service.ImplementationInstance is { } instance)
        {
            return instance;
        }

        if (service.Lifetime == ServiceLifetime.Singleton && _parent is not null)
        {
            return _parent.Singleton(type, service);
        }

        // By descriptor, so that each of several registrations of one type is made once.
        var key = (service, type);
        if (service.Lifetime != ServiceLifetime.Transient && _held.TryGetValue(key, out var held))
        {
            return held;
        }

        var made = service.ImplementationFactory is { } factory ? factory(this) : Construct(Implementation(type, service));
        _made.Add(made);
        if (service.Lifetime != ServiceLifetime.Transient)
        {
            _held[key] = made;
        }

        return made;
    }

    private object Singleton(Type type, ServiceDescriptor service)
    {
        lock (_lock)
        {
            return FromService(type, service);
        }
    }

    private static Type Implementation(Type type, ServiceDescriptor service) =>
        service.ImplementationType!.IsGenericTypeDefinition
            ? service.ImplementationType.MakeGenericType(type.GetGenericArguments())
            : service.ImplementationType;

    private Array MakeSet(Type type)
    {
        var element = type.GetGenericArguments()[0];
        var members = All(element).Select(service => FromService(element, service)).ToArray();
        var set = Array.CreateInstance(element, members.Length);
        members.CopyTo(set, 0);
        return set;
    }

    private object Keep(Type type, object made)
    {
        _made.Add(made);
        _held[type] = made;
        return made;
    }

    private object Construct(Type type)
    {
        if (!IsConcrete(type))
        {
            throw new InvalidOperationException($"Nothing makes {Chain(type)}: register it in a [ScenarioDependencies] method.");
        }

        var constructor = type.GetConstructors().OrderByDescending(one => one.GetParameters().Length)
            .FirstOrDefault(one => one.GetParameters().All(parameter => parameter.HasDefaultValue || Knows(parameter.ParameterType)))
            ?? type.GetConstructors().MaxBy(one => one.GetParameters().Length)
            ?? throw new InvalidOperationException($"{Chain(type)} has no public constructor.");
        var arguments = constructor.GetParameters()
            .Select(parameter => Knows(parameter.ParameterType) || !parameter.HasDefaultValue
                ? Resolve(parameter.ParameterType)
                : parameter.DefaultValue)
            .ToArray();
        return constructor.Invoke(
            System.Reflection.BindingFlags.DoNotWrapExceptions, binder: null, arguments, culture: null);
    }

    private bool Knows(Type type) => Held(type) is not null || CanMake(type);

    private ServiceDescriptor? Find(Type type) => All(type).LastOrDefault();

    private IEnumerable<ServiceDescriptor> All(Type type) => _services.Where(service => !service.IsKeyedService
        && (service.ServiceType == type || (type.IsConstructedGenericType && service.ServiceType == type.GetGenericTypeDefinition())));

    private static bool IsSet(Type type) => type.IsConstructedGenericType && type.GetGenericTypeDefinition() == typeof(IEnumerable<>);

    private static bool IsConcrete(Type type) => type is { IsClass: true, IsAbstract: false, IsGenericTypeDefinition: false }
        && type != typeof(string) && !type.IsArray && !typeof(Delegate).IsAssignableFrom(type);

    private string Chain(Type type) =>
        string.Join(" for ", _making.Prepend(type).Select(one => one.Name).Distinct(StringComparer.Ordinal));
}
