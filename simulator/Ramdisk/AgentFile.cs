using System.Text.Json;
using System.Text.Json.Serialization;

namespace Simulator.Ramdisk;

/// <summary>Reads the behaviour of agents from a JSON file: the members of <see cref="AgentBehaviour"/>, each of which may be left out.</summary>
public static class AgentFile
{
    /// <returns>The behaviour, or everything that is wrong with the file.</returns>
    public static (AgentBehaviour? Behaviour, IReadOnlyList<string> Problems) Read(string text)
    {
        AgentFileJson? file;
        try
        {
            file = JsonSerializer.Deserialize(text, AgentFileContext.Default.AgentFileJson);
        }
        catch (JsonException e)
        {
            return (null, [$"{e.Path ?? "$"}: {e.Message.Split(". ")[0]}"]);
        }

        if (file is null)
        {
            return (null, ["$: must be an object"]);
        }

        var read = Over(new AgentBehaviour(), file);

        string[] problems =
        [
            .. new (string Name, double Value)[]
            {
                ("bootSeconds", read.BootSeconds), ("lookupRetrySeconds", read.LookupRetrySeconds), ("heartbeatSeconds", read.HeartbeatSeconds),
                ("commandSeconds", read.CommandSeconds),
            }.Where(t => t.Value <= 0).Select(t => $"$.{t.Name}: must be above zero"),
            .. read.LookupAttempts < 1 ? ["$.lookupAttempts: must be at least 1"] : Array.Empty<string>(),
            .. Problems("cleanSteps", read.CleanSteps),
            .. Problems("deploySteps", read.DeploySteps),
            .. Problems("serviceSteps", read.ServiceSteps),
        ];
        return problems.Length == 0 ? (read, []) : (null, problems);
    }

    private static AgentBehaviour Over(AgentBehaviour builtIn, AgentFileJson file) => new()
    {
        Version = file.Version ?? builtIn.Version,
        BootSeconds = file.BootSeconds ?? builtIn.BootSeconds,
        LookupRetrySeconds = file.LookupRetrySeconds ?? builtIn.LookupRetrySeconds,
        LookupAttempts = file.LookupAttempts ?? builtIn.LookupAttempts,
        HeartbeatSeconds = file.HeartbeatSeconds ?? builtIn.HeartbeatSeconds,
        CommandSeconds = file.CommandSeconds ?? builtIn.CommandSeconds,
        CleanSteps = file.CleanSteps ?? builtIn.CleanSteps,
        DeploySteps = file.DeploySteps ?? builtIn.DeploySteps,
        ServiceSteps = file.ServiceSteps ?? builtIn.ServiceSteps,
    };

    private static IEnumerable<string> Problems(string name, IReadOnlyList<AgentStep> steps) => steps.SelectMany((s, i) => new[]
    {
        string.IsNullOrEmpty(s.Interface) ? $"$.{name}[{i}].interface: is required" : null,
        string.IsNullOrEmpty(s.Step) ? $"$.{name}[{i}].step: is required" : null,
        s.Priority < 0 ? $"$.{name}[{i}].priority: must not be below zero" : null,
        s.Seconds < 0 ? $"$.{name}[{i}].seconds: must not be below zero" : null,
    }).OfType<string>();
}

/// <summary>The file as it is written; null where it says nothing.</summary>
internal sealed record AgentFileJson(
    string? Version, double? BootSeconds, double? LookupRetrySeconds, int? LookupAttempts, double? HeartbeatSeconds, double? CommandSeconds,
    IReadOnlyList<AgentStep>? CleanSteps, IReadOnlyList<AgentStep>? DeploySteps, IReadOnlyList<AgentStep>? ServiceSteps);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    ReadCommentHandling = JsonCommentHandling.Skip)]
[JsonSerializable(typeof(AgentFileJson))]
internal sealed partial class AgentFileContext : JsonSerializerContext;
