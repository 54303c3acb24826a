using System.Text.Json;
using Simulator.Hardware;
using Simulator.Hardware.Composition;

namespace Simulator.Redfish;

/// <summary>
/// PATCH of a target endpoint: what an initiator logs in with over iSCSI (Intel RSD 2.3, Endpoint, <c>Authentication</c>). A user comes with a password;
/// null for either, or for both at once, lets everybody in again. The system that boots from the target gets the name of the user.
/// </summary>
internal static class TargetEndpointPatch
{
    private const string Authentication = "Authentication";
    private const string Username = "Username";
    private const string Password = "Password";

    public static Task<IResult> ApplyAsync(HttpContext context, Pod pod, StorageService service, VolumeTarget target) => PatchRequest.ApplyAsync(
        context, StorageServicesJsonContext.Default.TargetEndpointJson,
        reader =>
        {
            var chap = Read(reader, target);
            return () => chap is null || pod.EditTarget(service, target.Id, t => t with { Chap = chap }) ? null : RedfishErrors.NotFound(context.Request.Path);
        },
        () => new TargetEndpointJson(pod, service, service.State.FindTarget(target.Id) ?? target));

    private static TargetChap? Read(BodyReader reader, VolumeTarget target)
    {
        if (reader.Object("Oem") is not { } oem)
        {
            return null;
        }

        var section = oem.Object("Intel_RackScale");
        oem.NothingElse();
        if (section is null)
        {
            return null;
        }

        // CHAP is of iSCSI.
        var chap = target.Protocol == RemoteProtocol.iSCSI ? ReadChap(section) : null;
        section.ReadOnly([Authentication]);
        section.NothingElse();
        return chap;
    }

    private static TargetChap? ReadChap(BodyReader section)
    {
        if (section.Find(Authentication) is { ValueKind: JsonValueKind.Null })
        {
            return TargetChap.None;
        }

        if (section.Object(Authentication) is not { } login)
        {
            return null;
        }

        var user = login.TextOrNull(Username, out var hasUser);
        var password = login.Find(Password) is { ValueKind: JsonValueKind.Null } ? null : login.Secret(Password);
        foreach (var missing in new[] { Username, Password }.Where(n => !login.Has(n)))
        {
            login.Problem(RedfishMessages.PropertyMissing(login.Pointer(missing)));
        }

        if (hasUser && login.Has(Password) && user is null != password is null)
        {
            login.Problem(RedfishMessages.PropertyValueConflict(login.Pointer(user is null ? Password : Username), user is null ? Username : Password));
        }

        foreach (var (name, _) in new[] { (Username, user), (Password, password) }.Where(v => v.Item2 is { Length: 0 }))
        {
            login.Problem(RedfishMessages.PropertyValueFormatError(login.Pointer(name), "", "a text of one character or more"));
        }

        login.NothingElse();
        return user is null ? TargetChap.None : new TargetChap(ChapType.OneWay, user, MutualUsername: null);
    }
}
