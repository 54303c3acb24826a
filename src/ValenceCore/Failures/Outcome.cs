using System.Diagnostics.CodeAnalysis;

namespace ValenceCore.Failures;

/// <summary>Either a value or the failure that stands in its place.</summary>
internal readonly struct Outcome<T>
{
    private readonly T? value;

    private Outcome(T? value, Failure? failure) => (this.value, Failure) = (value, failure);

    public Failure? Failure { get; }

    public T Value => Failure is null ? value! : throw new InvalidOperationException($"No value: {Failure.Detail}");

    /// <summary>True when there is no value; <paramref name="failure"/> then says why.</summary>
    public bool Failed([NotNullWhen(true)] out Failure? failure)
    {
        failure = Failure;
        return failure is not null;
    }

    public static Outcome<T> Of(T value) => new(value, null);

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Failure failure) => new(default, failure);
}

/// <summary>The value of an act that yields nothing but its success.</summary>
internal readonly record struct Done
{
    public static readonly Done Value;
}
