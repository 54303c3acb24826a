namespace Valence.Client;

/// <summary>What the exit code of a command says; the list is in the README and in <c>--help</c>.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>The service refused: any 4xx that has no code of its own here.</summary>
    public const int Refused = 1;

    /// <summary>The command line itself is wrong; nothing was asked of the service that changes anything.</summary>
    public const int Usage = 2;

    public const int NotFound = 3;

    public const int Conflict = 4;

    /// <summary>The service or a pod failed: 5xx.</summary>
    public const int Failed = 5;

    public const int Unreachable = 6;

    /// <summary>An operation was accepted and did not succeed.</summary>
    public const int OperationFailed = 7;

    /// <summary>Ended by Ctrl-C, as a shell counts it: 128 and the number of the signal.</summary>
    public const int Interrupted = 130;

    public const string Table =
        "Exit codes: 0 done, 1 refused (4xx), 2 usage, 3 not found, 4 conflict, 5 service or pod failed (5xx), 6 service unreachable, "
        + "7 operation failed or needs attention, 130 interrupted.";

    public static int Of(int status) => status switch
    {
        404 => NotFound,
        409 => Conflict,
        >= 500 => Failed,
        _ => Refused,
    };
}
