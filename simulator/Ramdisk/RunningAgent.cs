using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Simulator.Ramdisk;

/// <summary>An agent that runs on a system and has found its node.</summary>
/// <param name="Token">By which its conductor and it know each other.</param>
internal sealed record RunningAgent(string SystemId, string NodeUuid, string Token)
{
    private ImmutableList<AgentCommand> _commands = [];

    private int _last;

    /// <summary>All but those that were answered at once, oldest first.</summary>
    public ImmutableList<AgentCommand> Commands => Volatile.Read(ref _commands);

    public string NextId() => $"{SystemId}-{Interlocked.Increment(ref _last)}";

    public void Put(AgentCommand command) => ImmutableInterlocked.Update(
        ref _commands, (all, now) => all.FindIndex(c => c.Id == now.Id) is var i && i >= 0 ? all.SetItem(i, now) : all.Add(now), command);
}

/// <summary>A command as <c>/v1/commands</c> shows it.</summary>
/// <param name="Name">With the extension before it: <c>clean.execute_clean_step</c>.</param>
/// <param name="Status"><c>RUNNING</c>, <c>SUCCEEDED</c> or <c>FAILED</c>.</param>
internal sealed record AgentCommand(string Id, string Name, JsonObject Parameters, string Status, JsonNode? Result = null, string? Error = null)
{
    public const string Running = "RUNNING";
    public const string Succeeded = "SUCCEEDED";
    public const string Failed = "FAILED";

    public JsonObject Json() => new()
    {
        ["id"] = Id,
        ["command_name"] = Name.Split('.')[^1],
        ["command_params"] = Parameters.DeepClone(),
        ["command_status"] = Status,
        ["command_error"] = Error is null ? null : new JsonObject { ["type"] = "CommandExecutionError", ["code"] = 500, ["message"] = Error, ["details"] = Error },
        ["command_result"] = Result?.DeepClone(),
    };
}
