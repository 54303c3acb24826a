using System.Globalization;
using System.Text;
using Harness.Conformance.Checks;

namespace Harness.Conformance.Reports;

/// <summary>The report for people: findings by check, the table of checks, the closing line.</summary>
public static class TextReport
{
    public static string Write(ConformanceReport report, int examples = 5)
    {
        var text = new StringBuilder();
        foreach (var ledger in report.Ledgers.Where(l => l.Failed > 0).OrderBy(l => l.Check.Weight))
        {
            WriteFindings(text, ledger, examples);
        }

        WriteTable(text, report);
        WriteReasons(text, report);
        return text.AppendLine().AppendLine(report.Summary()).ToString();
    }

    private static void WriteFindings(StringBuilder text, Ledger ledger, int examples)
    {
        var check = ledger.Check;
        text.AppendLine(CultureInfo.InvariantCulture, $"{check.Weight} {check.Name}: {ledger.Failed} of {ledger.Judged}")
            .AppendLine(CultureInfo.InvariantCulture, $"  {check.Asks} ({check.Source})");
        foreach (var finding in ledger.Findings.Take(examples))
        {
            text.AppendLine($"  - {finding.Uri} {finding.Pointer}".TrimEnd())
                .AppendLine(CultureInfo.InvariantCulture, $"      {OneLine(finding.Found)}; expected: {OneLine(finding.Expected)}");
        }

        if (ledger.Failed > examples)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  … and {ledger.Failed - examples} more");
        }

        text.AppendLine();
    }

    private static void WriteTable(StringBuilder text, ConformanceReport report)
    {
        var width = report.Ledgers.Max(l => l.Check.Name.Length);
        text.AppendLine(CultureInfo.InvariantCulture, $"{"check".PadRight(width)}  {"judged",8}  {"failed",8}  {"not judged",10}");
        foreach (var ledger in report.Ledgers)
        {
            var weight = ledger.Check.Weight == Weight.Error ? "" : $"  ({ledger.Check.Weight})";
            text.AppendLine(CultureInfo.InvariantCulture, $"{ledger.Check.Name.PadRight(width)}  {ledger.Judged,8}  {ledger.Failed,8}  {ledger.NotJudged,10}{weight}");
        }
    }

    private static void WriteReasons(StringBuilder text, ConformanceReport report)
    {
        var reasons = report.Ledgers.SelectMany(l => l.Reasons).GroupBy(r => r.Key, StringComparer.Ordinal).OrderBy(r => r.Key, StringComparer.Ordinal).ToList();
        if (reasons.Count > 0)
        {
            text.AppendLine().AppendLine("Not judged, because");
            reasons.ForEach(r => text.AppendLine(CultureInfo.InvariantCulture, $"  {r.Key}: {r.Sum(one => one.Value)}"));
        }
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
