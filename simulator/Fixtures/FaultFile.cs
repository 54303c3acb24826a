using System.Text.Json;
using Simulator.Faults;

namespace Simulator.Fixtures;

/// <summary>Reads a fault file: one rule or a list of rules, as they could be posted to the control face. Format: <c>simulator/Faults/README.md</c>.</summary>
public static class FaultFile
{
    /// <exception cref="FixtureFileException">Every problem, each with its path.</exception>
    public static IReadOnlyList<FaultRule> Load(string file)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file));
            var (rules, _, problems) = FaultRuleReader.Read(document.RootElement);
            return problems.Count == 0 ? rules : throw new FixtureFileException(file, problems);
        }
        catch (JsonException e)
        {
            throw new FixtureFileException(file, [$"line {e.LineNumber + 1}, column {e.BytePositionInLine + 1}: is not JSON: {e.Message.Split(". ")[0]}"]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FixtureFileException(file, [$"$: {e.Message}"]);
        }
    }
}
