using Simulator.Hardware;
using Simulator.Work;

namespace Simulator.Redfish;

/// <summary>How far an update is, in the words of the Update registry.</summary>
internal static class UpdateMessages
{
    // More would be a list that nobody reads.
    private const int MostNamed = 16;

    private static readonly Dictionary<string, (string Goes, string Fails)> Keys = new(StringComparer.Ordinal)
    {
        [UpdateWork.DownloadStep] = ("TransferringToComponent", "TransferFailed"),
        [UpdateWork.VerifyStep] = ("VerifyingAtComponent", "VerificationFailed"),
        [UpdateWork.ApplyStep] = ("InstallingOnComponent", "ApplyFailed"),
        [UpdateWork.ActivateStep] = ("ApplyingOnComponent", "ActivateFailed"),
    };

    public static IEnumerable<RedfishMessage> Of(WorkItem task, FirmwareUpdate update)
    {
        var image = update.Image.Name;
        var target = Target(update);
        foreach (var item in Named(update.Items))
        {
            yield return MessageRegistries.Update.Message("TargetDetermined", [UpdateUris.Of(item), image]);
        }

        foreach (var step in task.Steps.Where(s => s.State != WorkStepState.Waiting))
        {
            var message = MessageRegistries.Update.Message(
                step.State == WorkStepState.Failed ? Keys[step.Name].Fails : Keys[step.Name].Goes, [image, target]);
            yield return step.State == WorkStepState.Failed ? message with { Message = $"{message.Message} {step.Detail}" } : message;
        }

        if (task.State == WorkState.Done)
        {
            foreach (var item in Named(update.Skipped))
            {
                yield return MessageRegistries.Update.Message("UpdateSkippedSameVersion", [UpdateUris.Of(item), image]);
            }

            foreach (var item in Named(update.Items))
            {
                yield return update.WaitsForReset
                    ? MessageRegistries.Update.Message("AwaitToActivate", [image, UpdateUris.Of(item)])
                    : MessageRegistries.Update.Message("UpdateSuccessful", [UpdateUris.Of(item), image]);
            }
        }
    }

    private static IEnumerable<FirmwareItem> Named(IReadOnlyList<FirmwareItem> items) => items.Count <= MostNamed ? items : [];

    private static string Target(FirmwareUpdate update) => (update.Items, update.Skipped) switch
    {
        ([var only], []) => UpdateUris.Of(only),
        ([], [var only]) => UpdateUris.Of(only),
        _ => $"{update.Items.Count + update.Skipped.Count} parts",
    };
}
