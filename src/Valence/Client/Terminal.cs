namespace Valence.Client;

/// <summary>Where a command reads and writes; a test gives its own.</summary>
internal sealed record Terminal
{
    public required TextReader In { get; init; }

    /// <summary>What was asked for.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Errors and progress, so that the answer can be piped.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Somebody looks at <see cref="Out"/>; otherwise it is read by a program.</summary>
    public bool IsOutSeen { get; init; }

    public bool IsErrorSeen { get; init; }

    /// <summary>An environment variable, null when it is not set.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>Asks a person for a secret without showing it; null where nobody can be asked.</summary>
    public Func<string, string>? AskSecret { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public static Terminal OfThisProcess() => new()
    {
        In = Console.In,
        Out = Console.Out,
        Error = Console.Error,
        IsOutSeen = !Console.IsOutputRedirected,
        IsErrorSeen = !Console.IsErrorRedirected,
        Variable = Environment.GetEnvironmentVariable,
        AskSecret = Console.IsInputRedirected || Console.IsErrorRedirected ? null : SecretPrompt.Ask,
    };
}
