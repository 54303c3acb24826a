using System.Globalization;
using System.Text;

namespace Harness.Drivers.Reports;

/// <summary>The report for people: what is broken with why and where, a line for each capability, what was left, deviations, the closing line.</summary>
public static class DriverTextReport
{
    public static string Write(DriverReport report)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"driver {report.Driver} on {report.Pod}").AppendLine();
        foreach (var one in report.Broken)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"BROKEN {one.Promise.Capability}: {one.Promise.Says}")
                .AppendLine(CultureInfo.InvariantCulture, $"  why:   {OneLine(one.Why)}")
                .AppendLine(CultureInfo.InvariantCulture, $"  where: {one.Promise.Where}").AppendLine();
        }

        foreach (var group in report.Judgements.GroupBy(one => one.Promise.Capability, StringComparer.Ordinal))
        {
            var (kept, judged) = (group.Count(one => one.Verdict == Verdict.Kept), group.Count(one => one.Verdict != Verdict.NotJudged));
            var not = group.Count() - judged;
            text.AppendLine(CultureInfo.InvariantCulture, $"{group.Key,-10} {kept,3} of {judged,3}{(not > 0 ? $"   {not} not judged" : "")}");
        }

        report.NotOffered.ToList().ForEach(name => text.AppendLine(CultureInfo.InvariantCulture, $"{name,-10} not offered"));
        report.LeftOut.ToList().ForEach(name => text.AppendLine(CultureInfo.InvariantCulture, $"{name,-10} offered, left out"));
        WriteNotJudged(text, report);
        WriteDeviations(text, report);
        return text.AppendLine().AppendLine(report.Summary()).ToString();
    }

    private static void WriteNotJudged(StringBuilder text, DriverReport report)
    {
        if (report.NotJudged.Count > 0)
        {
            text.AppendLine().AppendLine("Not judged, because");
            foreach (var reason in report.NotJudged.GroupBy(one => one.Why!, StringComparer.Ordinal))
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"  {OneLine(reason.Key)}: {reason.Count()}");
                reason.ToList().ForEach(one => text.AppendLine(CultureInfo.InvariantCulture, $"    {one.Promise.Capability}: {one.Promise.Says}"));
            }
        }
    }

    private static void WriteDeviations(StringBuilder text, DriverReport report)
    {
        if (report.Deviations.Count == 0)
        {
            text.AppendLine().AppendLine("The service did nothing unusual.");
            return;
        }

        text.AppendLine().AppendLine("What your service does otherwise than most (no fault of the driver)");
        text.AppendLine(CultureInfo.InvariantCulture, $"  {"times",5}  {"kind",-24}  what");
        foreach (var one in report.Deviations)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {one.Times,5}  {one.Kind,-24}  {one.Seen}; usual: {one.Usual}")
                .AppendLine(CultureInfo.InvariantCulture, $"  {"",5}  {"",-24}  such as {one.Example}");
        }
    }

    private static string OneLine(string? text) => (text ?? "").ReplaceLineEndings(" ");
}
