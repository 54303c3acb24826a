using System.Globalization;
using System.Text.Json;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>PATCH of a network device function: whether the NIC is on, and what it boots from over iSCSI (Intel RSD sets both).</summary>
internal static class NetworkDeviceFunctionPatch
{
    public static Task<IResult> ApplyAsync(HttpContext context, Pod pod, ComputerSystem system, EthernetInterface nic) =>
        PatchRequest.ApplyAsync(
            context, NetworkDeviceFunctionsJsonContext.Default.NetworkDeviceFunctionJson,
            reader =>
            {
                var isEnabled = reader.Flag("DeviceEnabled");
                var wanted = reader.Object("iSCSIBoot") is { } boot ? Read(boot) : [];
                return () =>
                {
                    if (isEnabled is { } enabled)
                    {
                        pod.EnableNic(system, nic, enabled);
                    }

                    pod.SetIscsiBoot(system, nic, wanted);
                    return null;
                };
            },
            () => new NetworkDeviceFunctionJson(pod, system, nic));

    private static List<(IscsiField Field, string? Value)> Read(BodyReader boot)
    {
        var wanted = new List<(IscsiField, string?)>();
        foreach (var field in IscsiField.All.Where(f => boot.Has(f.Name)))
        {
            if (boot.Find(field.Name) is { ValueKind: JsonValueKind.Null })
            {
                wanted.Add((field, null));
            }
            else if (Value(boot, field) is { } value)
            {
                wanted.Add((field, value));
            }
        }

        boot.NothingElse();
        return wanted;
    }

    private static string? Value(BodyReader boot, IscsiField field) => field.Kind switch
    {
        IscsiKind.Flag => boot.Flag(field.Name) is { } flag ? (flag ? "true" : "false") : null,
        IscsiKind.Number => Number(boot, field),
        _ when field.Allowed.Count > 0 => boot.OneOf(field.Name, field.Allowed),
        _ when field.IsSecret => boot.Secret(field.Name),
        _ => boot.Text(field.Name),
    };

    private static string? Number(BodyReader boot, IscsiField field)
    {
        var value = boot.Find(field.Name)!.Value;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= 0)
        {
            return number.ToString(CultureInfo.InvariantCulture);
        }

        boot.Problem(RedfishMessages.PropertyValueTypeError(boot.Pointer(field.Name), value.GetRawText(), "a whole number from 0"));
        return null;
    }
}
