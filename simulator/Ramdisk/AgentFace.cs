using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Simulator.Faces;
using Simulator.Hardware;

namespace Simulator.Ramdisk;

/// <summary>The API of all agents of the rack: each below the id of the system that it runs on, as its callback address says.</summary>
public static class AgentFace
{
    public static Face Create(FaceSettings settings, SimulatorWorld world, Pod pod, Ramdisks ramdisks) => Face.Create(
        settings,
        world,
        builder => builder.Services.AddSingleton(ramdisks).AddHostedService<HeartbeatRounds>(),
        app =>
        {
            app.UseRouting();
            app.MapGet("/{system}/v1/commands", (string system) => ramdisks.On(system) is { } agent
                ? Ok(new JsonObject { ["commands"] = new JsonArray([.. agent.Commands.Select(c => c.Json())]) })
                : NoAgent(pod, system));
            app.MapGet("/{system}/v1/commands/{id}", (string system, string id) => ramdisks.On(system)?.Commands.FirstOrDefault(c => c.Id == id) is { } command
                ? Ok(command.Json())
                : Error(404, $"There is no command {id}."));
            app.MapGet("/{system}/v1/status", (string system) => ramdisks.On(system) is not null
                ? Ok(new JsonObject { ["started_at"] = pod.Systems[system].State.PowerSince?.ToUnixTimeSeconds(), ["version"] = ramdisks.Settings.Behaviour.Version })
                : NoAgent(pod, system));
            app.MapPost("/{system}/v1/commands", (HttpContext context, string system) => RunAsync(context, pod, ramdisks, system));
        },
        (context, status, message) => Error(status, message).ExecuteAsync(context));

    private static async Task<IResult> RunAsync(HttpContext context, Pod pod, Ramdisks ramdisks, string system)
    {
        if (ramdisks.On(system) is not { } agent)
        {
            return NoAgent(pod, system);
        }

        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(context.Request.Query["agent_token"].ToString()), Encoding.UTF8.GetBytes(agent.Token)))
        {
            return Error(401, "The agent_token is missing or wrong.");
        }

        JsonNode? body;
        try
        {
            body = await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        }
        catch (JsonException broken)
        {
            return Error(400, $"The body is not JSON: {broken.Message}");
        }

        return body is JsonObject given && given["name"]?.GetValueKind() == JsonValueKind.String && given["name"]!.GetValue<string>() is var name
            ? AgentCommands.Known.Contains(name)
                ? Ok(ramdisks.Commands.Run(agent, name, given["params"] as JsonObject ?? []).Json())
                : Error(404, $"There is no command {name}; there are {string.Join(", ", AgentCommands.Known)}.")
            : Error(400, "The body must be an object with name and params.");
    }

    private static IResult NoAgent(Pod pod, string system) => Error(404, pod.Systems.ContainsKey(system)
        ? $"No agent runs on {system}."
        : $"There is no system {system}.");

    private static IResult Ok(JsonObject body) => Results.Text(body.ToJsonString(), "application/json");

    private static IResult Error(int status, string message) => Results.Text(
        new JsonObject { ["faultstring"] = message, ["faultcode"] = status < 500 ? "Client" : "Server", ["debuginfo"] = null }.ToJsonString(), "application/json", statusCode: status);
}

/// <summary>Housekeeping: agents that have nothing to do are heard from time to time.</summary>
internal sealed class HeartbeatRounds(Ramdisks ramdisks, SimulatorWorld world) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(ramdisks.Settings.Behaviour.HeartbeatSeconds), world.Clock.Background);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                foreach (var agent in ramdisks.Running)
                {
                    using var hold = world.Clock.Hold();
                    await ramdisks.BeatAsync(agent, new Work.StepContext(hold, stoppingToken));
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The face stops.
        }
    }
}
