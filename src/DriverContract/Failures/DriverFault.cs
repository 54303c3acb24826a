namespace Valence.DriverContract;

/// <summary>How the other side failed, which decides whether the next pod may be tried and whether an answer may have been lost.</summary>
public enum DriverFault
{
    /// <summary>It answered and said no; nothing was changed.</summary>
    Refused,

    /// <summary>It answered that the thing addressed is not there.</summary>
    Missing,

    /// <summary>It answered that our credentials are wrong.</summary>
    CredentialsRefused,

    /// <summary>It could not be reached: no request arrived.</summary>
    Unreachable,

    /// <summary>It gave no (whole) answer: the request may have been carried out.</summary>
    Silent,

    /// <summary>It answered with an error of its own; the request may have been carried out in part.</summary>
    Broken,

    /// <summary>It answered something that its contract does not allow.</summary>
    Malformed,
}
