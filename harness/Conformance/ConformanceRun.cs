using Harness.Conformance.Checks;
using Harness.Conformance.Reports;
using Harness.Conformance.Schemas;
using Harness.Conformance.Walking;

namespace Harness.Conformance;

/// <summary>Logs in, walks the service, judges it by every check, logs out.</summary>
public static class ConformanceRun
{
    /// <param name="settings">What is checked.</param>
    /// <param name="progress">Told how many resources were read.</param>
    /// <param name="checks">Null is all of <see cref="CheckCatalogue"/>.</param>
    /// <exception cref="ServiceUnreachableException">The check could not begin.</exception>
    /// <exception cref="DirectoryNotFoundException">The folder of schemas is none.</exception>
    public static async Task<ConformanceReport> RunAsync(
        ConformanceSettings settings, IProgress<int>? progress = null, IReadOnlyList<Check>? checks = null, CancellationToken cancellation = default)
    {
        var schemas = settings.SchemaFolder is { } folder ? new SchemaFolder(folder) : null;
        using var reader = new ServiceReader(settings);
        await reader.LogInAsync(cancellation);
        try
        {
            var walker = new Walker(reader, settings, progress);
            var tree = await walker.WalkAsync(cancellation);
            var subject = new Subject(settings, reader, tree, schemas);
            List<Ledger> ledgers = [];
            foreach (var check in checks ?? CheckCatalogue.All)
            {
                ledgers.Add(await JudgeAsync(check, subject, walker, cancellation));
            }

            return new ConformanceReport(settings.Address, tree.Resources.Count(r => r.IsDocument), ledgers);
        }
        finally
        {
            await reader.LogOutAsync();
        }
    }

    private static async Task<Ledger> JudgeAsync(Check check, Subject subject, Walker walker, CancellationToken cancellation)
    {
        var ledger = new Ledger(check);
        await check.JudgeAsync(subject, ledger, cancellation);
        if (!check.ComparesResources || ledger.Failed == 0)
        {
            return ledger;
        }

        var involved = ledger.Findings.SelectMany(f => new[] { f.Uri, f.Other }).OfType<string>().ToHashSet(StringComparer.Ordinal);
        await walker.RefreshAsync(subject.Tree, involved, cancellation);
        var second = new Ledger(check);
        await check.JudgeAsync(subject, second, cancellation);
        return second;
    }
}
