using System.Text.Json;
using Simulator.Hardware;
using Simulator.Work;

namespace Simulator.Redfish;

/// <summary>POST to the volumes of a storage service (Intel RSD 2.3, create body of a volume).</summary>
internal static class PoolVolumePost
{
    public static async Task<IResult> CreateAsync(HttpContext context, Pod pod, StorageWork work)
    {
        if (StorageServicesRoutes.Find(pod, context) is not { } service)
        {
            return RedfishErrors.NotFound(context.Request.Path);
        }

        var (body, refusal) = await RequestBody.ReadAsync(context);
        if (refusal is not null)
        {
            return refusal;
        }

        var reader = new BodyReader(body, []);
        var capacity = reader.Bytes("CapacityBytes");
        if (!reader.Has("CapacityBytes"))
        {
            reader.Problem(RedfishMessages.PropertyMissing(reader.Pointer("CapacityBytes")));
        }

        var name = reader.Text("Name");
        ReadSources(reader, service);
        ReadAccess(reader);
        var isBootable = RackScaleVolume.Read(reader, asksEraseOnDetach: false).IsBootable ?? false;
        var source = ReplicaInfoJson.Read(reader, service, capacity);
        reader.Unsupported("Identifiers");
        reader.ReadOnly(["Id", "Status", "Operations", "Actions", "BlockSizeBytes", "Manufacturer", "Model", "Capacity", "ReplicaInfo"]);
        reader.NothingElse();
        if (reader.Problems.Count > 0)
        {
            return RedfishErrors.BadRequest(reader.Problems);
        }

        if (work.Create(service, name, capacity!.Value, isBootable, source) is not { } volume)
        {
            return TooLarge(pod, service);
        }

        return Created.Answer(context, VolumeJson.Of(pod, service, volume), StorageJsonContext.Default.VolumeJson);
    }

    public static IResult TooLarge(Pod pod, StorageService service) => RedfishErrors.Conflict(RedfishMessages.ResourceExhaustion(
        StorageServiceUris.Pool(service.Id), $"The pool of {service.Name} has {pod.RoomIn(service)} bytes left.",
        "Ask for less, or delete a volume first."));

    // At most one source with at most one pool; there is only one to name.
    private static void ReadSources(BodyReader reader, StorageService service)
    {
        foreach (var (index, source) in reader.Objects("CapacitySources").Index())
        {
            foreach (var pool in source.Objects("ProvidingPools"))
            {
                pool.OneOf("@odata.id", StorageServiceUris.Pool(service.Id));
                pool.NothingElse();
            }

            source.NothingElse();
            if (index > 0)
            {
                reader.Problem(RedfishMessages.NotSupportedYet(reader.Pointer($"CapacitySources/{index}")));
            }
        }
    }

    // Every volume here can be read and written, which is all that may be asked for.
    private static void ReadAccess(BodyReader reader)
    {
        if (reader.Find("AccessCapabilities") is not { } access)
        {
            return;
        }

        if (access.ValueKind != JsonValueKind.Array || access.EnumerateArray().Any(a => a.ValueKind != JsonValueKind.String))
        {
            reader.Problem(RedfishMessages.PropertyValueTypeError(reader.Pointer("AccessCapabilities"), access.GetRawText(), "an array of strings"));
            return;
        }

        foreach (var wish in access.EnumerateArray().Select(a => a.GetString()!).Where(a => a is not ("Read" or "Write")))
        {
            reader.Problem(RedfishMessages.PropertyValueNotInList(reader.Pointer("AccessCapabilities"), wish, ["Read", "Write"]));
        }
    }
}
