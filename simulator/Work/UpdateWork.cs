using System.Collections.Concurrent;
using Simulator.Hardware;

namespace Simulator.Work;

/// <summary>What one request to update firmware asks for.</summary>
/// <param name="Items">What is written: all that it is meant for, apart from <paramref name="Skipped"/>.</param>
/// <param name="Skipped">Has that version already.</param>
/// <param name="WaitsForReset">The new version is written only; the next reset takes it into use.</param>
public sealed record FirmwareUpdate(
    FirmwareImage Image, IReadOnlyList<FirmwareItem> Items, IReadOnlyList<FirmwareItem> Skipped, bool WaitsForReset)
{
    private readonly HashSet<FirmwareItem> _meant = [.. Items, .. Skipped];

    public bool IsMeantFor(FirmwareItem item) => _meant.Contains(item);
}

/// <summary>
/// Brings new firmware to parts: fetch, check, write, take into use. Nothing is really fetched; the steps take their time
/// and can be broken by fault rules.
/// </summary>
public sealed class UpdateWork(Pod pod, WorkRunner runner, PowerWork power, BmcWork bmc)
{
    /// <summary>See <see cref="WorkItem.Kind"/>; the subject is the owner of the part, or the pod when there are several.</summary>
    public const string Kind = "update";

    public const string DownloadStep = "download";
    public const string VerifyStep = "verify";
    public const string ApplyStep = "apply";
    public const string ActivateStep = "activate";

    // A part that is not back after so many looks, a second apart, will not come back by itself.
    private const int MostLooks = 600;

    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<string, FirmwareUpdate> _updates = new(StringComparer.Ordinal);

    /// <summary>Starts the update. Null when one of its parts is being updated already: that one goes on undisturbed.</summary>
    /// <param name="evenTheSame">Also writes what is there already.</param>
    /// <remarks>
    /// An update that fails while writing leaves parts as they were or with the new version waiting; one that fails later
    /// leaves it waiting.
    /// </remarks>
    public WorkItem? Start(FirmwareImage image, IReadOnlyList<FirmwareItem> meant, bool waitsForReset, bool evenTheSame)
    {
        lock (_lock)
        {
            if (meant.Any(IsUpdating))
            {
                return null;
            }

            var skipped = evenTheSame ? [] : meant.Where(i => pod.FirmwareOf(i) is { Staged: null } f && f.Version == image.Version).ToList();
            var update = new FirmwareUpdate(image, [.. meant.Except(skipped)], skipped, waitsForReset);
            List<WorkStep> steps =
            [
                WorkStep.Of(DownloadStep, pod.Timings.FirmwareDownload, () => StepResult.Done),
                WorkStep.Of(VerifyStep, pod.Timings.FirmwareVerify, () => StepResult.Done),
                WorkStep.Of(ApplyStep, pod.Timings.FirmwareApply, () => Apply(update)),
            ];
            if (!waitsForReset)
            {
                var looks = 0;
                var restarted = new HashSet<FirmwareItem>();
                steps.Add(WorkStep.Of(ActivateStep, TimeSpan.Zero, () => Activate(update, restarted, ++looks)));
            }

            var (subject, what) = meant.Count == 1 ? (meant[0].Owner, pod.NameOf(meant[0])) : (pod.Id, $"{meant.Count} parts");
            var work = runner.Start(new WorkPlan(Kind, subject, $"Update of {what} with {image.Name}", steps));
            foreach (var forgotten in _updates.Keys.Where(id => runner.Find(id) is null).ToList())
            {
                _updates.TryRemove(forgotten, out _);
            }

            _updates[work.Id] = update;
            return work;
        }
    }

    /// <summary>What a piece of work updates; null when it is no update, or forgotten.</summary>
    public FirmwareUpdate? Find(string workId) => _updates.GetValueOrDefault(workId);

    /// <summary>True while an update runs that the part is meant by.</summary>
    public bool IsUpdating(FirmwareItem item) =>
        _updates.Any(u => u.Value.IsMeantFor(item) && runner.Find(u.Key) is { State: WorkState.Running });

    private StepResult Apply(FirmwareUpdate update)
    {
        // All or nothing: a BMC that does not answer takes no firmware, neither for itself nor for its system.
        if (update.Items.FirstOrDefault(IsOutOfReach) is { Owner: not null } lost)
        {
            return StepResult.Failed($"The BMC of {pod.Systems[lost.Owner].Name} does not answer.");
        }

        foreach (var item in update.Items)
        {
            pod.Stage(item, update.Image.Version);
        }

        return StepResult.Done;
    }

    private StepResult Activate(FirmwareUpdate update, HashSet<FirmwareItem> restarted, int looks)
    {
        var waiting = update.Items.Where(i => pod.FirmwareOf(i).Staged is not null).ToList();
        foreach (var item in waiting)
        {
            TakeIntoUse(item, restarted);
        }

        return waiting.Find(i => pod.FirmwareOf(i).Staged is not null) is not { Owner: not null } late ? StepResult.Done
            : looks < MostLooks ? StepResult.Continue(TimeSpan.FromSeconds(1))
            : StepResult.Failed($"{pod.NameOf(late)} did not restart; its new version goes on waiting.");
    }

    private void TakeIntoUse(FirmwareItem item, HashSet<FirmwareItem> restarted)
    {
        if (!item.NeedsReset)
        {
            pod.Activate(item);
            return;
        }

        var system = pod.Systems[item.Owner];
        if (item.Kind == FirmwareKind.Bmc)
        {
            if (restarted.Add(item))
            {
                bmc.Reset(system);
            }
        }
        else if (system.State.Power == PowerState.Off)
        {
            pod.Activate(item);
        }
        else if (system.State.Power == PowerState.On && restarted.Add(item))
        {
            // On its way up or down it comes to one of the two others by itself.
            power.Reset(system, ResetType.GracefulRestart);
        }
    }

    private bool IsOutOfReach(FirmwareItem item) =>
        item.NeedsReset && pod.Systems[item.Owner].State.BmcDarkUntil is not null;
}
