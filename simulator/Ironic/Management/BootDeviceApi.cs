using System.Text.Json.Nodes;

namespace Simulator.Ironic;

/// <summary><c>nodes/N/management/boot_device</c>: asked of the machine while the request waits.</summary>
internal sealed class BootDeviceApi(Conductor conductor)
{
    public async Task<IResult> ShowAsync(HttpContext context, string node)
    {
        var found = conductor.FindNode(context, node);
        if ((found.Error ?? conductor.RefuseBadDriverInfo(found.Value)) is { } refusal)
        {
            return refusal;
        }

        var device = await BmcRequests.RunAsync(context, found.Value, conductor.Hardware.Of(found.Value).GetBootDeviceAsync);
        return JsonReply.Ok(new JsonObject { ["boot_device"] = device.Device, ["persistent"] = device.IsPersistent });
    }

    public IResult Supported(HttpContext context, string node)
    {
        var found = conductor.FindNode(context, node);
        return found.Error is not null
            ? found.Error
            : JsonReply.Ok(new JsonObject
            {
                ["supported_boot_devices"] = new JsonArray([.. conductor.Hardware.Of(found.Value).BootDevices.Select(d => JsonValue.Create(d))]),
            });
    }

    public async Task<IResult> SetAsync(HttpContext context, string node)
    {
        var asked = await conductor.ReadAsync(context, node);
        if (asked.Error is not null)
        {
            return asked.Error;
        }

        var (found, body) = asked.Value;

        var unknown = body.Select(m => m.Key).Where(k => k is not ("boot_device" or "persistent")).ToList();
        if (unknown.Count > 0)
        {
            return IronicErrors.UnexpectedArguments(unknown);
        }

        if (Json.Text(body["boot_device"]) is not { } device)
        {
            return IronicErrors.MissingArgument("boot_device");
        }

        if (Checks.Flag(body["persistent"]) is { } problem)
        {
            return IronicErrors.Schema("boot device", [$"persistent: {problem}"]);
        }

        var hardware = conductor.Hardware.Of(found);
        if ((Conductor.RefuseLocked(found) ?? conductor.RefuseBadDriverInfo(found)) is { } refusal)
        {
            return refusal;
        }

        if (!hardware.BootDevices.Contains(device))
        {
            // Of real drivers, fake ones refuse a device that they do not know; redfish fails at it (ironic-api 2).
            return hardware.BootsMachines
                ? IronicErrors.Unexpected($"Invalid boot device {device} specified. Allowed: {string.Join(", ", hardware.BootDevices)}.")
                : IronicErrors.Invalid($"Invalid boot device {device} specified.");
        }

        var wanted = new BootDevice(device, Json.Flag(body["persistent"]));
        await BmcRequests.RunAsync(context, found, async call =>
        {
            await hardware.SetBootDeviceAsync(call, wanted);
            return wanted;
        });
        return EmptyReply.Done;
    }
}
