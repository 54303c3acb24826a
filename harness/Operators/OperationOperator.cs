using System.Text.Json.Nodes;
using Harness.Labs;
using Shouldly;

namespace Harness.Operators;

/// <summary>What a person sees of operations, through the core's API.</summary>
public sealed class OperationOperator(ScenarioLab lab)
{
    /// <summary>The operation that was started last.</summary>
    public async Task<JsonNode> LastAsync()
    {
        var reply = await lab.Valence.SendAsync(HttpMethod.Get, "v1/operations");
        reply.Status.ShouldBe(200, reply.Text);
        return reply.Body!.AsArray().MaxBy(o => (string)o!["created_at"]!, StringComparer.Ordinal)!;
    }

    /// <param name="location">As a reply gave it.</param>
    public async Task<JsonNode> ShowAsync(string location)
    {
        var reply = await lab.Valence.SendAsync(HttpMethod.Get, location);
        reply.Status.ShouldBe(200, reply.Text);
        return reply.Body!;
    }
}
