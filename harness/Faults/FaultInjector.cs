using System.Text.Json.Nodes;
using Harness.Labs;
using Harness.Time;
using Shouldly;

namespace Harness.Faults;

/// <summary>Breaks things in the rack and its faces, through the bench's own face.</summary>
public sealed class FaultInjector(ScenarioLab lab)
{
    /// <summary>Sets a rule, or a list of rules; see the simulator's fault rules for their members.</summary>
    public async Task SetAsync(JsonNode rules)
    {
        var reply = await lab.Control.SendAsync(HttpMethod.Post, "sim/v1/faults", rules);
        reply.Status.ShouldBe(201, reply.Text);
    }

    /// <summary>Sets all that an example file holds, as it is.</summary>
    /// <param name="example">Name of a file in <c>fixtures/faults</c>, such as <c>bad-network</c>.</param>
    public Task SetExampleAsync(string example) => SetAsync(Read(example));

    /// <summary>Sets the fault of an example file in another place: what it does and when are those of the file.</summary>
    /// <param name="example">Name of a file with one rule, such as <c>answer-lost</c>.</param>
    /// <param name="place">Where it strikes instead, in words such as <c>the allocation</c>.</param>
    /// <param name="always">It strikes every time, however often the file says.</param>
    public Task StrikeAsync(string example, string place, bool always = false)
    {
        var rule = Read(example).AsObject();
        if (always)
        {
            rule.Remove("count");
        }

        foreach (var member in FaultPlaces.Members)
        {
            rule.Remove(member);
        }

        // One example can strike in two places.
        rule["id"] = $"{example}: {place}";
        foreach (var (name, value) in FaultPlaces.Find(place))
        {
            rule[name] = value!.DeepClone();
        }

        return SetAsync(rule);
    }

    /// <summary>Waits until every rule in force has struck.</summary>
    public Task SeeStrikesAsync() => Eventually.SeeAsync("every fault struck", StrikesAsync, strikes => strikes.Values.All(count => count > 0));

    /// <summary>How often each rule in force has struck, by its id.</summary>
    public async Task<IReadOnlyDictionary<string, int>> StrikesAsync() =>
        (await lab.Control.SendAsync(HttpMethod.Get, "sim/v1/faults")).Body!.AsArray()
            .ToDictionary(status => (string)status!["rule"]!["id"]!, status => (int)status!["struck"]!);

    public async Task HealAllAsync()
    {
        var reply = await lab.Control.SendAsync(HttpMethod.Delete, "sim/v1/faults");
        reply.Status.ShouldBe(204, reply.Text);
    }

    /// <param name="id">A system or pooled device.</param>
    /// <param name="health"><c>OK</c>, <c>Warning</c> or <c>Critical</c>.</param>
    public async Task SetHealthAsync(string id, string health)
    {
        var reply = await lab.Control.SendAsync(HttpMethod.Post, "sim/v1/health", new JsonObject { ["id"] = id, ["health"] = health });
        reply.Status.ShouldBe(204, reply.Text);
    }

    private static JsonNode Read(string example)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "fixtures", "faults");
        var file = Path.Combine(folder, example + ".json");
        return File.Exists(file)
            ? JsonNode.Parse(File.ReadAllText(file))!
            : throw new ArgumentException(
                $"There is no example '{example}'; examples are {string.Join(", ", Directory.GetFiles(folder).Select(Path.GetFileNameWithoutExtension).Order())}.",
                nameof(example));
    }
}
