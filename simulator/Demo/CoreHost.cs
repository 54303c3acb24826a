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
    /// <summary>Further settings of the core; the defaults suit a demo.</summary>
    public Action<ValenceCoreOptions> Configure { get; init; } = _ => { };
}

/// <summary>
/// Hosts the core in the process of the simulator. The two share the clock and nothing else: everything between them goes
/// over HTTP.
/// </summary>
public static class CoreHost
{
    public static Face Create(SimulatorWorld world, CoreSettings settings) => Face.Create(
        // Its requests wait for simulated time themselves.
        new FaceSettings("valence", [settings.Address], HoldsClock: false),
        world,
        builder => builder.Services.AddValenceCore(core =>
        {
            core.Database = settings.Database;
            core.Ironic.Url = settings.Ironic.GetLeftPart(UriPartial.Authority);
            settings.Configure(core);
        }),
        app => app.MapValence(),
        WriteFaultAsync);

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
