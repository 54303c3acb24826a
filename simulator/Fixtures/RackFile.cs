using System.Text.Json;
using Simulator.Chance;
using Simulator.Hardware;

namespace Simulator.Fixtures;

/// <summary>Reads a rack file and builds the pod, or lists everything that is wrong with it. Format: <c>fixtures/README.md</c>.</summary>
public static class RackFile
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <exception cref="FixtureFileException">Every problem, each with its path.</exception>
    public static Pod Load(string file, Seed seed, TimeProvider clock)
    {
        string json;
        try
        {
            json = File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FixtureFileException(file, [$"$: {e.Message}"]);
        }

        return Parse(json, file, seed, clock);
    }

    /// <param name="json">The text of the file.</param>
    /// <param name="name">How messages call it.</param>
    /// <exception cref="FixtureFileException">Every problem, each with its path.</exception>
    public static Pod Parse(string json, string name, Seed seed, TimeProvider clock)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(json, Lenient);
        }
        catch (JsonException e)
        {
            throw new FixtureFileException(name, [$"line {e.LineNumber + 1}, column {e.BytePositionInLine + 1}: is not JSON: {e.Message.Split(". ")[0]}"]);
        }

        using (document)
        {
            var problems = new List<string>();
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw new FixtureFileException(name, ["$: must be an object"]);
            }

            var makePod = new PodBuilder(seed, clock).Read(new FixtureNode("$", document.RootElement, problems));
            return problems.Count == 0 ? makePod() : throw new FixtureFileException(name, problems);
        }
    }
}
