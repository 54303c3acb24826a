using System.Text.Json;
using Simulator.Faces;
using ValenceCore;

namespace Simulator.Demo;

/// <summary>What the core beside the rack is told.</summary>
/// <param name="Address">Where it serves.</param>
/// <param name="Ironic">The Ironic that it registers nodes in, over HTTP as anywhere.</param>
/// <param name="Database">SQLite connection string.</param>
public sealed record CoreSettings(FaceAddress Address, Uri Ironic, string Database)
{
    /// <summary>Folder with vendors' drivers; null for the built-in ones only.</summary>
    public string? DriversFolder { get; init; }

    /// <summary>
    /// True: a request that gets no answer is given up in the simulator's time, not by the wall clock. For rehearsals of hung requests alone: where
    /// time jumps far while one is on its way, that would be cut, too.
    /// </summary>
    public bool RequestsFollowClock { get; init; }

    /// <summary>How long a whole piece of work may take, by the simulator's clock; null is its default.</summary>
    public TimeSpan? Deadline { get; init; }
}

/// <summary>
/// Hosts the core in the process of the simulator. The two share the clock and nothing else: everything between them goes
/// over HTTP.
/// </summary>
public static class CoreHost
{
    public static Face Create(SimulatorWorld world, CoreSettings settings)
    {
        var ids = 0;
        return Face.Create(
            // Its requests wait for simulated time themselves.
            new FaceSettings("valence", [settings.Address], HoldsClock: false),
            world,
            builder => builder.Services.AddValenceCore(core =>
            {
                core.Database = settings.Database;
                core.DriversFolder = settings.DriversFolder;
                core.Ironic.Url = settings.Ironic.GetLeftPart(UriPartial.Authority);

                core.RequestClock = settings.RequestsFollowClock ? world.Clock.Background : core.RequestClock;
                core.Deadlines.Compose = settings.Deadline ?? core.Deadlines.Compose;
                core.Deadlines.Release = settings.Deadline ?? core.Deadlines.Release;
                core.Deadlines.Register = settings.Deadline ?? core.Deadlines.Register;
                if (settings.Deadline is not null)
                {
                    // Machines boot and write disks here; what hangs is looked at every two seconds until then, and once more with every try to undo it.
                    (core.Deadlines.Provide, core.Deadlines.Deploy) = (TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30));
                }


                // From the seed, so that a replay has the same ids.
                core.NewId = () => world.Seed.Uuid($"valence/{Interlocked.Increment(ref ids)}");
                if (world.Clock.Setting.Mode == Time.ClockMode.Virtual)
                {
                    // A poll would be a reason for the virtual clock to jump, for ever.
                    core.PollInterval = TimeSpan.Zero;
                    core.Audit.PruneInterval = TimeSpan.Zero;
                }
            }),
            app => app.MapValence(),
            WriteFaultAsync);
    }

    // The core's own flat error body, for faults that strike before a request reaches it.
    private static Task WriteFaultAsync(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        using var writer = new Utf8JsonWriter(context.Response.BodyWriter);
        var reason = Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status);
        writer.WriteStartObject();
        writer.WriteString("request_id", $"req-{context.TraceIdentifier}");
        writer.WriteString("code", reason);
        writer.WriteNumber("status", status);
        writer.WriteString("title", reason);
        writer.WriteString("detail", message);
        writer.WriteEndObject();
        return Task.CompletedTask;
    }
}
