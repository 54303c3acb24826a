namespace Harness.Conformance.Checks;

/// <summary>What one check judged. Its verbs may be called from several threads.</summary>
public sealed class Ledger(Check check)
{
    private readonly Lock _lock = new();
    private readonly List<Finding> _findings = [];
    private readonly SortedDictionary<string, int> _reasons = new(StringComparer.Ordinal);
    private int _judged;

    public Check Check { get; } = check;

    /// <summary>Things judged, failed ones included.</summary>
    public int Judged => _judged;

    public int Failed => _findings.Count;

    public int NotJudged => _reasons.Values.Sum();

    public IReadOnlyList<Finding> Findings
    {
        get
        {
            lock (_lock)
            {
                return [.. _findings.OrderBy(f => f.Uri, StringComparer.Ordinal).ThenBy(f => f.Pointer, StringComparer.Ordinal)];
            }
        }
    }

    /// <summary>Why things were not judged, and how many each.</summary>
    public IReadOnlyDictionary<string, int> Reasons => _reasons;

    public void Pass()
    {
        lock (_lock)
        {
            _judged++;
        }
    }

    public void Fail(Finding finding)
    {
        lock (_lock)
        {
            _judged++;
            _findings.Add(finding);
        }
    }

    public void Fail(string uri, string pointer, string found, string expected, string? other = null) => Fail(new Finding(uri, pointer, found, expected, other));

    public void Skip(string reason)
    {
        lock (_lock)
        {
            _reasons[reason] = _reasons.GetValueOrDefault(reason) + 1;
        }
    }

    /// <summary>Takes over what another ledger holds.</summary>
    public void Add(Ledger other)
    {
        lock (_lock)
        {
            _judged += other._judged;
            _findings.AddRange(other._findings);
            foreach (var (reason, count) in other._reasons)
            {
                _reasons[reason] = _reasons.GetValueOrDefault(reason) + count;
            }
        }
    }

    public void Expect(bool holds, string uri, string pointer, string found, string expected)
    {
        if (holds)
        {
            Pass();
        }
        else
        {
            Fail(uri, pointer, found, expected);
        }
    }
}
