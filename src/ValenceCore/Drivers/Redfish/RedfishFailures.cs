using System.Text.Json;

namespace ValenceCore.Drivers.Redfish;

/// <summary>Turns what a pod manager says, or does not say, into one exception that names whose fault it is and at which stage.</summary>
internal static class RedfishFailures
{
    public static DriverException Refused(string pod, string stage, RedfishReply reply)
    {
        var exception = Told(pod, stage, reply);
        exception.Data["MessageIds"] = string.Join(' ', reply.Body.Child("error").Items("@Message.ExtendedInfo").Select(entry => entry.Text("MessageId")));
        return exception;
    }

    private static DriverException Told(string pod, string stage, RedfishReply reply)
    {
        var status = (int)reply.Status;
        var error = reply.Body.Child("error");
        var detail = $"The pod manager '{pod}' answered {status} at '{stage}': {Messages(error, reply)}";
        return status switch
        {
            401 or 403 => new DriverException(DriverFault.CredentialsRefused, new Failure(401, "Unauthorized", "Authorization Error", detail)
            {
                Fault = Fault.Pod,
                Stage = stage,
                Next = "Check the credentials of the pod manager (PATCH /v1/pod_managers/{uuid}).",
            }),
            404 => new DriverException(DriverFault.Missing, Of(404, error, "Not Found", "Resource could not be found", detail, stage)),
            >= 400 and < 500 => new DriverException(
                DriverFault.Refused, Of(status, error, status == 409 ? "Conflict" : "Bad Request", "Refused by the pod manager", detail, stage)),
            503 or 504 => new DriverException(DriverFault.Broken, Of(status, error, "Service Unavailable", "Pod Manager Unavailable", detail, stage) with
            {
                Next = "Try again later.",
            }),
            _ => new DriverException(DriverFault.Broken, Of(502, error, "Bad Gateway", "Pod Manager Error", detail, stage)),
        };
    }

    public static DriverException Malformed(string pod, string stage, string problem, Exception? inner = null) => new(
        DriverFault.Malformed,
        new Failure(502, "Bad Gateway", "Pod Manager Error", $"The pod manager '{pod}' answered against its contract at '{stage}': {problem}")
        {
            Fault = Fault.Pod,
            Stage = stage,
        },
        inner);

    /// <summary>A pod's property that must be there and is not, named with its resource.</summary>
    public static DriverException MissingAttribute(string pod, string stage, string attribute, string resource) =>
        Malformed(pod, stage, $"'{attribute}' is missing in {resource}.");

    private static Failure Of(int status, JsonElement? error, string code, string title, string detail, string stage) =>
        new(status, error.Text("code") ?? code, error.Text("message") ?? title, detail) { Fault = Fault.Pod, Stage = stage };

    /// <summary>All messages of the body, or a plain statement when it holds none (D-11).</summary>
    private static string Messages(JsonElement? error, RedfishReply reply)
    {
        var texts = error.Items("@Message.ExtendedInfo").Select(entry => entry.Text("Message")).OfType<string>().ToList();
        if (texts.Count == 0 && error.Text("message") is { } message)
        {
            texts.Add(message);
        }

        return texts.Count > 0 ? string.Join(" ", texts.Distinct()) : $"no reason given ({reply.Status}).";
    }
}
