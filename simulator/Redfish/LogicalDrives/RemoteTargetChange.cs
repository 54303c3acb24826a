using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>POST and PATCH of a RemoteTarget (Intel RSD 1.2 to 2.2): what it shows is said once, to whom can change.</summary>
internal static class RemoteTargetChange
{
    public static async Task<IResult> CreateAsync(HttpContext context, Pod pod, StorageService service)
    {
        var (body, refusal) = await RequestBody.ReadAsync(context);
        if (refusal is not null)
        {
            return refusal;
        }

        var reader = new BodyReader(body, []);
        var name = reader.Text("Name");
        var wish = new RemoteTargetReader(service);
        wish.Read(reader, isNew: true);
        reader.ReadOnly(["Id", "Status", "Type", "Links"]);
        reader.NothingElse();
        if (reader.Problems.Count == 0 && wish is not { Iqn: not null, Luns.Length: > 0 })
        {
            // Lists and objects that are there and empty.
            reader.Problem(RedfishMessages.PropertyMissing(reader.Pointer("Addresses/0/iSCSI/TargetLUN/0")));
        }

        if (reader.Problems.Count > 0)
        {
            return RedfishErrors.BadRequest(reader.Problems);
        }

        return pod.CreateTarget(service, name, wish.Iqn!, wish.Luns!.Value, wish.InitiatorIqn ?? "", wish.Chap ?? TargetChap.None) is { } target
            ? Created.Answer(context, Show(pod, service, target), LogicalDrivesJsonContext.Default.RemoteTargetJson)
            : RedfishErrors.Conflict(MessageRegistries.Base.Message(
                "ResourceAlreadyExists", ["RemoteTarget", "TargetIQN", wish.Iqn!], $"{wish.Iqn} is the name of another target, or a logical drive has just gone.",
                related: ["#/Addresses/0/iSCSI/TargetIQN"]));
    }

    public static Task<IResult> PatchAsync(HttpContext context, Pod pod, StorageService service, string targetId) =>
        PatchRequest.ApplyAsync(
            context, LogicalDrivesJsonContext.Default.RemoteTargetJson,
            reader =>
            {
                var wish = new RemoteTargetReader(service);
                wish.Read(reader, isNew: false);
                return () => pod.EditTarget(service, targetId, t => t with { InitiatorIqn = wish.InitiatorIqn ?? t.InitiatorIqn, Chap = wish.Chap ?? t.Chap })
                    ? null : RedfishErrors.NotFound(context.Request.Path);
            },
            () => Show(pod, service, service.State.FindTarget(targetId)!));

    public static RemoteTargetJson Show(Pod pod, StorageService service, VolumeTarget target) => new(service, target, pod.PortalOf(service));
}
