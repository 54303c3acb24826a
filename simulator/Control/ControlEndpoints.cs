using System.Net.ServerSentEvents;
using Simulator.Faces;
using Simulator.Hardware;
using Simulator.Journal;
using Simulator.Work;

namespace Simulator.Control;

/// <summary>The bench's own face, <c>/sim/v1</c>: look at everything, set faults, move the clock, break hardware.</summary>
internal static class ControlEndpoints
{
    public static void MapControl(this WebApplication app, SimulatorWorld world, Pod pod, ControlSettings settings)
    {
        var snapshot = new Snapshot(world, pod, settings);
        var control = app.MapGroup("/sim/v1");
        control.MapGet("/snapshot", () => Results.Json(snapshot.Take(), ControlJson.Default.SnapshotJson));
        control.MapGet("/journal", (long? after) => Results.Json(world.Journal.After(after ?? 0), ControlJson.Default.IReadOnlyListJournalEntry));
        control.MapGet("/events", (HttpContext context, IHostApplicationLifetime lifetime) => Follow(context, world.Journal, lifetime));
        control.MapGet("/work", () => Results.Json([.. world.Work.Items.Select(Snapshot.Row)], ControlJson.Default.IReadOnlyListWorkRow));
        control.MapGet("/invariants", () => Invariants(pod));
        control.MapGet("/systems/{id}/console", (string id) => ConsoleOf(pod, id));
        control.MapGet("/clock", () => Results.Json(Snapshot.Clock(world), ControlJson.Default.ClockJson));
        control.MapPost("/clock", context => AnswerAsync(context, MoveClockAsync(context, world)));
        control.MapPost("/health", context => AnswerAsync(context, SetHealthAsync(context, pod)));
        control.MapPost("/explain", context => AnswerAsync(context, AllocationExplainer.ExplainAsync(context, pod, settings)));
        control.MapFaults(world.Faults);
    }

    private static async Task AnswerAsync(HttpContext context, Task<IResult> result) => await (await result).ExecuteAsync(context);

    private static IResult Invariants(Pod pod)
    {
        List<string> breaches = [.. pod.CheckInvariants().Select(b => b.Text)];
        var parts = pod.Systems.Keys.Concat(pod.Devices.Keys).Select(pod.Holdings.IsFree)
            .Concat((pod.ExpEther?.Look() ?? []).Select(b => b.State.Group is null)).ToLookup(free => free);
        return Results.Json(
            new InvariantsJson(breaches.Count == 0, parts[true].Count() + parts[false].Count(), parts[true].Count(), parts[false].Count(), breaches, pod.BreachesFound),
            ControlJson.Default.InvariantsJson);
    }

    private static IResult ConsoleOf(Pod pod, string id) => pod.Systems.TryGetValue(id, out var system)
        ? Results.Text(system.Console.Text, "text/plain; charset=utf-8")
        : ControlProblem.NotFound($"There is no system {id}.");

    private static IResult Follow(HttpContext context, EventJournal journal, IHostApplicationLifetime lifetime)
    {
        HoldingPipeline.LetClockRun(context);
        _ = long.TryParse(context.Request.Headers["Last-Event-ID"].ToString(), out var last);
        var ends = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        context.Response.RegisterForDispose(ends);
        return TypedResults.ServerSentEvents(EventsAsync(journal, last, ends.Token));
    }

    private static async IAsyncEnumerable<SseItem<string>> EventsAsync(
        EventJournal journal, long last, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var entries = journal.FollowAsync(last, cancellation).GetAsyncEnumerator(cancellation);
        while (await MoveNextAsync(entries))
        {
            var entry = entries.Current;
            var json = System.Text.Json.JsonSerializer.Serialize(entry, ControlJson.Default.JournalEntry);
            yield return new SseItem<string>(json, "journal") { EventId = entry.Sequence.ToString(System.Globalization.CultureInfo.InvariantCulture) };
        }
    }

    // The stream ends when the reader goes or the simulator stops; neither is an error.
    private static async Task<bool> MoveNextAsync(IAsyncEnumerator<JournalEntry> entries)
    {
        try
        {
            return await entries.MoveNextAsync();
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static async Task<IResult> MoveClockAsync(HttpContext context, SimulatorWorld world)
    {
        var (change, refusal) = await ControlBody.ReadAsync(context, ControlJson.Default.ClockChange);
        if (refusal is not null)
        {
            return refusal;
        }

        if (world.Clock.Setting.Mode != Time.ClockMode.Virtual)
        {
            return ControlProblem.Conflict($"The clock is {world.Clock.Setting}; only a virtual clock can be moved (--clock virtual).");
        }

        if (change!.AdvanceSeconds is < 0 or > 365 * 86_400)
        {
            return ControlProblem.BadRequest("advanceSeconds: must be between 0 and 31536000");
        }

        if (change.Frozen is true)
        {
            world.Clock.Freeze();
        }

        if (change.AdvanceSeconds is { } seconds)
        {
            await HoldingPipeline.WaitForAsync(context, world.Clock.AdvanceAsync(TimeSpan.FromSeconds(seconds)));
        }

        if (change.Frozen is false)
        {
            world.Clock.Unfreeze();
        }

        return Results.Json(Snapshot.Clock(world), ControlJson.Default.ClockJson);
    }

    private static async Task<IResult> SetHealthAsync(HttpContext context, Pod pod)
    {
        var (change, refusal) = await ControlBody.ReadAsync(context, ControlJson.Default.HealthChange);
        if (refusal is not null)
        {
            return refusal;
        }

        List<string> problems = [];
        if (change!.Id is null)
        {
            problems.Add("id: is missing");
        }

        if (!Enum.GetNames<Health>().Contains(change.Health))
        {
            problems.Add($"health: '{change.Health}' is not one of {string.Join(", ", Enum.GetNames<Health>())}");
        }

        if (problems.Count > 0)
        {
            return ControlProblem.BadRequest(problems);
        }

        return pod.SetHealth(change.Id!, Enum.Parse<Health>(change.Health!))
            ? Results.NoContent()
            : ControlProblem.NotFound($"There is no system or pooled device {change.Id}.");
    }
}
