using Simulator.Hardware;
using Simulator.Work;

namespace Simulator.Redfish;

/// <summary>Volume v1_10_2, action Initialize: what lies on the volume is gone; it can be used meanwhile.</summary>
internal static class VolumeInitialize
{
    public static string[] Types { get; } = ["Fast", "Slow"];

    public static string[] Methods { get; } = ["Background", "Foreground"];

    public static async Task<IResult> RunAsync(HttpContext context, ComputerSystem system, LocalVolume volume, StorageWork work)
    {
        var (body, refusal) = await RequestBody.ReadAsync(context, mayBeEmpty: true);
        if (refusal is not null)
        {
            return refusal;
        }

        var reader = new ActionReader(body, "Volume.Initialize");
        reader.OneOf("InitializeType", Types);
        reader.OneOf("InitializeMethod", Methods);
        reader.NothingElse();
        if (reader.Problems.Count > 0)
        {
            return RedfishErrors.BadRequest(reader.Problems);
        }

        return work.Initialize(system, volume.Id)
            ? Results.NoContent()
            : RedfishErrors.Conflict(RedfishMessages.ResourceInUse($"{volume.Name} is being initialized, or waits for the next boot."));
    }
}
