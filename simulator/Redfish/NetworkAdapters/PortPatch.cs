namespace Simulator.Redfish;

/// <summary>PATCH of a port: it is switched on or off. Both words for it are taken and must agree.</summary>
internal static class PortPatch
{
    public static Task<IResult> ApplyAsync(HttpContext context, Action<bool> enable, Func<PortJson> show) =>
        PatchRequest.ApplyAsync(
            context, PortJsonContext.Default.PortJson,
            reader =>
            {
                var isEnabled = reader.Flag("InterfaceEnabled");
                bool? state = reader.OneOf("LinkState", "Enabled", "Disabled") is { } word ? word == "Enabled" : null;
                if (isEnabled is not null && state is not null && isEnabled != state)
                {
                    reader.Problem(RedfishMessages.PropertyValueConflict(reader.Pointer("LinkState"), "InterfaceEnabled"));
                }

                return () =>
                {
                    if ((isEnabled ?? state) is { } wanted)
                    {
                        enable(wanted);
                    }

                    return null;
                };
            },
            show);
}
