using System.Text.Json.Nodes;

namespace Valence.Tests.Peers;

/// <summary>How a command went.</summary>
internal sealed record Ran(int Code, string Out, string Error)
{
    public IReadOnlyList<string> Lines => Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public JsonNode Json => JsonNode.Parse(Out)!;

    public override string ToString() => $"exit code {Code}\n{Out}{Error}";
}
