using Harness.Conformance.Checks;

namespace Harness.Conformance.Reports;

/// <summary>What a run found.</summary>
/// <param name="Resources">How many resources were read.</param>
/// <param name="Ledgers">One of each check, in the order of the catalogue.</param>
public sealed record ConformanceReport(Uri Address, int Resources, IReadOnlyList<Ledger> Ledgers)
{
    /// <summary>Checks whose demand is not met.</summary>
    public IEnumerable<Ledger> Failed => Ledgers.Where(l => l.Failed > 0 && l.Check.Weight == Weight.Error);

    /// <summary>Checks with something to say that is no fault.</summary>
    public IEnumerable<Ledger> Advised => Ledgers.Where(l => l.Failed > 0 && l.Check.Weight != Weight.Error);

    public IEnumerable<Ledger> NotJudged => Ledgers.Where(l => l.Judged == 0);

    public bool IsConformant => !Failed.Any();

    public IReadOnlyList<Finding> FindingsOf(string check) => Ledgers.SingleOrDefault(l => l.Check.Name == check)?.Findings ?? [];

    public string Summary()
    {
        var (failed, not, all) = (Failed.Count(), NotJudged.Count(), Ledgers.Count);
        return $"{Resources} resources, {all - failed - not} checks passed, {failed} failed, {not} not judged";
    }
}
