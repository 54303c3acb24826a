namespace Valence.DriverContract;

/// <summary>Thrown by drivers only; one place turns it into a reply or into the end of an operation's step.</summary>
public sealed class DriverException(DriverFault kind, Failure failure, Exception? inner = null) : Exception(failure.Detail, inner)
{
    public DriverFault Kind { get; } = kind;

    public Failure Failure { get; } = failure;
}
