namespace ValenceCore.Telemetry;

/// <summary>How a call of the other side ended, in few words that never become more.</summary>
internal static class Outcomes
{
    public const string Ok = "ok";
    public const string Cancelled = "cancelled";

    /// <summary>The driver threw what its contract does not allow.</summary>
    public const string Bug = "bug";

    /// <summary>There was nobody to ask: the driver lacks the capability, or the pod manager is gone.</summary>
    public const string NotOffered = "not_offered";

    public static string Of(Exception exception) => exception switch
    {
        DriverException driver => Of(driver.Kind),
        OperationCanceledException => Cancelled,
        _ => Bug,
    };

    private static string Of(DriverFault fault) => fault switch
    {
        DriverFault.Refused => "refused",
        DriverFault.Missing => "missing",
        DriverFault.CredentialsRefused => "credentials_refused",
        DriverFault.Unreachable => "unreachable",
        DriverFault.Silent => "silent",
        DriverFault.Broken => "broken",
        DriverFault.Malformed => "malformed",
        _ => Bug,
    };
}
