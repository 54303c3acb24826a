using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>VirtualMedia v1_6_5: the virtual drives of a system, found below it and, for older clients, below its BMC.</summary>
internal static class VirtualMediaRoutes
{
    private const string Action = "VirtualMedia.InsertMedia";

    public static RedfishRoutes MapVirtualMedia(this RedfishRoutes routes, Pod pod) => routes
        .MapBelow($"{SystemUris.Systems}/{{id}}", pod, SystemsRoutes.Find, s => SystemUris.Of(s))
        .MapBelow($"{ManagerUris.Managers}/{{id}}", pod, ManagersRoutes.FindManaged, s => ManagerUris.Bmc(s.Id));

    private static RedfishRoutes MapBelow(
        this RedfishRoutes routes, string path, Pod pod, Func<Pod, HttpContext, ComputerSystem?> find, Func<ComputerSystem, string> owner)
    {
        return routes
            .Collection($"{path}/VirtualMedia", "VirtualMedia", context => find(pod, context) is { } s
                ? ResourceCollection.Of($"{owner(s)}/VirtualMedia", $"Virtual media of {s.Name}", Enum.GetNames<VirtualDrive>()) : null)
            .Resource($"{path}/VirtualMedia/{{drive}}", VirtualMediaJsonContext.Default.VirtualMediaJson, context =>
                find(pod, context) is { } s && Drive(context) is { } drive ? new VirtualMediaJson(owner(s), s, drive) : null)
            .Action($"{path}/VirtualMedia/{{drive}}/Actions/{Action}", context => ActAsync(context, InsertAsync))
            .Action($"{path}/VirtualMedia/{{drive}}/Actions/VirtualMedia.EjectMedia", context => ActAsync(context, EjectAsync));

        Task<IResult> ActAsync(HttpContext context, Func<HttpContext, Pod, ComputerSystem, VirtualDrive, Task<IResult>> act) =>
            find(pod, context) is { } system && Drive(context) is { } drive
                ? act(context, pod, system, drive)
                : Task.FromResult(RedfishErrors.NotFound(context.Request.Path));
    }

    // By name only: a number would be read as an enumeration value as well.
    private static VirtualDrive? Drive(HttpContext context) =>
        RedfishRoutes.Id(context, "drive") is var name && Enum.GetNames<VirtualDrive>().Contains(name) ? Enum.Parse<VirtualDrive>(name) : null;

    private static async Task<IResult> InsertAsync(HttpContext context, Pod pod, ComputerSystem system, VirtualDrive drive)
    {
        var (body, refusal) = await RequestBody.ReadAsync(context, mayBeEmpty: true);
        if (refusal is not null)
        {
            return refusal;
        }

        var reader = new ActionReader(body, Action);
        var medium = Read(reader);
        reader.NothingElse();
        if (reader.Problems.Count > 0)
        {
            return RedfishErrors.BadRequest(reader.Problems);
        }

        return pod.Insert(system, drive, medium)
            ? Results.NoContent()
            : RedfishErrors.Conflict(RedfishMessages.ResourceInUse($"{drive} of {system.Name} holds a medium; eject it first."));
    }

    private static VirtualMedium Read(ActionReader reader)
    {
        var image = reader.Text("Image", isRequired: true);
        if (image is not null && VirtualMediaJson.ProtocolOf(image) is null)
        {
            reader.Problem(RedfishMessages.ActionParameterValueTypeError(
                Action, "Image", image, $"an absolute URI with one of the schemes {string.Join(", ", VirtualMediaJson.Protocols.Keys)}"));
        }

        var isInserted = reader.Flag("Inserted") ?? true;
        var isWriteProtected = reader.Flag("WriteProtected") ?? true;
        var method = reader.OneOf("TransferMethod", VirtualMediaJson.Methods);
        var protocol = reader.OneOf("TransferProtocolType", [.. VirtualMediaJson.Protocols.Values]);
        var user = reader.Text("UserName");
        reader.Secret("Password"); // taken for the transfer, and neither kept nor shown
        return new VirtualMedium(image ?? "", isInserted, isWriteProtected, method, protocol, user);
    }

    private static async Task<IResult> EjectAsync(HttpContext context, Pod pod, ComputerSystem system, VirtualDrive drive)
    {
        var (body, refusal) = await RequestBody.ReadAsync(context, mayBeEmpty: true);
        if (refusal is not null)
        {
            return refusal;
        }

        var reader = new ActionReader(body, "VirtualMedia.EjectMedia");
        reader.NothingElse();
        if (reader.Problems.Count > 0)
        {
            return RedfishErrors.BadRequest(reader.Problems);
        }

        pod.Eject(system, drive);
        return Results.NoContent();
    }
}
