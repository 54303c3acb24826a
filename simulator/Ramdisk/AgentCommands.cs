using System.Text.Json;
using System.Text.Json.Nodes;
using Simulator.Hardware;
using Simulator.Work;

namespace Simulator.Ramdisk;

/// <summary>What agents do when they are told to (section 8 of the contract).</summary>
internal sealed class AgentCommands(
    SimulatorWorld world, Pod pod, PowerWork power, AgentBehaviour behaviour, InstalledSystems installed, Func<RunningAgent, StepContext, Task<bool>> beatAsync)
{
    /// <summary>See <see cref="WorkItem.Kind"/>; the subject is a system. Fault rules name its steps as <c>ramdisk-command/erase_devices</c>.</summary>
    public const string Kind = "ramdisk-command";

    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(5);

    // Answered at once and not listed: the conductor would wait for the end of a step that it never began.
    private static readonly string[] AtOnce =
        ["clean.get_clean_steps", "deploy.get_deploy_steps", "service.get_service_steps", "standby.get_partition_uuids", "rescue.finalize_rescue", "standby.sync", "standby.power_off", "standby.run_image"];

    private static readonly string[] TakesTime =
        ["clean.execute_clean_step", "deploy.execute_deploy_step", "service.execute_service_step", "image.install_bootloader", "standby.prepare_image", "standby.cache_image"];

    /// <summary>Everything an agent can be told.</summary>
    public static IEnumerable<string> Known => AtOnce.Concat(TakesTime);

    /// <summary>Does a command at once, or begins it.</summary>
    public AgentCommand Run(RunningAgent agent, string name, JsonObject parameters)
    {
        var command = new AgentCommand(agent.NextId(), name, parameters, AgentCommand.Running);
        if (AtOnce.Contains(name))
        {
            return command with { Status = AgentCommand.Succeeded, Result = Answer(agent, name) };
        }

        agent.Put(command);
        var (step, problem) = StepOf(command);
        pod.WriteConsole(pod.Systems[agent.SystemId], $"ironic-python-agent: {step?.Step ?? name}");
        var seconds = step?.Seconds ?? behaviour.CommandSeconds;
        world.Work.Start(new WorkPlan(
            Kind, agent.SystemId, $"Agent on {pod.Systems[agent.SystemId].Name}: {step?.Step ?? name}",
            [
                WorkStep.Of(step?.Step ?? name, TimeSpan.FromSeconds(seconds), () =>
                {
                    if ((problem ?? step?.Fail) is { } reason)
                    {
                        return StepResult.Failed(reason);
                    }

                    Act(agent, step?.Step ?? name, parameters);
                    agent.Put(command with { Status = AgentCommand.Succeeded, Result = ResultOf(command) });
                    return StepResult.Done;
                }),
                Tell(agent),
            ],
            OnFailed: reason =>
            {
                if (agent.Commands.Any(c => c.Id == command.Id && c.Status == AgentCommand.Running))
                {
                    agent.Put(command with { Status = AgentCommand.Failed, Error = reason });
                    world.Work.Start(new WorkPlan(Kind, agent.SystemId, $"Agent on {pod.Systems[agent.SystemId].Name} tells of a failure", [Tell(agent)]));
                }
            }));
        return command;
    }

    private WorkStep Tell(RunningAgent agent) =>
        new("heartbeat", TimeSpan.Zero, async context => await beatAsync(agent, context) ? StepResult.Done : StepResult.Continue(Retry));

    private JsonNode Answer(RunningAgent agent, string name)
    {
        var part = name.Split('.')[0];
        if (name.EndsWith("_steps", StringComparison.Ordinal))
        {
            return new JsonObject
            {
                [$"{part}_steps"] = new JsonObject { ["GenericHardwareManager"] = new JsonArray([.. behaviour.Steps(part).Select(Shown)]) },
                ["hardware_manager_version"] = new JsonObject { ["generic_hardware_manager"] = "1.2" },
            };
        }

        if (name is "standby.power_off" or "standby.run_image")
        {
            SwitchOff(agent, isToStart: name == "standby.run_image");
        }

        return new JsonObject { ["result"] = $"{name.Split('.')[1]}: done" };
    }

    private static JsonObject Shown(AgentStep step) => new()
    {
        ["interface"] = step.Interface, ["step"] = step.Step, ["priority"] = step.Priority, ["reboot_requested"] = step.RebootRequested,
        ["abortable"] = step.Abortable, ["argsinfo"] = null,
    };

    /// <summary>The step that a command is to do, or what is wrong with it.</summary>
    private (AgentStep? Step, string? Problem) StepOf(AgentCommand command)
    {
        if (!command.Name.Contains(".execute_", StringComparison.Ordinal))
        {
            return (null, null);
        }

        var (interfaceName, name) = (Text(command.Parameters["step"]?["interface"]), Text(command.Parameters["step"]?["step"]));
        return behaviour.Steps(command.Name.Split('.')[0]).FirstOrDefault(s => s.Interface == interfaceName && s.Step == name) is { } step
            ? (step, null)
            : (null, $"This agent knows no step {interfaceName}.{name}.");
    }

    private static JsonObject ResultOf(AgentCommand command)
    {
        var part = command.Name.Split('.')[0];
        return command.Name.Contains(".execute_", StringComparison.Ordinal)
            ? new JsonObject { [$"{part}_step"] = command.Parameters["step"]?.DeepClone(), [$"{part}_result"] = null }
            : new JsonObject { ["result"] = $"{command.Name}: done" };
    }

    private void Act(RunningAgent agent, string what, JsonObject parameters)
    {
        if (what.StartsWith("erase_devices", StringComparison.Ordinal))
        {
            installed.Erase(agent.SystemId);
            pod.SetHostName(pod.Systems[agent.SystemId], hostName: null);
        }
        else if (what is "write_image" or "standby.prepare_image")
        {
            installed.Write(agent.SystemId, parameters["node"] as JsonObject);
        }
    }

    /// <summary>The answer goes out first; then the agent ends its own machine.</summary>
    private void SwitchOff(RunningAgent agent, bool isToStart)
    {
        var system = pod.Systems[agent.SystemId];
        world.Work.Start(new WorkPlan("ramdisk-end", agent.SystemId, $"Agent on {system.Name} {(isToStart ? "restarts" : "switches off")} its machine", [
            WorkStep.Of("power-off", TimeSpan.FromSeconds(1), () => power.Reset(system, isToStart ? ResetType.GracefulRestart : ResetType.GracefulShutdown) is { } refusal
                ? StepResult.Failed($"The machine refuses: {refusal}.")
                : StepResult.Done),
        ]));
    }

    private static string? Text(JsonNode? value) => value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
}
