using System.Text.Json;
using Simulator.Hardware;
using Simulator.Work;

namespace Simulator.Redfish;

/// <summary>
/// Reset of many systems: all at once, or in batches with a pause between them. One that cannot be reset now refuses for all, so that
/// a request is done or not done.
/// </summary>
internal sealed class AggregateReset(PowerWork power, WorkRunner runner)
{
    private const int MostDelaySeconds = 86_400;

    /// <param name="reader">The parameters, except those that name the systems.</param>
    /// <param name="action">As the standard calls it.</param>
    /// <param name="systems">Asked for when the parameters are read; null has noted why.</param>
    public IResult Run(ActionReader reader, string action, Func<IReadOnlyList<ComputerSystem>?> systems)
    {
        var type = reader.OneOf<ResetType>("ResetType", isRequired: true);
        var (size, delay) = (Number(reader, action, "BatchSize", 1, int.MaxValue), Number(reader, action, "DelayBetweenBatchesInSeconds", 0, MostDelaySeconds));
        var all = systems();
        reader.NothingElse();
        if (reader.Problems.Count > 0 || all is null)
        {
            return RedfishErrors.BadRequest(reader.Problems);
        }

        var refusals = all.Where(s => PowerStateMachine.Move(s.State.Power, type!.Value).Refusal is not null)
            .Select(s => s.State.Power == PowerState.Off
                ? RedfishMessages.ResourceInStandby($"{s.Name} is off; {type} needs it on.")
                : RedfishMessages.ResourceInUse($"{s.Name} is {s.State.Power}; only ForceOff is taken now.")).ToArray();
        if (refusals.Length > 0)
        {
            return RedfishErrors.Conflict(refusals);
        }

        var batches = all.Chunk(size ?? Math.Max(1, all.Count)).ToList();
        batches.FirstOrDefault()?.ToList().ForEach(s => power.Reset(s, type!.Value));
        if (batches.Count > 1)
        {
            runner.Start(new WorkPlan(
                "aggregate-reset", batches[1][0].Id, $"{type} of {all.Count} systems",
                [.. batches.Skip(1).Select((batch, i) => WorkStep.Of($"batch-{i + 2}", TimeSpan.FromSeconds(delay ?? 0), () => ResetBatch(batch, type!.Value)))]));
        }

        return Results.NoContent();
    }

    // Who turned a system of a later batch meanwhile meant it so; the others go on.
    private StepResult ResetBatch(ComputerSystem[] batch, ResetType type)
    {
        foreach (var system in batch)
        {
            power.Reset(system, type);
        }

        return StepResult.Done;
    }

    private static int? Number(ActionReader reader, string action, string name, int least, int most)
    {
        if (reader.Find(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= least && number <= most)
        {
            return number;
        }

        reader.Problem(value.ValueKind == JsonValueKind.Number
            ? RedfishMessages.ActionParameterValueOutOfRange(action, name, value.GetRawText(), $"that is whole and from {least} to {most}")
            : RedfishMessages.ActionParameterValueTypeError(action, name, value.GetRawText(), "a whole number"));
        return null;
    }
}
