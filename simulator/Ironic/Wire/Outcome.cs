namespace Simulator.Ironic;

/// <summary>A value, or the error that is answered instead.</summary>
internal sealed record Outcome<T>
    where T : class
{
    private Outcome(T? value, IronicError? error) => (Value, Error) = (value!, error);

    /// <summary>Only there when <see cref="Error"/> is null.</summary>
    public T Value { get; }

    public IronicError? Error { get; }

    /// <summary>For interfaces, which are not converted by themselves.</summary>
    public static Outcome<T> Of(T value) => new(value, error: null);

    public static implicit operator Outcome<T>(T value) => new(value, error: null);

    public static implicit operator Outcome<T>(IronicError error) => new(value: null, error);
}
