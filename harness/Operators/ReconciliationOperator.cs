using System.Text.Json.Nodes;
using Harness.Labs;
using Harness.Time;
using Shouldly;

namespace Harness.Operators;

/// <summary>What a person does when store, pod and Ironic disagree, through the core's API.</summary>
public sealed class ReconciliationOperator(ScenarioLab lab)
{
    /// <summary>All discrepancies; everything could be looked at.</summary>
    public async Task<IReadOnlyList<JsonNode>> ListAsync()
    {
        var reply = await lab.Valence.SendAsync(HttpMethod.Get, "v1/discrepancies");
        reply.Status.ShouldBe(200, reply.Text);
        reply.Body!["not_examined"]!.AsArray().Count.ShouldBe(0, reply.Text);
        return [.. reply.Body["discrepancies"]!.AsArray().Select(one => one!)];
    }

    /// <summary>Takes up an offer about the one discrepancy of this kind, and waits until that is done.</summary>
    public async Task TakeUpAsync(string kind, string offer)
    {
        var one = (await ListAsync()).Single(seen => (string)seen["kind"]! == kind);
        var reply = await lab.Valence.SendAsync(HttpMethod.Post, $"v1/discrepancies/{Uri.EscapeDataString((string)one["id"]!)}/{offer}");
        reply.Status.ShouldBe(202, reply.Text);
        await Eventually.SeeAsync(
            $"the offer {offer} is carried out", () => lab.Valence.SendAsync(HttpMethod.Get, reply.Location!), r => (string?)r.Body?["state"] == "succeeded");
    }
}
