using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>What a client wants updated, and when.</summary>
internal sealed record WantedUpdate(FirmwareImage Image, IReadOnlyList<FirmwareItem> Items, bool WaitsForReset, bool IsForced);

/// <summary>Reads what SimpleUpdate and a multipart push have in common: <c>Targets</c>, <c>ForceUpdate</c> and when to apply.</summary>
internal static class UpdateParameters
{
    public const string ApplyTime = "@Redfish.OperationApplyTime";
    public const string OnReset = "OnReset";

    public static string[] ApplyTimes { get; } = ["Immediate", OnReset];

    /// <param name="reader">Has noted whatever else is wrong.</param>
    /// <param name="image">Null when that is wrong; the rest is checked all the same.</param>
    /// <param name="action">As messages name it.</param>
    public static (WantedUpdate? Update, IReadOnlyList<RedfishMessage> Problems) Read(ActionReader reader, FirmwareImage? image, Pod pod, string action)
    {
        var isForced = reader.Flag("ForceUpdate") ?? false;
        var waits = reader.OneOf(ApplyTime, ApplyTimes) == OnReset;
        var targets = reader.Texts("Targets");
        var parts = new UpdateTargets(pod);
        var items = image is null ? [] : parts.Find(targets, image, reader.Problem, action);
        foreach (var nowhere in image is null ? targets.Where(t => !parts.HasAnyAt(t)) : [])
        {
            reader.Problem(UpdateTargets.NothingAt(nowhere, "Targets"));
        }

        if (waits && items.Any(i => !i.NeedsReset))
        {
            reader.Problem(NothingToWaitFor(ApplyTime));
        }

        reader.NothingElse();
        return reader.Problems.Count == 0 && image is not null
            ? (new WantedUpdate(image, items, waits, isForced), [])
            : (null, reader.Problems);
    }

    public static RedfishMessage NothingToWaitFor(string parameter) => RedfishMessages.ActionParameterValueConflict(
        parameter, OnReset, "Drives, accelerators and switches have no reset that could be waited for.", "Send Immediate.");
}
