using System.Text.Json.Nodes;

namespace ValenceCore.Drivers.Ironic;

/// <content>A machine that somebody uses: its power and its console (ironic-api 5).</content>
internal sealed partial class IronicDriver
{
    private const string Power = "power";
    private const string Console = "console";

    public async Task PowerAsync(string ironicUuid, string target, string goal, CancellationToken cancellation)
    {
        var due = time.GetUtcNow() + options.Value.Deadlines.Register;
        async Task<bool> HasBegunAsync() => await NeedNodeAsync(ironicUuid, Power, cancellation) is var seen
            && (seen.Text("target_power_state") is not null || (seen.Text("power_state") == goal && !target.Contains("reboot", StringComparison.Ordinal)));
        var reply = await ChangeAsync(
            HttpMethod.Put, $"/v1/nodes/{ironicUuid}/states/power", new JsonObject { ["target"] = target }, Power, HasBegunAsync, cancellation);
        Check(Power, reply);
        while (true)
        {
            var node = await NeedNodeAsync(ironicUuid, Power, cancellation);
            var (state, wanted) = (node.Text("power_state"), node.Text("target_power_state"));
            if (wanted is null && state == goal)
            {
                return;
            }

            if (wanted is null && node.Text("last_error") is { } error)
            {
                throw IronicFailures.New(DriverFault.Refused, 502, "Bad Gateway", "Ironic cannot switch the machine", $"Ironic could not do '{target}' with the node '{ironicUuid}': {error}", Power);
            }

            if (time.GetUtcNow() >= due)
            {
                throw TookTooLong($"The node '{ironicUuid}' did not come to '{goal}' within {options.Value.Deadlines.Register}", state, Power);
            }

            await Task.Delay(options.Value.Ironic.PollInterval, time, cancellation);
        }
    }

    public async Task<JsonObject> ConsoleAsync(string ironicUuid, CancellationToken cancellation)
    {
        var path = $"/v1/nodes/{ironicUuid}/states/console";
        for (var due = time.GetUtcNow() + options.Value.Deadlines.Register; ;)
        {
            var reply = await SendPatientlyAsync(HttpMethod.Get, path, null, Console, cancellation);
            Check(Console, reply);
            if (reply.Field("console_info") is JsonObject info)
            {
                return (JsonObject)info.DeepClone();
            }

            if (time.GetUtcNow() >= due)
            {
                throw TookTooLong($"The console of the node '{ironicUuid}' did not start within {options.Value.Deadlines.Register}", null, Console);
            }

            if (reply.Field("console_enabled") is not JsonValue value || !value.TryGetValue<bool>(out var isOn) || !isOn)
            {
                Check(Console, await SendPatientlyAsync(HttpMethod.Put, path, new JsonObject { ["enabled"] = true }, Console, cancellation));
            }

            await Task.Delay(options.Value.Ironic.PollInterval, time, cancellation);
        }
    }
}
