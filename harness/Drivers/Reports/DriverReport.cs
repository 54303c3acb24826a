using Harness.Drivers.Deviations;

namespace Harness.Drivers.Reports;

/// <summary>What a run found.</summary>
/// <param name="NotOffered">Capabilities that the driver has not.</param>
/// <param name="LeftOut">Capabilities that it has and that were not to be judged.</param>
/// <param name="Deviations">Where the pod does otherwise than is usual; no fault of the driver.</param>
public sealed record DriverReport(
    string Driver, Uri Pod, IReadOnlyList<Judgement> Judgements, IReadOnlyList<string> NotOffered, IReadOnlyList<string> LeftOut,
    IReadOnlyList<Deviation> Deviations)
{
    public IReadOnlyList<Judgement> Broken => [.. Judgements.Where(one => one.Verdict == Verdict.Broken)];

    public IReadOnlyList<Judgement> NotJudged => [.. Judgements.Where(one => one.Verdict == Verdict.NotJudged)];

    public int Kept => Judgements.Count(one => one.Verdict == Verdict.Kept);

    /// <summary>Something was judged, and all of it is kept.</summary>
    public bool IsSound => Kept > 0 && Broken.Count == 0;

    /// <summary>The closing line.</summary>
    public string Summary() => $"{Kept} of {Kept + Broken.Count}"
        + (NotJudged.Count > 0 ? $", {NotJudged.Count} not judged" : "") + (NotOffered.Count > 0 ? $", not offered: {string.Join(", ", NotOffered)}" : "");
}
