using System.Collections.Concurrent;

namespace Simulator.Hardware;

/// <content>What people write on racks and drawers.</content>
public sealed partial class Pod
{
    // Only of chassis on which somebody wrote.
    private readonly ConcurrentDictionary<string, ChassisLabel> _labels = new(StringComparer.Ordinal);

    /// <param name="chassisId">Of the pod, a rack or a drawer. A sled shows what its system has.</param>
    public ChassisLabel LabelOf(string chassisId) => _labels.GetValueOrDefault(chassisId, ChassisLabel.Blank);

    public void EditLabel(string chassisId, Func<ChassisLabel, ChassisLabel> edit)
    {
        using (Act())
        {
            var before = LabelOf(chassisId);
            var after = edit(before);
            if (after != before)
            {
                _labels[chassisId] = after;
                Changed?.Invoke(new HardwareChange(
                    "chassis", chassisId, "Label", $"Chassis {chassisId}: tag {after.AssetTag ?? "(nothing)"}, locator {after.Locator}."));
            }
        }
    }
}
