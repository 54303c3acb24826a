using System.Text.Json.Nodes;
using Harness.Crashes;
using Harness.Faults;

namespace Harness.Churn;

/// <summary>What breaks while clients are at work: a network that loses something now and then, and one misfortune after another. Drawn from a seed.</summary>
internal sealed class ChurnFaults(CrashBench bench, Random random)
{
    private const int LongestMisfortuneMilliseconds = 2_000;

    private static readonly IReadOnlyList<string> Faces = ["redfish", "ironic"];

    /// <summary>Each is armed for a while and then healed; where it says so, it strikes once only.</summary>
    private static readonly IReadOnlyList<Func<JsonObject>> Misfortunes =
    [
        () => Once(FaultPlaces.Find("a step of assembly"), "fail", true),
        () => Once(FaultPlaces.Find("a step of attaching"), "fail", true),
        () => Once(FaultPlaces.Find("a step of release"), "fail", true),
        () => Once(FaultPlaces.Find("a step of verification"), "fail", true),
        () => Once(FaultPlaces.Find("a step of assembly"), "hang", true),
        () => Once(FaultPlaces.Find("a step of release"), "hang", true),
        () => Once(FaultPlaces.Find("a step of assembly"), "delaySeconds", 7_200),
        () => Once(FaultPlaces.Find("the allocation"), "drop", "After"),
        () => Once(FaultPlaces.Find("the order to assemble"), "drop", "After"),
        () => Once(FaultPlaces.Find("the attaching"), "drop", "After"),
        () => Once(FaultPlaces.Find("the release"), "drop", "After"),
        () => Once(FaultPlaces.Find("the enrolment"), "drop", "After"),
        () => Once(FaultPlaces.Find("the removal from Ironic"), "drop", "After"),
        () => new JsonObject { ["face"] = "redfish", ["expireSessions"] = "All", ["count"] = 1 },
        () => new JsonObject { ["face"] = "redfish", ["darkSeconds"] = 86_400 },
        () => new JsonObject { ["face"] = "ironic", ["darkSeconds"] = 86_400 },
    ];

    /// <summary>How often something was struck, as far as it was counted.</summary>
    public long Struck { get; private set; }

    /// <summary>Rules that stay until the end: every face loses, cuts or refuses a few requests in a thousand.</summary>
    public async Task BeginAsync() => await bench.SetFaultsAsync(new JsonArray([.. Faces.SelectMany(face => new JsonObject[]
    {
        new() { ["id"] = $"{face} loses requests", ["face"] = face, ["drop"] = "Before", ["probability"] = 0.004 },
        new() { ["id"] = $"{face} loses answers", ["face"] = face, ["drop"] = "After", ["probability"] = 0.004 },
        new() { ["id"] = $"{face} cuts answers", ["face"] = face, ["cutBody"] = true, ["probability"] = 0.002 },
        new() { ["id"] = $"{face} is busy", ["face"] = face, ["status"] = 503, ["retryAfterSeconds"] = 1, ["probability"] = 0.002 },
        new() { ["id"] = $"{face} garbles", ["face"] = face, ["malformed"] = "<html>", ["probability"] = 0.001 },
    })]));

    /// <summary>One misfortune after another until told to stop.</summary>
    public async Task RunAsync(CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            var rule = Misfortunes[random.Next(Misfortunes.Count)]();
            rule["id"] = "misfortune";
            await bench.SetFaultsAsync(rule);
            await PauseAsync(end);
            Struck += await bench.StruckAsync("misfortune");
            await bench.HealAsync("misfortune");
            await PauseAsync(end);
        }
    }

    public async Task EndAsync()
    {
        Struck += await bench.StruckAsync();
        await bench.HealAsync();
    }

    private static JsonObject Once(JsonObject rule, string effect, JsonNode value)
    {
        rule[effect] = value;
        rule["count"] = 1;
        return rule;
    }

    private async Task PauseAsync(CancellationToken end)
    {
        try
        {
            await Task.Delay(random.Next(200, LongestMisfortuneMilliseconds), end);
        }
        catch (OperationCanceledException)
        {
            // It is over; what is armed is healed.
        }
    }
}
