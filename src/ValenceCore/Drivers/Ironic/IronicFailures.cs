namespace ValenceCore.Drivers.Ironic;

/// <summary>Turns what Ironic says, or does not say, into one exception.</summary>
internal static class IronicFailures
{
    public static DriverException Refused(string stage, IronicReply reply)
    {
        var detail = $"Ironic answered {reply.Status} at '{stage}': {reply.Message}";
        return reply.Status switch
        {
            401 or 403 => New(DriverFault.CredentialsRefused, 502, "Bad Gateway", "Ironic refused our credentials", detail, stage)
                .WithNext("Check the options Ironic.Username and Ironic.Password, or Ironic.Keystone, of this service."),
            404 => New(DriverFault.Missing, 502, "Bad Gateway", "Ironic Error", detail, stage),
            409 => New(DriverFault.Refused, 409, "Conflict", "Refused by Ironic", detail, stage),
            >= 400 and < 500 => New(DriverFault.Refused, 400, "Bad Request", "Refused by Ironic", detail, stage),
            503 => New(DriverFault.Broken, 503, "Service Unavailable", "Ironic Unavailable", detail, stage),
            _ => New(DriverFault.Broken, 502, "Bad Gateway", "Ironic Error", detail, stage),
        };
    }

    /// <summary>No request arrived.</summary>
    public static DriverException Unreachable(string stage, Exception inner) => New(
        DriverFault.Unreachable, 503, "Service Unavailable", "Connection Error", $"Ironic cannot be reached at '{stage}'.", stage, inner)
        .WithNext("Check that Ironic is up and that the option Ironic.Url is right.");

    /// <summary>Nor did one here, for Keystone gave nothing to show.</summary>
    public static DriverException NoToken(string reason, string stage, Exception inner) => New(
        DriverFault.Unreachable, 503, "Service Unavailable", "Keystone gave no token", $"Keystone gave no token for Ironic at '{stage}': {reason}.", stage, inner)
        .WithNext("Check that Keystone is up, and the options under Ironic.Keystone.");

    /// <summary>It may have been carried out.</summary>
    public static DriverException Silent(int status, string how, string stage, Exception inner) => New(
        DriverFault.Silent, status, status == 504 ? "Gateway Timeout" : "Service Unavailable", "Connection Error",
        $"Ironic gave no answer at '{stage}': {how}.", stage, inner)
        .WithNext("It is not known whether the request was carried out; look at Ironic before repeating it.");

    /// <summary>So may this.</summary>
    public static DriverException Malformed(string how, string stage, Exception? inner = null) => New(
        DriverFault.Malformed, 502, "Bad Gateway", "Ironic Error", $"What Ironic answered at '{stage}' {how}.", stage, inner);

    public static DriverException New(
        DriverFault kind, int status, string code, string title, string detail, string stage, Exception? inner = null) =>
        new(kind, new Failure(status, code, title, detail) { Fault = Fault.Ironic, Stage = stage }, inner);

    public static DriverException Conflict(string detail, string stage, string next) =>
        New(DriverFault.Refused, 409, "Conflict", "Conflict", detail, stage).WithNext(next);

    private static DriverException WithNext(this DriverException exception, string next) =>
        new(exception.Kind, exception.Failure with { Next = next }, exception.InnerException);
}
