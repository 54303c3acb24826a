using System.Globalization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>While a BMC restarts, nobody hears of it or of its system: 503 with the time until it is expected back.</summary>
internal static class DarkBmc
{
    public static Task InvokeAsync(HttpContext context, Func<Task> next, Pod pod)
    {
        if (SystemBehind(context.Request.Path, pod) is not { } system || pod.DarkFor(system) is not { } dark)
        {
            return next();
        }

        var seconds = dark.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
        context.Response.Headers.RetryAfter = seconds;
        return RedfishErrors.Answer(
            StatusCodes.Status503ServiceUnavailable,
            [RedfishMessages.ServiceTemporarilyUnavailable(seconds, $"The BMC of {system.Name} is restarting.")]).ExecuteAsync(context);
    }

    private static ComputerSystem? SystemBehind(PathString path, Pod pod)
    {
        if (path.StartsWithSegments(SystemUris.Systems, StringComparison.OrdinalIgnoreCase, out var rest))
        {
            return pod.FindSystem(FirstSegment(rest));
        }

        return path.StartsWithSegments(ManagerUris.Managers, StringComparison.OrdinalIgnoreCase, out rest) && FirstSegment(rest) is var id
            && id.EndsWith(ManagerUris.BmcSuffix, StringComparison.Ordinal)
                ? pod.Systems.GetValueOrDefault(id[..^ManagerUris.BmcSuffix.Length])
                : null;
    }

    private static string FirstSegment(PathString rest) => rest.Value is ['/', .. var below]
        ? below.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash ? below[..slash] : below
        : "";
}
